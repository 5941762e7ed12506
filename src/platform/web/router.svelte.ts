import { untrack, type Component } from 'svelte';
import type { Permission } from './api-types.ts';
import type { IconName } from './icons.ts';
import type { TextKey } from './i18n.svelte.ts';

export type Params = Record<string, string>;
// A page may take the named parts of its address as the prop `params: Params`. The type is open, because a
// component that takes no props is not assignable to one that is offered some.
export type PageComponent = Component<any>;

export interface Page {
  /** "/announcements/:id"; a part that starts with ":" is a parameter. */
  path: string;
  /** Who sees this page at this path. The same path may be listed once per audience. */
  audience: 'guest' | 'household' | 'officer' | 'any';
  shell: 'bare' | 'household' | 'work';
  permission?: Permission;
  title: TextKey;
  load: () => Promise<{ default: PageComponent }>;
  /** Puts the page into its shell's navigation. */
  nav?: { icon: IconName; order: number };
  /** Says itself when it shows what it is for (first-view.ts): it fetches that first. */
  announces?: boolean;
  /** All it says comes with the program (tools/vite-texts.ts); for other pages the sentences are fetched. */
  textsAtHand?: boolean;
  /** Opening this path opens another page instead. */
  leadsTo?: string;
}

export interface Visitor {
  kind: 'guest' | 'household' | 'officer';
  can(permission: Permission): boolean;
}

export interface Match {
  page: Page;
  params: Params;
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined; // a stray % that somebody typed
  }
}

function matchPath(pattern: string, path: string): Params | undefined {
  const want = pattern.split('/');
  const have = path.replace(/(.)\/$/, '$1').split('/');
  if (want.length !== have.length) return undefined;
  const params: Params = {};
  for (const [index, part] of want.entries()) {
    const value = have[index] ?? '';
    if (!part.startsWith(':')) {
      if (part !== value) return undefined;
    } else if (value === '') {
      return undefined;
    } else {
      const decoded = decode(value);
      if (decoded === undefined) return undefined;
      params[part.slice(1)] = decoded;
    }
  }
  return params;
}

/** The first page of the list that fits the path and the visitor; pages nobody may see are as if absent. */
export function findPage(pages: readonly Page[], path: string, visitor: Visitor): Match | undefined {
  for (const page of pages) {
    if (page.audience !== 'any' && page.audience !== visitor.kind) continue;
    if (page.permission && !visitor.can(page.permission)) continue;
    const params = matchPath(page.path, path);
    if (params) return { page, params };
  }
  return undefined;
}

/** Where we are. `query` holds the search parameters; reading it follows every navigation. */
export const place = $state({ path: '/', query: new URLSearchParams(), hash: '', arrivals: 0 });

function arrive(): void {
  place.path = location.pathname;
  place.query = new URLSearchParams(location.search);
  place.hash = location.hash;
  // An effect that navigates must not run again because of it.
  place.arrivals = untrack(() => place.arrivals) + 1;
}

export interface Step {
  /** Replaces the present entry of the history. */
  replace?: boolean;
  /** Keeps scroll position and focus: for a change of filter within the page. */
  quiet?: boolean;
}

let quiet = false;

export function navigate(to: string, step: Step = {}): void {
  quiet = step.quiet ?? false;
  history[step.replace ? 'replaceState' : 'pushState']({ from: place.path }, '', to);
  arrive();
}

/** Back to where the user came from inside the app, else to a page that makes sense. */
export function back(fallback: string): void {
  if ((history.state as { from?: string } | null)?.from) history.back();
  else navigate(fallback, { replace: true });
}

/** Changes search parameters in place (filters, the unit looked at); null removes one. */
export function setQuery(changes: Record<string, string | null>): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === '') query.delete(name);
    else query.set(name, value);
  }
  const search = query.toString();
  navigate(location.pathname + (search ? `?${search}` : ''), { replace: true, quiet: true });
}

/** True once after a quiet navigation: the shell then leaves scroll and focus alone. */
export function takeQuiet(): boolean {
  const was = quiet;
  quiet = false;
  return was;
}

function linkOf(event: MouseEvent): HTMLAnchorElement | undefined {
  if (event.defaultPrevented || event.button !== 0) return undefined;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return undefined;
  const link = (event.target as Element | null)?.closest?.('a');
  if (!link?.href || link.target || link.hasAttribute('download')) return undefined;
  if (link.origin !== location.origin || link.pathname.startsWith('/api/')) return undefined;
  return link;
}

/** Follows links and the back button from now on; returns the function that stops it. */
export function startRouter(): () => void {
  const click = (event: MouseEvent) => {
    const link = linkOf(event);
    if (!link || (link.pathname === location.pathname && link.hash)) return;
    event.preventDefault();
    navigate(link.pathname + link.search + link.hash);
  };
  arrive();
  addEventListener('popstate', arrive);
  document.addEventListener('click', click);
  return () => {
    removeEventListener('popstate', arrive);
    document.removeEventListener('click', click);
  };
}
