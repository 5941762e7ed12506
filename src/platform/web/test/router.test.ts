import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  findPage,
  navigate,
  place,
  setQuery,
  startRouter,
  type Page,
  type Visitor,
} from '../router.svelte.ts';

const page = (path: string, more: Partial<Page> = {}): Page => ({
  path,
  audience: 'any',
  shell: 'work',
  title: 'web.home',
  load: () => Promise.reject(new Error('not loaded in this test')),
  ...more,
});
const officer: Visitor = { kind: 'officer', can: (permission) => permission === 'reach.view' };
const household: Visitor = { kind: 'household', can: () => false };
const guest: Visitor = { kind: 'guest', can: () => false };

describe('findPage', () => {
  const feed = page('/', { audience: 'household' });
  const desk = page('/', { audience: 'officer' });
  const detail = page('/announcements/:id');
  const accounts = page('/accounts', { permission: 'identity.manage' });
  const compose = page('/announcements/new', { permission: 'reach.view' });
  const pages = [feed, desk, compose, detail, accounts];

  test('one path may be two pages for two audiences', () => {
    expect(findPage(pages, '/', household)?.page).toBe(feed);
    expect(findPage(pages, '/', officer)?.page).toBe(desk);
    expect(findPage(pages, '/', guest)).toBeUndefined();
  });

  test('parts of the address become params, decoded', () => {
    expect(findPage(pages, '/announcements/a%20b', guest)).toEqual({ page: detail, params: { id: 'a b' } });
    expect(findPage(pages, '/announcements/1/', guest)?.params).toEqual({ id: '1' });
    expect(findPage(pages, '/announcements/', guest)).toBeUndefined();
    expect(findPage(pages, '/announcements/1/2', guest)).toBeUndefined();
  });

  test('the first that fits counts', () => {
    expect(findPage(pages, '/announcements/new', officer)?.page).toBe(compose);
  });

  test('a page without the permission is as if absent', () => {
    expect(findPage(pages, '/accounts', officer)).toBeUndefined();
  });

  test('an address that cannot be decoded is no page', () => {
    expect(findPage(pages, '/announcements/%E0%A4%A', guest)).toBeUndefined();
  });
});

describe('navigation', () => {
  let stop: () => void;
  beforeEach(() => {
    history.replaceState(null, '', '/');
    stop = startRouter();
  });
  afterEach(() => stop());

  test('navigate and setQuery change the place', () => {
    navigate('/households?area=1');
    expect(place.path).toBe('/households');
    setQuery({ q: 'hoa', area: null });
    expect(location.search).toBe('?q=hoa');
    expect(place.query.get('q')).toBe('hoa');
  });

  test('links inside the app are followed without loading', () => {
    const link = Object.assign(document.createElement('a'), { href: '/settings' });
    document.body.append(link);
    const click = new MouseEvent('click', { bubbles: true, cancelable: true });
    link.dispatchEvent(click);
    expect(click.defaultPrevented).toBe(true);
    expect(place.path).toBe('/settings');
    link.remove();
  });

  test.each([
    ['another site', { href: 'https://example.org/' }, {}],
    ['a new tab', { href: '/x', target: '_blank' }, {}],
    ['a file of the API', { href: '/api/households/export' }, {}],
    ['a tap with the control key', { href: '/x' }, { ctrlKey: true }],
  ])('%s is left to the browser', (_name, attributes, keys) => {
    const link = Object.assign(document.createElement('a'), attributes);
    document.body.append(link);
    const click = new MouseEvent('click', { bubbles: true, cancelable: true, ...keys });
    let followed = false;
    const look = (event: Event) => {
      followed = event.defaultPrevented;
      event.preventDefault(); // this test leaves no page
    };
    addEventListener('click', look, { once: true });
    link.dispatchEvent(click);
    expect(followed).toBe(false);
    expect(place.path).toBe('/');
    link.remove();
  });
});
