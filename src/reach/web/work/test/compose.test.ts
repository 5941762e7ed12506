import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Me } from '$web/api-types.ts';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { EVERYONE, isForEveryone } from '../audience/filter.ts';
import { AudienceCounter } from '../audience-count.svelte.ts';
import Compose from '../Compose.svelte';
import { curveLines } from '../curve.ts';
import { incomplete } from '../home.svelte.ts';

const unit = (id: string, parent_id: string | null, kind: string, name: string, depth: number) => ({
  id,
  parent_id,
  kind,
  name,
  code: null,
  households: 10,
  depth,
});
const TREE = {
  items: [
    unit('c', null, 'commune', 'Xã Song Phượng', 0),
    unit('v1', 'c', 'village', 'Thôn Thu Quế', 1),
    unit('v2', 'c', 'village', 'Thôn Tháp Thượng', 1),
  ],
};
const FAR = new Date('2099-12-01').getTime();
const MEETING = {
  id: 'm',
  name: 'Họp thôn',
  area_name: '',
  content_class: 14,
  ask_confirmation: true,
  title: 'Mời họp ngày {ngày}',
  body: 'Họp lúc {giờ} tại nhà văn hóa.',
  fields: ['ngày', 'giờ'],
  own: false,
};
const KEPT = {
  id: 'k',
  name: 'Hộ có người già',
  area_name: 'Xã Song Phượng',
  area_ids: ['v1'],
  filter: { ...EVERYONE, elders_from: 70 },
  words: 'có người từ 70 tuổi trở lên',
};
const SIZES: Record<string, number> = { c: 20, v1: 12, v2: 8 };

const CLASSES = [
  { content_class: 2, deadline_days: 5, loudspeaker_days: null, posting_days: 30, permanent: false },
  { content_class: 14, deadline_days: null, loudspeaker_days: null, posting_days: null, permanent: false },
];
const BUDGET = {
  ask_confirmation: true,
  title: 'Dự toán năm',
  body: 'Bảng dự toán',
  area_ids: ['v1'],
  content_class: 2,
  decision_number: '',
  change_note: '',
  filter: EVERYONE,
  status: 'draft',
  version: 1,
};
const ANSWER = {
  ask_confirmation: true,
  content_class: 14,
  status: 'draft',
  audience: 12,
  decision_number: '',
  change_note: '',
  filter: EVERYONE,
  updated_at: 1,
};

let online = true;
let saved: Record<string, unknown>[] = [];
let counted: string[][] = [];

async function answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  if (!online) throw new TypeError('no network');
  const path = String(input).split('?')[0] ?? '';
  const body = init?.body ? JSON.parse(String(init.body)) : {};
  if (path === '/api/areas/tree') return Response.json(TREE);
  if (path === '/api/reach/forecast') return Response.json({ options: [], deadline: FAR });
  if (path === '/api/reach/templates' && !init?.body) return Response.json({ items: [MEETING] });
  if (path === '/api/reach/audiences' && !init?.body) return Response.json({ items: [KEPT] });
  if (path === '/api/households/tags')
    return Response.json({ items: [{ tag: 'Hộ sản xuất', households: 4 }] });
  if (path === '/api/reach/announcements' && !init?.body) return Response.json({ items: [], next: null });
  if (path === '/api/reach/audience') {
    counted.push(body.area_ids);
    const of = (body.area_ids as string[]).reduce((sum, id) => sum + (SIZES[id] ?? 0), 0);
    const households = isForEveryone(body.filter) ? of : of - 7;
    const words = isForEveryone(body.filter) ? '' : 'có người cao tuổi';
    return Response.json({
      households,
      of,
      words,
      app: households - 3,
      zalo: 0,
      phone: 1,
      none: 2,
      by_area: [],
    });
  }
  if (path.endsWith('/budget') && !init?.body) return Response.json(BUDGET);
  if (path === '/api/reach/classes') return Response.json({ items: CLASSES });
  saved.push({ method: init?.method, ...body });
  return Response.json({
    ...ANSWER,
    title: 'Họp thôn',
    body: 'Tối thứ bảy',
    area_ids: ['v1'],
    ...body,
    version: saved.length,
  });
}

beforeEach(async () => {
  online = true;
  saved = [];
  counted = [];
  localStorage.clear();
  vi.stubGlobal('fetch', vi.fn(answer));
  history.replaceState({}, '', '/announcements/new');
  me.enter({
    account: { id: 'hoa', kind: 'officer', name: 'Hoa' },
    permissions: ['reach.publish'],
    roles: [{ role: 'officer', area_id: 'c', area_name: 'Xã Song Phượng', area_kind: 'commune' }],
  } as unknown as Me);
  await loadAllTexts();
});
afterEach(() => vi.unstubAllGlobals());

describe('composing', () => {
  test('the households are counted as the ticks change, and the dialog sums up', async () => {
    render(Compose, { params: {} });
    await userEvent.type(await screen.findByLabelText('Tiêu đề'), 'Tiêm phòng');
    await userEvent.type(screen.getByLabelText('Nội dung thông báo'), 'Bảy giờ sáng');
    await userEvent.click(screen.getByRole('treeitem', { name: /Thu Quế/ }));
    expect(await screen.findByText('Sẽ gửi tới 12 hộ')).toBeTruthy();
    await userEvent.click(screen.getByRole('treeitem', { name: /Tháp Thượng/ }));
    expect(await screen.findByText('Sẽ gửi tới 20 hộ')).toBeTruthy();
    expect(counted.at(-1)).toEqual(['c']);
    await userEvent.click(screen.getByRole('button', { name: 'Phát tới 20 hộ' }));
    expect(await screen.findByRole('button', { name: 'Phát ngay tới 20 hộ' })).toBeTruthy();
  });

  test('what is missing is said at its field, and nothing is sent', async () => {
    render(Compose, { params: {} });
    await screen.findByLabelText('Tiêu đề');
    await userEvent.click(screen.getByRole('button', { name: 'Phát thông báo' }));
    const described = screen.getByLabelText('Tiêu đề').getAttribute('aria-describedby') ?? '';
    const said = described.split(' ').map((id) => document.getElementById(id)?.textContent);
    expect(said.join(' ')).toContain('Chưa ghi tiêu đề.');
    expect(screen.getAllByText('Chưa chọn thôn hoặc tổ nào.').length).toBeGreaterThan(0);
    expect(saved).toEqual([]);
  });

  test('a class with a deadline asks for its decision, and warns when it is not told', async () => {
    render(Compose, { params: { id: 'budget' } });
    await screen.findByDisplayValue('Dự toán năm');
    expect(await screen.findByLabelText(/Ngày ban hành/)).toBeTruthy();
    expect(screen.getByText(/chậm nhất 5 ngày làm việc/)).toBeTruthy();
    await userEvent.click(await screen.findByRole('button', { name: 'Phát tới 12 hộ' }));
    expect(await screen.findByText(/Chưa ghi số, ngày ban hành/)).toBeTruthy();
  });

  test('a time to come schedules it; without one nothing goes out', async () => {
    render(Compose, { params: {} });
    await userEvent.type(await screen.findByLabelText('Tiêu đề'), 'Họp thôn');
    await userEvent.type(screen.getByLabelText('Nội dung thông báo'), 'Tối thứ bảy');
    await userEvent.click(screen.getByRole('treeitem', { name: /Thu Quế/ }));
    await userEvent.click(screen.getByLabelText('Hẹn giờ phát'));
    await userEvent.click(await screen.findByRole('button', { name: 'Hẹn phát tới 12 hộ' }));
    expect(screen.getAllByText('Chưa chọn giờ phát.').length).toBeGreaterThan(0);
    const field = screen.getByLabelText('Giờ phát') as HTMLInputElement;
    field.value = '2099-11-23T19:30';
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await userEvent.click(screen.getByRole('button', { name: 'Hẹn phát tới 12 hộ' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Hẹn phát' }));
    await vi.waitFor(() =>
      expect(saved.at(-1)).toMatchObject({ at: new Date('2099-11-23T19:30').getTime() }),
    );
  });

  test('conditions narrow the households, and go with the draft', async () => {
    render(Compose, { params: {} });
    await userEvent.type(await screen.findByLabelText('Tiêu đề'), 'Khám mắt');
    await userEvent.click(screen.getByRole('treeitem', { name: /Thu Quế/ }));
    await userEvent.click(await screen.findByText('Chỉ một số hộ'));
    await userEvent.click(await screen.findByLabelText('không có mạng'));
    await userEvent.click(screen.getAllByLabelText('Hộ sản xuất')[1] as HTMLElement);
    expect(await screen.findByText('Sẽ gửi tới 5 hộ')).toBeTruthy();
    expect(screen.getByText(/5 trong 12 hộ/)).toBeTruthy();
    await vi.waitFor(
      () =>
        expect(saved.at(-1)).toMatchObject({
          filter: { ways: ['offline'], tags: [], without_tags: ['Hộ sản xuất'] },
        }),
      { timeout: 4_000 },
    );
  });

  test('a template fills the text, and what is left in braces keeps it from going out', async () => {
    render(Compose, { params: {} });
    await userEvent.click(await screen.findByText('Dùng mẫu có sẵn (1)'));
    await userEvent.click((await screen.findAllByRole('button', { name: 'Dùng' }))[0] as HTMLElement);
    const dialog = document.querySelector('dialog[open]') as HTMLElement;
    await userEvent.type(within(dialog).getByLabelText('ngày'), '5/6');
    dialog.querySelector('form')?.requestSubmit();
    await vi.waitFor(() =>
      expect((screen.getByLabelText('Tiêu đề') as HTMLInputElement).value).toBe('Mời họp ngày 5/6'),
    );
    await userEvent.click(screen.getByRole('treeitem', { name: /Thu Quế/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'Phát tới 12 hộ' }));
    expect((await screen.findAllByText(/ngoặc nhọn chưa điền/)).length).toBeGreaterThan(0);
    await userEvent.clear(screen.getByLabelText('Nội dung thông báo'));
    await userEvent.type(screen.getByLabelText('Nội dung thông báo'), 'Họp lúc 19 giờ.');
    await userEvent.click(screen.getByRole('button', { name: 'Phát tới 12 hộ' }));
    expect(await screen.findByRole('button', { name: 'Phát ngay tới 12 hộ' })).toBeTruthy();
  });

  test('a saved audience ticks its units and sets its conditions', async () => {
    render(Compose, { params: {} });
    await userEvent.click(await screen.findByText('Nơi nhận đã lưu (1)'));
    await userEvent.click(screen.getAllByRole('button', { name: 'Dùng' }).at(-1) as HTMLElement);
    expect(await screen.findByText('Sẽ gửi tới 5 hộ')).toBeTruthy();
    expect(counted.at(-1)).toEqual(['v1']);
  });

  test('the count of older ticks never stands for newer ones', async () => {
    const counter = new AudienceCounter();
    counter.ask(['v1'], EVERYONE);
    counter.ask(['v2'], EVERYONE);
    await vi.waitFor(() => expect(counter.count?.households).toBe(8));
    expect(counted).toEqual([['v2']]);
    online = false;
    counter.ask(['c'], EVERYONE);
    await vi.waitFor(() => expect(counter.failed).toBe(true));
    expect(counter.count).toBeUndefined();
  });
});

describe('figures', () => {
  test('the curve begins with nothing and never runs ahead of the clock', () => {
    const hour = 3_600_000;
    const point = { at: hour, told: 1, confirmed: 2, opened: 3, delivered: 4 };
    const [times, delivered] = curveLines([point], hour + 60_000, hour + 120_000);
    expect(times).toEqual([(hour + 60_000) / 1_000, (hour + 120_000) / 1_000]);
    expect(delivered).toEqual([0, 4]);
  });

  test('today shows what is live and not whole, the least covered first', () => {
    const row = (id: string, none: number, status = 'published', age = 1) =>
      ({
        id,
        status,
        published_at: Date.now() - age * 86_400_000,
        coverage: { audience: 10, none },
      }) as never;
    const rows = [
      row('half', 5),
      row('whole', 0),
      row('most', 2),
      row('draft', 9, 'draft'),
      row('old', 9, 'published', 30),
    ];
    expect(incomplete(rows).map((one) => one.id)).toEqual(['half', 'most']);
  });
});
