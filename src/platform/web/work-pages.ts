import type { Permission } from './api-types.ts';
import type { Page } from './router.svelte.ts';

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
  work('/announcements/:id/edit', 'reach.publish', {
    title: 'reach.compose.title_new',
    load: () => import('../../reach/web/work/Compose.svelte'),
  }),
  work('/announcements/:id', 'reach.view', {
    title: 'reach.page.title',
    load: () => import('../../reach/web/work/AnnouncementPage.svelte'),
  }),
  work('/walk', 'reach.tell', {
    title: 'reach.walk.nav',
    load: () => import('../../reach/web/work/Walk.svelte'),
    nav: { icon: 'footprints', order: 20 },
  }),
];
