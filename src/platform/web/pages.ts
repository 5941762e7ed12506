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
export const PAGES: readonly Page[] = [...(__WORKSHOP__ ? [WORKSHOP] : [])];

/** Pages of the work shell's navigation that this visitor may open, in order. */
export function navPages(visitor: Visitor, pages: readonly Page[] = PAGES): Page[] {
  return pages
    .filter((page) => page.nav && page.shell === 'work' && (!page.permission || visitor.can(page.permission)))
    .toSorted((one, other) => (one.nav?.order ?? 0) - (other.nav?.order ?? 0));
}
