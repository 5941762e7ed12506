import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Me } from '$web/api-types.ts';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { AudienceCounter } from '../audience-count.svelte.ts';
import { start } from '../companion.ts';
import Compose from '../Compose.svelte';
import { curveLines } from '../curve.ts';
import { Draft } from '../draft.svelte.ts';
import { incomplete } from '../home.svelte.ts';
import { localDrafts } from '../local-drafts.ts';

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
const SIZES: Record<string, number> = { c: 20, v1: 12, v2: 8 };

let online = true;
let saved: Record<string, unknown>[] = [];
let counted: string[][] = [];

async function answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  if (!online) throw new TypeError('no network');
  const path = String(input).split('?')[0] ?? '';
  const body = init?.body ? JSON.parse(String(init.body)) : {};
  if (path === '/api/areas/tree') return Response.json(TREE);
  if (path === '/api/reach/forecast') return Response.json({ options: [] });
  if (path === '/api/reach/audience') {
    counted.push(body.area_ids);
    const households = (body.area_ids as string[]).reduce((sum, id) => sum + (SIZES[id] ?? 0), 0);
    return Response.json({ households, app: households - 3, zalo: 0, phone: 1, none: 2, by_area: [] });
  }
  saved.push({ method: init?.method, ...body });
  return Response.json({ ...body, status: 'draft', version: saved.length, audience: 12 });
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

  test('the count of older ticks never stands for newer ones', async () => {
    const counter = new AudienceCounter();
    counter.ask(['v1']);
    counter.ask(['v2']);
    await vi.waitFor(() => expect(counter.count?.households).toBe(8));
    expect(counted).toEqual([['v2']]);
    online = false;
    counter.ask(['c']);
    await vi.waitFor(() => expect(counter.failed).toBe(true));
    expect(counter.count).toBeUndefined();
  });
});

describe('a draft', () => {
  const write = (draft: Draft) => {
    draft.title = 'Họp thôn';
    draft.body = 'Tối thứ bảy';
    draft.area_ids = ['v1'];
    draft.touch();
  };

  test('is on the device after the first letter and comes back in a new tab', () => {
    const draft = new Draft('hoa', 'd1');
    draft.title = 'H';
    draft.touch();
    const again = new Draft('hoa', 'd1');
    expect(again.takeLocal()).toBe(true);
    expect(again.title).toBe('H');
    expect(localDrafts('hoa')).toHaveLength(1);
    expect(localDrafts('someone-else')).toEqual([]);
  });

  test('is made once on the server, then changed', async () => {
    const draft = new Draft('hoa', 'd2');
    write(draft);
    await draft.save();
    draft.title = 'Họp thôn tối thứ bảy';
    draft.touch();
    await draft.save();
    expect(saved.map((one) => [one.method, one.id ?? one.version])).toEqual([
      ['POST', 'd2'],
      ['PATCH', 1],
    ]);
  });

  test('stays on the device without a network and is sent later', async () => {
    online = false;
    const draft = new Draft('hoa', 'd3');
    write(draft);
    await expect(draft.save()).rejects.toThrow();
    expect(draft.state).toBe('offline');
    online = true;
    await draft.save();
    expect(draft.state).toBe('server');
    expect(saved).toHaveLength(1);
  });
});

describe('a draft whose page was closed while it was being saved', () => {
  const content = (title: string) => ({
    title,
    body: 'Tối thứ bảy',
    content_class: 1,
    ask_confirmation: true,
    area_ids: ['v1'],
  });
  let stored: ReturnType<typeof content> & { id: string; status: string; version: number };

  /** The real server's answers: a draft is made once, and an older version is refused. */
  async function keeps(_input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const body = init?.body ? JSON.parse(String(init.body)) : {};
    if (init?.method === 'PATCH') {
      if (body.version !== stored.version) return Response.json({ key: 'error.conflict' }, { status: 409 });
      stored = { ...stored, ...body, version: stored.version + 1 };
    }
    return Response.json(stored);
  }

  /** Saved once; then changed and sent by a page that never hears the answer. */
  async function closedWhileSaving(title: string): Promise<void> {
    const draft = new Draft('hoa', 'd4');
    Object.assign(draft, content('Họp thôn'));
    draft.touch();
    await draft.save();
    draft.title = title;
    draft.touch();
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) =>
      keeps(input, init).then(() => new Promise<Response>(() => undefined)),
    );
    void draft.save();
    await vi.waitFor(() => expect(stored.title).toBe(title));
    vi.stubGlobal('fetch', keeps);
  }

  beforeEach(() => {
    stored = { ...content('Họp thôn'), id: 'd4', status: 'draft', version: 1 };
    vi.stubGlobal('fetch', keeps);
  });

  test('is not in conflict with itself', async () => {
    await closedWhileSaving('Họp thôn tối thứ bảy');
    const again = new Draft('hoa', 'd4');
    expect(again.takeLocal()).toBe(true);
    await again.save();
    expect(again.state).toBe('server');
    expect(again.version).toBe(stored.version);
  });

  test('takes what was written since then to the server', async () => {
    await closedWhileSaving('Họp thôn tối thứ bảy');
    const again = new Draft('hoa', 'd4');
    again.takeLocal();
    again.title = 'Họp thôn tối chủ nhật';
    again.touch();
    await again.save();
    expect(again.state).toBe('server');
    expect(stored.title).toBe('Họp thôn tối chủ nhật');
  });

  test('is in conflict with what someone else wrote meanwhile', async () => {
    await closedWhileSaving('Họp thôn tối thứ bảy');
    stored = { ...stored, title: 'Người khác viết', version: stored.version + 1 };
    const again = new Draft('hoa', 'd4');
    again.takeLocal();
    await expect(again.save()).rejects.toThrow();
    expect(again.state).toBe('conflict');
    expect(stored.title).toBe('Người khác viết');
  });

  test('is brought up to date when it was made by the page that closed', async () => {
    // The server knows it with its first words; this device only knows that it was never answered.
    stored = { ...stored, title: 'Họp' };
    const draft = new Draft('hoa', 'd4');
    Object.assign(draft, content('Họp thôn'));
    draft.touch();
    await draft.save();
    expect(stored.title).toBe('Họp thôn');
  });
});

describe('the promise to save later', () => {
  test('is kept while the page is open', async () => {
    online = false;
    render(Compose, { params: {} });
    online = true;
    await userEvent.click(await screen.findByRole('button', { name: 'Thử lại' }));
    await userEvent.type(await screen.findByLabelText('Tiêu đề'), 'Tiêm phòng');
    await userEvent.click(screen.getByRole('treeitem', { name: /Thu Quế/ }));
    online = false;
    await userEvent.type(screen.getByLabelText('Nội dung thông báo'), 'Bảy giờ');
    expect(await screen.findByText(/sẽ lưu lên máy chủ/, {}, { timeout: 3_000 })).toBeTruthy();
    online = true;
    dispatchEvent(new Event('online'));
    expect(await screen.findByText(/Đã lưu bản nháp/)).toBeTruthy();
    expect(saved).toHaveLength(1);
  });

  test('is kept when the page has been left', async () => {
    online = false;
    const draft = new Draft('hoa', 'd5');
    Object.assign(draft, { title: 'Họp', body: 'Tối nay', area_ids: ['v1'] });
    draft.touch();
    await draft.save().catch(() => undefined);
    const stop = start();
    online = true;
    dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(saved).toMatchObject([{ method: 'POST', id: 'd5' }]));
    await vi.waitFor(() => expect(localDrafts('hoa')[0]?.dirty).toBe(false));
    stop();
  });

  test('is not given by a device that has no room', async () => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: full, removeItem: () => undefined });
    render(Compose, { params: {} });
    await userEvent.type(await screen.findByLabelText('Tiêu đề'), 'T');
    expect(await screen.findByText(/không còn chỗ để giữ/)).toBeTruthy();
    expect(screen.queryByText('Đã giữ trên máy này')).toBeNull();
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
