import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Household, Me } from '$web/api-types.ts';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { takeUnfinished } from '$web/unfinished.ts';
import { changes, clashes, editable } from '../differences.ts';
import HouseholdForm from '../HouseholdForm.svelte';

const start: Household = {
  id: 'h1',
  code: 'JYGDQM',
  ordinal: 0,
  head_name: 'Nguyễn Văn Thắng',
  address: 'Số 3, ngõ 1',
  area_id: 'g1',
  area_path: [],
  walk_order: 2,
  status: 'permanent',
  note: '',
  latitude: null,
  longitude: null,
  version: 1,
  members: [],
  phones: [],
  moves: [],
  app: { devices: 0, invited_at: null },
  tags: [],
};

let stored: Household;
let patches: Record<string, unknown>[];

async function answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const path = String(input).split('?')[0] ?? '';
  if (path === '/api/areas/tree') return Response.json({ items: [] });
  if (init?.method !== 'PATCH') return Response.json(stored);
  const wanted = JSON.parse(String(init.body));
  patches.push(wanted);
  if (wanted.version !== stored.version) {
    const problem = { status: 409, key: 'households.error.changed', title: 'Người khác vừa sửa.' };
    return Response.json(problem, { status: 409 });
  }
  stored = { ...stored, ...wanted, version: stored.version + 1 };
  return Response.json(stored);
}

beforeEach(async () => {
  stored = structuredClone(start);
  patches = [];
  vi.stubGlobal('fetch', vi.fn(answer));
  history.replaceState({}, '', '/households/h1/edit');
  me.enter({ account: { id: 'hoa', kind: 'officer' }, permissions: [], roles: [] } as unknown as Me);
  await loadAllTexts();
});
afterEach(() => vi.unstubAllGlobals());

const save = () => userEvent.click(screen.getByRole('button', { name: 'Lưu' }));

async function writeNote(text: string) {
  const note = await screen.findByLabelText('Ghi chú');
  await userEvent.clear(note);
  await userEvent.type(note, text);
}

describe('a session that ends while a household is being written', () => {
  test('takes nothing of what was written, and later changes of others are still seen', async () => {
    sessionStorage.clear();
    const first = render(HouseholdForm, { params: { id: 'h1' } });
    await writeNote('Gọi sau 18 giờ');
    await me.leave(true);
    first.unmount();
    stored = { ...stored, version: 2, address: 'Số 5, ngõ 1' };
    me.enter({ account: { id: 'hoa', kind: 'officer' }, permissions: [], roles: [] } as unknown as Me);
    const second = render(HouseholdForm, { params: { id: 'h1' } });
    expect(await screen.findByText(/trước khi phải đăng nhập lại/)).toBeTruthy();
    expect((await screen.findByLabelText<HTMLInputElement>('Ghi chú')).value).toBe('Gọi sau 18 giờ');
    await save();
    await vi.waitFor(() => expect(stored).toMatchObject({ note: 'Gọi sau 18 giờ', address: 'Số 5, ngõ 1' }));
    second.unmount();
  });

  test('keeps nothing for another account, or after signing out on purpose', async () => {
    sessionStorage.clear();
    render(HouseholdForm, { params: { id: 'h1' } });
    await writeNote('Riêng tư');
    await me.leave();
    expect(sessionStorage.length).toBe(0);
    me.enter({ account: { id: 'hoa', kind: 'officer' }, permissions: [], roles: [] } as unknown as Me);
    await me.leave(true);
    expect(takeUnfinished('another', '/households/h1/edit')).toBeUndefined();
  });
});

describe('editing what someone else edits too', () => {
  test('only what was changed is sent', async () => {
    render(HouseholdForm, { params: { id: 'h1' } });
    await writeNote('Gọi sau 18 giờ');
    await save();
    await vi.waitFor(() => expect(patches).toEqual([{ version: 1, note: 'Gọi sau 18 giờ' }]));
  });

  test('a clash shows mine and theirs; keeping mine saves mine over the new version', async () => {
    render(HouseholdForm, { params: { id: 'h1' } });
    await writeNote('Của tôi');
    stored = { ...stored, version: 2, note: 'Của họ', address: 'Số 5, ngõ 1' };
    await save();
    expect(await screen.findByText('Hộ này vừa được người khác sửa')).toBeTruthy();
    expect(screen.getByText('Của họ')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Lưu lựa chọn' }));
    await vi.waitFor(() => expect(stored.note).toBe('Của tôi'));
    expect(stored.address).toBe('Số 5, ngõ 1');
    expect(patches.at(-1)).toEqual({ version: 2, note: 'Của tôi' });
  });

  test('keeping theirs leaves what they saved', async () => {
    render(HouseholdForm, { params: { id: 'h1' } });
    await writeNote('Của tôi');
    stored = { ...stored, version: 2, note: 'Của họ' };
    await save();
    await userEvent.click(await screen.findByRole('radio', { name: /Vừa được lưu/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Lưu lựa chọn' }));
    await vi.waitFor(() => expect(location.pathname).toBe('/households/h1'));
    expect(stored.note).toBe('Của họ');
    expect(patches).toHaveLength(1);
  });
});

test('fields clash when both changed them, and not to the same', () => {
  const base = editable(start);
  const mine = { ...base, note: 'a', address: 'x', head_name: 'Tên mới' };
  const theirs = { ...base, note: 'b', address: 'x', walk_order: 9 };
  expect(Object.keys(changes(base, mine)).toSorted()).toEqual(['address', 'head_name', 'note']);
  expect(clashes(base, mine, theirs)).toEqual(['note']);
});
