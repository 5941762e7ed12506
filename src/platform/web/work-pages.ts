import type { Permission } from './api-types.ts';
import { loadAllTexts } from './i18n.svelte.ts';
import type { Page, Visitor } from './router.svelte.ts';

const work = (
  path: string,
  permission: Permission | undefined,
  page: Omit<Page, 'path' | 'audience' | 'shell'>,
): Page => ({
  path,
  audience: 'officer',
  shell: 'work',
  permission,
  ...page,
});

const nothing = () => Promise.reject(new Error('a path that only leads elsewhere'));

/** The pages of officers, heads and teams. What "/" is depends on what one may do. */
export const WORK_PAGES: readonly Page[] = [
  work('/', 'reach.publish', {
    title: 'web.nav.home',
    load: () => import('../../reach/web/work/Home.svelte'),
    nav: { icon: 'sun', order: 0 },
  }),
  work('/', 'reach.tell', { title: 'reach.walk.title', leadsTo: '/walk', load: nothing }),
  work('/', 'reach.view', { title: 'reach.list.title', leadsTo: '/announcements', load: nothing }),
  // reach
  work('/announcements', 'reach.view', {
    title: 'reach.list.title',
    load: () => import('../../reach/web/work/Announcements.svelte'),
    nav: { icon: 'megaphone', order: 10 },
  }),
  work('/announcements/new', 'reach.publish', {
    title: 'reach.compose.title_new',
    load: () => import('../../reach/web/work/Compose.svelte'),
  }),
  work('/announcements/classes', 'reach.view', {
    title: 'reach.rules.title',
    load: () => import('../../reach/web/work/ClassRules.svelte'),
  }),
  work('/announcements/posting', 'reach.view', {
    title: 'reach.register.title',
    load: () => import('../../reach/web/work/PostingRegister.svelte'),
  }),
  work('/announcements/:id/edit', 'reach.publish', {
    title: 'reach.compose.title_new',
    load: () => import('../../reach/web/work/Compose.svelte'),
  }),
  work('/announcements/:id', 'reach.view', {
    title: 'reach.page.title',
    load: () => import('../../reach/web/work/AnnouncementPage.svelte'),
  }),
  work('/announcements/:id/plan', 'reach.view', {
    title: 'reach.plan.title',
    load: () => import('../../reach/web/work/plan/PlanPage.svelte'),
  }),
  work('/forecasts', 'reach.publish', {
    title: 'reach.forecasts.title',
    load: () => import('../../reach/web/work/plan/Forecasts.svelte'),
  }),
  work('/mutes', 'reach.tell', {
    title: 'reach.mute.list',
    load: () => import('../../reach/web/work/plan/Mutes.svelte'),
  }),
  work('/announcements/:id/chat', 'reach.tell', {
    title: 'reach.chat.title',
    load: () => import('../../reach/web/work/ChatGroup.svelte'),
  }),
  work('/walk', 'reach.tell', {
    title: 'reach.walk.nav',
    load: () => import('../../reach/web/work/Walk.svelte'),
    nav: { icon: 'footprints', order: 20 },
  }),
  // assembly
  work('/assembly', 'assembly.view', {
    title: 'assembly.list.title',
    load: () => import('../../assembly/web/work/Assembly.svelte'),
    nav: { icon: 'ballot', order: 25 },
  }),
  work('/assembly/kinds', 'assembly.settings', {
    title: 'assembly.kinds.title',
    load: () => import('../../assembly/web/work/Kinds.svelte'),
  }),
  work('/assembly/votes/new', 'assembly.hold', {
    title: 'assembly.form.vote_title',
    load: () => import('../../assembly/web/work/VoteForm.svelte'),
  }),
  work('/assembly/votes/:id/edit', 'assembly.hold', {
    title: 'assembly.form.vote_title',
    load: () => import('../../assembly/web/work/VoteForm.svelte'),
  }),
  work('/assembly/votes/:id', 'assembly.view', {
    title: 'assembly.kind_name.vote',
    load: () => import('../../assembly/web/work/VotePage.svelte'),
  }),
  work('/assembly/votes/:id/papers', 'assembly.count', {
    title: 'assembly.paper.title',
    load: () => import('../../assembly/web/work/PaperEntry.svelte'),
  }),
  work('/assembly/polls/new', 'assembly.hold', {
    title: 'assembly.form.poll_title',
    load: () => import('../../assembly/web/work/PollForm.svelte'),
  }),
  work('/assembly/polls/:id/edit', 'assembly.hold', {
    title: 'assembly.form.poll_title',
    load: () => import('../../assembly/web/work/PollForm.svelte'),
  }),
  work('/assembly/polls/:id', 'assembly.view', {
    title: 'assembly.kind_name.poll',
    load: () => import('../../assembly/web/work/PollPage.svelte'),
  }),
  work('/assembly/meetings/new', 'assembly.hold', {
    title: 'assembly.form.meeting_title',
    load: () => import('../../assembly/web/work/MeetingForm.svelte'),
  }),
  work('/assembly/meetings/:id/edit', 'assembly.hold', {
    title: 'assembly.form.meeting_title',
    load: () => import('../../assembly/web/work/MeetingForm.svelte'),
  }),
  work('/assembly/meetings/:id', 'assembly.view', {
    title: 'assembly.kind_name.meeting',
    load: () => import('../../assembly/web/work/MeetingPage.svelte'),
  }),
  work('/assembly/meetings/:id/door', 'assembly.count', {
    title: 'assembly.door.title',
    load: () => import('../../assembly/web/work/Door.svelte'),
  }),
  work('/walk/map', 'reach.tell', {
    title: 'reach.map.title',
    load: () => import('../../reach/web/work/WalkMap.svelte'),
  }),
  work('/walk/paper', 'reach.tell', {
    title: 'reach.paper.title',
    load: () => import('../../reach/web/work/Paper.svelte'),
  }),
  work('/unsent', undefined, {
    title: 'web.unsent.title',
    load: () => import('./Unsent.svelte'),
  }),
  // rollcall
  work('/rollcall', 'rollcall.view', {
    title: 'rollcall.list.title',
    load: () => import('../../rollcall/web/work/Rollcalls.svelte'),
    nav: { icon: 'shield-check', order: 28 },
  }),
  work('/rollcall/new', 'rollcall.hold', {
    title: 'rollcall.form.title',
    load: () => import('../../rollcall/web/work/Start.svelte'),
  }),
  work('/rollcall/:id', 'rollcall.view', {
    title: 'rollcall.page.title',
    load: () => import('../../rollcall/web/work/RollcallPage.svelte'),
  }),
  work('/rollcall/:id/doors', 'rollcall.mark', {
    title: 'rollcall.doors.title',
    load: () => import('../../rollcall/web/work/Doors.svelte'),
  }),
  // talk
  work('/questions', 'talk.answer', {
    title: 'talk.desk.title',
    load: () => import('../../talk/web/work/Desk.svelte'),
    nav: { icon: 'message-circle', order: 22 },
  }),
  work('/questions/settings', 'talk.settings', {
    title: 'talk.settings.title',
    load: () => import('../../talk/web/work/Settings.svelte'),
  }),
  work('/questions/:id', 'talk.answer', {
    title: 'talk.desk.title_one',
    load: () => import('../../talk/web/work/QuestionPage.svelte'),
  }),
  work('/conversations', 'talk.moderate', {
    title: 'talk.conversation.title',
    load: () => import('../../talk/web/work/Conversations.svelte'),
    nav: { icon: 'messages-square', order: 27 },
  }),
  work('/conversations/:area', 'talk.moderate', {
    title: 'talk.conversation.title',
    load: () => import('../../talk/web/work/ConversationPage.svelte'),
  }),
  // households
  work('/households', 'households.view', {
    title: 'households.list.title',
    load: () => import('../../households/web/Register.svelte'),
    nav: { icon: 'house', order: 30 },
  }),
  work('/households/new', 'households.edit', {
    title: 'households.form.title_new',
    load: () => import('../../households/web/HouseholdForm.svelte'),
  }),
  work('/households/:id', 'households.view', {
    title: 'households.page.title',
    load: () => import('../../households/web/HouseholdPage.svelte'),
  }),
  work('/households/:id/ways', 'reach.view', {
    title: 'reach.ways.title',
    load: () => import('../../reach/web/work/HouseWays.svelte'),
  }),
  work('/households/:id/edit', 'households.edit', {
    title: 'households.form.title_edit',
    load: () => import('../../households/web/HouseholdForm.svelte'),
  }),
  // areas, people, audit
  work('/areas', 'areas.edit', {
    title: 'areas.page.title',
    load: () => import('../../areas/web/Areas.svelte'),
    nav: { icon: 'trees', order: 40 },
  }),
  work('/areas', 'areas.view', {
    title: 'areas.page.title',
    load: () => import('../../areas/web/Areas.svelte'),
  }),
  work('/areas/calendar', 'areas.view', {
    title: 'areas.calendar.title',
    load: () => import('../../areas/web/Calendar.svelte'),
  }),
  work('/people', 'identity.manage', {
    title: 'identity.people.nav',
    load: () => import('../../identity/web/people/People.svelte'),
    nav: { icon: 'users', order: 50 },
  }),
  // channels
  work('/channels', 'channels.manage', {
    title: 'channels.page.title',
    load: () => import('../../channels/web/Channels.svelte'),
    nav: { icon: 'send', order: 55 },
  }),
  work('/channels/consent', 'channels.manage', {
    title: 'channels.page.connect_title',
    load: () => import('../../channels/web/Consent.svelte'),
  }),
  work('/audit', 'audit.view', {
    title: 'audit.page.nav',
    load: () => import('../../audit/web/Audit.svelte'),
    nav: { icon: 'history', order: 60 },
  }),
  {
    path: '/setup',
    audience: 'any',
    shell: 'bare',
    title: 'identity.setup.title',
    load: async () => {
      await loadAllTexts();
      return import('../../identity/web/setup/Setup.svelte');
    },
  },
];

/** Pages of the work shell's navigation that this visitor may open, in order. */
export function navPages(visitor: Visitor): Page[] {
  return WORK_PAGES.filter(
    (page) => page.nav && page.shell === 'work' && (!page.permission || visitor.can(page.permission)),
  ).toSorted((one, other) => (one.nav?.order ?? 0) - (other.nav?.order ?? 0));
}
