import * as asking from '../../assembly/web/household/companion.ts';
import Feed from '../../reach/web/household/Feed.svelte';
import * as calling from '../../rollcall/web/household/companion.ts';
import * as receiving from '../../reach/web/household/companion.ts';
import { loadAllTexts } from './i18n.svelte.ts';
import { afterFirstView } from './first-view.ts';
import { me } from './me.svelte.ts';
import type { Page, Visitor } from './router.svelte.ts';
import { readSetting } from './settings.ts';

// The workshop: every component on one page. Absent from release builds.
const WORKSHOP: Page = {
  path: '/dev/components',
  audience: 'any',
  shell: 'bare',
  title: 'web.workshop',
  load: () => import('./dev/Components.svelte'),
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
    textsAtHand: true,
    nav: { icon: 'bell', order: 0 },
  },
  {
    path: '/announcements/:id',
    audience: 'household',
    shell: 'household',
    title: 'reach.feed.detail_title',
    load: () => import('../../reach/web/household/Detail.svelte'),
    textsAtHand: true,
  },
  // assembly, for households
  {
    path: '/matters/:id',
    audience: 'household',
    shell: 'household',
    title: 'assembly.card.title',
    load: () => import('../../assembly/web/household/Matter.svelte'),
  },
  {
    path: '/replay',
    audience: 'household',
    shell: 'household',
    title: 'reach.replay.title',
    load: () => import('../../reach/web/household/replay/Replay.svelte'),
  },
  {
    path: '/unsent',
    audience: 'household',
    shell: 'household',
    title: 'web.unsent.title',
    load: () => import('./Unsent.svelte'),
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
  // rollcall, for households
  {
    path: '/rollcall/:id',
    audience: 'household',
    shell: 'household',
    title: 'rollcall.mine.title',
    load: () => import('../../rollcall/web/household/Call.svelte'),
  },
  // talk, for households
  {
    path: '/questions',
    audience: 'household',
    shell: 'household',
    title: 'talk.own.title',
    load: () => import('../../talk/web/household/Questions.svelte'),
    nav: { icon: 'message-circle', order: 10 },
  },
  {
    path: '/questions/new',
    audience: 'household',
    shell: 'household',
    title: 'talk.own.title_new',
    load: () => import('../../talk/web/household/NewQuestion.svelte'),
  },
  {
    path: '/questions/:id',
    audience: 'household',
    shell: 'household',
    title: 'talk.own.title_one',
    load: () => import('../../talk/web/household/Thread.svelte'),
  },
  {
    path: '/conversations',
    audience: 'household',
    shell: 'household',
    title: 'talk.conversation.title',
    load: () => import('../../talk/web/household/Conversations.svelte'),
    nav: { icon: 'messages-square', order: 20 },
  },
  {
    path: '/conversations/:area',
    audience: 'household',
    shell: 'household',
    title: 'talk.conversation.title',
    load: () => import('../../talk/web/household/ConversationPage.svelte'),
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
// From here, and not from the switch: an account may leave before any page has loaded it.
me.whenLeaving(async (_account, ended) => {
  if (!ended && readSetting('push')) await (await import('./push.svelte.ts')).push.forget();
});
me.whenLeaving((account) => import('../../rollcall/web/kept.ts').then((kept) => kept.forget(account)));

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
// A household's come with the program: the first page is made of what they bring, and a small file of its own costs a
// phone more by its request than by its bytes.
export const HOUSEHOLD_COMPANIONS: readonly Companion[] = [
  () => Promise.resolve(receiving),
  () => Promise.resolve(asking),
  () => Promise.resolve(calling),
  () => Promise.resolve({ start: onceSettled(() => import('../../talk/web/household/companion.ts')) }),
];
export const WORK_COMPANIONS: readonly Companion[] = [
  () => import('../../reach/web/work/companion.ts'),
  () => import('../../rollcall/web/work/companion.ts'),
];

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
