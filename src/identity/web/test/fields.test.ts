import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Session } from '$web/api-types.ts';
import { Faults } from '$web/forms.svelte.ts';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { accountFaults, tidyAccount } from '../account.ts';
import PasswordInput from '../PasswordInput.svelte';
import Sessions from '../settings/Sessions.svelte';

beforeEach(() => loadAllTexts());
afterEach(() => vi.unstubAllGlobals());

describe('a new account', () => {
  test('needs a name, a login and a password of ten characters', () => {
    expect(Object.keys(accountFaults({ name: ' ', login: '', password: '123456789' }))).toEqual([
      '/name',
      '/login',
      '/password',
    ]);
    expect(accountFaults({ name: 'Hoa', login: 'hoa', password: 'bon tu de nho' })).toEqual({});
  });

  test('is sent without what stands around its words, the password as it is', () => {
    expect(tidyAccount({ name: ' Hoa ', login: ' hoa', password: ' mật khẩu ' })).toEqual({
      name: 'Hoa',
      login: 'hoa',
      password: ' mật khẩu ',
    });
  });
});

test('a password is hidden until one asks to see it', async () => {
  render(PasswordInput, {
    label: 'Mật khẩu',
    path: '/password',
    faults: new Faults(),
    value: 'sen-gio',
    autocomplete: 'current-password',
  });
  const input = screen.getByLabelText<HTMLInputElement>('Mật khẩu');
  expect(input.type).toBe('password');
  await userEvent.click(screen.getByRole('button', { name: 'Hiện' }));
  expect(input.type).toBe('text');
  await userEvent.click(screen.getByRole('button', { name: 'Ẩn' }));
  expect(input.type).toBe('password');
});

test('the devices of an account can be tried again, and one of them signed out', async () => {
  const session = (id: string, current: boolean) =>
    ({ id, device: `Máy ${id}`, last_seen_at: Date.now(), current }) as Session;
  let online = false;
  let items = [session('a', true), session('b', false)];
  vi.stubGlobal('fetch', async (input: string, init?: RequestInit) => {
    if (!online) throw new TypeError('no network');
    if (init?.method !== 'DELETE') return Response.json({ items });
    items = items.filter((one) => !input.endsWith(one.id));
    return new Response(null, { status: 204 });
  });
  render(Sessions);
  const again = await screen.findByRole('button', { name: 'Thử lại' });
  online = true;
  await userEvent.click(again);
  expect(await screen.findByText('Máy b')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Đăng xuất máy này' }));
  await vi.waitFor(() => expect(screen.queryByText('Máy b')).toBeNull());
  expect(screen.getByText('Máy a')).toBeTruthy();
});
