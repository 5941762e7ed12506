import Feed from '../../reach/web/household/Feed.svelte';
import type { Page, Visitor } from './router.svelte.ts';

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
  ...(__WORKSHOP__ ? [WORKSHOP] : []),
];

/** Work that runs behind every page of the household shell; `start` returns the function that stops it. */
export const HOUSEHOLD_COMPANIONS: readonly (() => Promise<{ start: () => () => void }>)[] = [
  () => import('../../reach/web/household/companion.ts'),
];

/** Pages of the work shell's navigation that this visitor may open, in order. */
export function navPages(visitor: Visitor, pages: readonly Page[] = PAGES): Page[] {
  return pages
    .filter((page) => page.nav && page.shell === 'work' && (!page.permission || visitor.can(page.permission)))
    .toSorted((one, other) => (one.nav?.order ?? 0) - (other.nav?.order ?? 0));
}
