import Feed from '../../reach/web/household/Feed.svelte';
import * as receiving from '../../reach/web/household/companion.ts';
import { forgetWalks } from '../../reach/web/work/kept-walks.ts';
import { afterFirstView } from './first-view.ts';
import { loadLaterTexts } from './i18n.svelte.ts';
import { me } from './me.svelte.ts';
import type { Page, Visitor } from './router.svelte.ts';

// The workshop: every component on one page. Absent from release builds.
const WORKSHOP: Page = {
  path: '/dev/components',
  audience: 'any',
  shell: 'bare',
  title: 'web.workshop',
  load: () => import('./dev/Components.svelte'),
};

// A screen that speaks beyond the household's first ones: its sentences come along with it.
const later =
  <P>(load: () => Promise<P>) =>
  async (): Promise<P> => {
    const [page] = await Promise.all([load(), loadLaterTexts()]);
    return page;
  };

// The pages that a household or a guest may open; those of the work shell are listed in work-pages.ts. Each capability
// adds its own; a page is fetched when it is first opened.
// For one path, the first line that fits the visitor's audience and permission counts.
const PAGES: readonly Page[] = [
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
    announces: true,
    nav: { icon: 'bell', order: 0 },
  },
  {
    path: '/announcements/:id',
    audience: 'household',
    shell: 'household',
    title: 'reach.feed.detail_title',
    load: () => import('../../reach/web/household/Detail.svelte'),
  },
  // assembly, for households
  {
    path: '/matters/:id',
    audience: 'household',
    shell: 'household',
    title: 'assembly.card.title',
    load: () => import('../../assembly/web/household/Matter.svelte'),
  },
  // talk, for households
  {
    path: '/questions',
    audience: 'household',
    shell: 'household',
    title: 'talk.own.title',
    load: later(() => import('../../talk/web/household/Questions.svelte')),
    nav: { icon: 'message-circle', order: 10 },
  },
  {
    path: '/questions/new',
    audience: 'household',
    shell: 'household',
    title: 'talk.own.title_new',
    load: later(() => import('../../talk/web/household/NewQuestion.svelte')),
  },
  {
    path: '/questions/:id',
    audience: 'household',
    shell: 'household',
    title: 'talk.own.title_one',
    load: later(() => import('../../talk/web/household/Thread.svelte')),
  },
  {
    path: '/conversations',
    audience: 'household',
    shell: 'household',
    title: 'talk.conversation.title',
    load: later(() => import('../../talk/web/household/Conversations.svelte')),
    nav: { icon: 'messages-square', order: 20 },
  },
  {
    path: '/conversations/:area',
    audience: 'household',
    shell: 'household',
    title: 'talk.conversation.title',
    load: later(() => import('../../talk/web/household/ConversationPage.svelte')),
  },
  ...(__WORKSHOP__ ? [WORKSHOP] : []),
];

/** The household's pages that stand at the foot of its screen, in order. */
export const footPages = (): Page[] =>
  PAGES.filter((page) => page.nav && page.audience === 'household').toSorted(
    (one, other) => (one.nav?.order ?? 0) - (other.nav?.order ?? 0),
  );

/** THE list of pages, as far as it concerns the visitor: a household never fetches the list of the work shell. */
export async function pagesFor(visitor: Visitor, path: string): Promise<readonly Page[]> {
  if (visitor.kind !== 'officer' && !path.startsWith('/setup')) return PAGES;
  return [...PAGES, ...(await import('./work-pages.ts')).WORK_PAGES];
}
// What work pages have kept on this device is forgotten from here: an account may leave before any of them has loaded.
me.whenLeaving(forgetWalks);

/** For a companion that can wait: it is fetched and started when the first page is there. */
function onceSettled(load: Companion): () => () => void {
  return () => {
    let stop: (() => void) | undefined;
    let left = false;
    afterFirstView(async () => {
      const companion = await load();
      if (!left) stop = companion.start();
    });
    return () => {
      left = true;
      stop?.();
    };
  };
}

/** Work that runs behind every page of a shell; `start` returns the function that stops it. */
type Companion = () => Promise<{ start: () => () => void }>;
// The feed's is at hand: the first page is made of it.
export const HOUSEHOLD_COMPANIONS: readonly Companion[] = [
  () => Promise.resolve(receiving),
  () => import('../../assembly/web/household/companion.ts'),
  () => Promise.resolve({ start: onceSettled(() => import('../../talk/web/household/companion.ts')) }),
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
