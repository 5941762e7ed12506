import Feed from '../../reach/web/household/Feed.svelte';
import { loadAllTexts } from './i18n.svelte.ts';
import type { Page, Visitor } from './router.svelte.ts';
import { WORK_PAGES } from './work-pages.ts';

// The workshop: every component on one page. Absent from release builds.
const WORKSHOP: Page = {
  path: '/dev/components',
  audience: 'any',
  shell: 'bare',
  title: 'web.workshop',
  load: () => import('./dev/Components.svelte'),
};

// THE list of pages. Each capability adds its own here; a page is fetched when it is first opened.
// For one path, the first line that fits the visitor's audience and permission counts.
export const PAGES: readonly Page[] = [
  // identity
  {
    path: '/sign-in',
    audience: 'any',
    shell: 'bare',
    title: 'identity.enter.title',
    load: () => import('../../identity/web/enter/SignIn.svelte'),
  },
  {
    path: '/m',
    audience: 'any',
    shell: 'bare',
    title: 'identity.enter.household_title',
    load: () => import('../../identity/web/enter/Invitation.svelte'),
  },
  {
    path: '/settings',
    audience: 'household',
    shell: 'household',
    title: 'web.settings',
    load: () => import('../../identity/web/settings/Settings.svelte'),
  },
  {
    path: '/settings',
    audience: 'officer',
    shell: 'work',
    title: 'web.settings',
    load: () => import('../../identity/web/settings/Settings.svelte'),
  },
  // reach, for households
  {
    path: '/',
    audience: 'household',
    shell: 'household',
    title: 'reach.feed.title',
    // Wanted by most visits, so it comes with the program instead of after it.
    load: () => Promise.resolve({ default: Feed }),
  },
  {
    path: '/announcements/:id',
    audience: 'household',
    shell: 'household',
    title: 'reach.feed.detail_title',
    load: () => import('../../reach/web/household/Detail.svelte'),
  },
  {
    path: '/ways',
    audience: 'household',
    shell: 'household',
    title: 'reach.ways.title',
    load: async () => {
      await loadAllTexts();
      return import('../../reach/web/link/OwnWays.svelte');
    },
  },
  // reach, for whoever holds a short link
  {
    path: '/t/:token',
    audience: 'any',
    shell: 'bare',
    title: 'reach.feed.detail_title',
    load: () => import('../../reach/web/link/HouseLink.svelte'),
  },
  {
    path: '/g/:token',
    audience: 'any',
    shell: 'bare',
    title: 'reach.feed.detail_title',
    load: () => import('../../reach/web/link/ChatLink.svelte'),
  },
  ...WORK_PAGES,
  ...(__WORKSHOP__ ? [WORKSHOP] : []),
];

/** Work that runs behind every page of a shell; `start` returns the function that stops it. */
type Companion = () => Promise<{ start: () => () => void }>;
export const HOUSEHOLD_COMPANIONS: readonly Companion[] = [
  () => import('../../reach/web/household/companion.ts'),
];
export const WORK_COMPANIONS: readonly Companion[] = [() => import('../../reach/web/work/companion.ts')];

/** Starts them all; returns the function that stops them. */
export function startCompanions(companions: readonly Companion[]): () => void {
  let stops: (() => void)[] = [];
  let left = false;
  void Promise.all(companions.map((load) => load())).then((loaded) => {
    if (!left) stops = loaded.map((companion) => companion.start());
  });
  return () => {
    left = true;
    for (const stop of stops) stop();
  };
}

/** Pages of the work shell's navigation that this visitor may open, in order. */
export function navPages(visitor: Visitor, pages: readonly Page[] = PAGES): Page[] {
  return pages
    .filter((page) => page.nav && page.shell === 'work' && (!page.permission || visitor.can(page.permission)))
    .toSorted((one, other) => (one.nav?.order ?? 0) - (other.nav?.order ?? 0));
}
