import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Me } from '$web/api-types.ts';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { waiting } from '$web/waiting.svelte.ts';
import { cards, waitingItem } from '../household/cards.svelte.ts';
import MatterPage from '../household/Matter.svelte';
import { spokenText } from '../household/spoken.ts';
import type { MatterCard, MatterCardView, VoteCard } from '../types.ts';

const card = (more: Partial<MatterCard> = {}): MatterCard => ({
  id: 'm1',
  kind: 'vote',
  status: 'open',
  title: 'Quét dọn đường làng',
  body: 'Sáng thứ bảy.',
  sender_name: 'Thôn Tháp Thượng',
  updated_at: 1_000,
  ends_at: 5_000,
  answered: false,
  asks: true,
  ...more,
});

const vote = (more: Partial<VoteCard> = {}): VoteCard => ({
  kind_name: 'Vệ sinh',
  legal_basis: 'Khoản 6 Điều 15',
  secrecy: 'open',
  consent: { houses: 11, needed: 6, agree: 8, refuse: 0, enough: true },
  agrees: true,
  count: {
    electorate: 11,
    needed: 6,
    voted: 3,
    by_app: 3,
    by_paper: 0,
    both: 0,
    agree: 0,
    disagree: 0,
    other: 0,
    invalid: 0,
    shown: false,
    passed: false,
  },
  given: [],
  ...more,
});

const view = (more: Partial<MatterCardView> = {}): MatterCardView => ({
  ...card(),
  reason: '',
  extensions: [],
  houses: 11,
  vote: vote(),
  poll: null,
  meeting: null,
  ...more,
});

/** The server's side: what it shows, and what it was sent. */
class Server {
  view = view();
  sent: { path: string; body: Record<string, unknown> }[] = [];
  refuse: { status: number; key: string } | undefined;
  readonly fetch = vi.fn(async (address: RequestInfo | URL, init?: RequestInit) => {
    const path = String(address);
    if (path === '/api/assembly/cards') return Response.json({ items: [this.view] });
    if (init?.method !== 'POST') return Response.json(this.view);
    const body = JSON.parse(String(init.body)) as Record<string, unknown>;
    this.sent.push({ path, body });
    if (this.refuse) {
      const problem = { title: 'Không được', key: this.refuse.key };
      return Response.json(problem, { status: this.refuse.status });
    }
    if (path.endsWith('/ballot')) {
      const choice = body.choice as 'agree';
      const given = this.view.vote?.given.map((one) => ({ ...one, counts: false })) ?? [];
      const mine = {
        at: 2_000,
        way: 'app',
        choice,
        opinion: '',
        by_name: 'Bưởi',
        this_phone: true,
        counts: true,
      };
      this.view = { ...this.view, answered: true, vote: vote({ given: [mine as never, ...given] }) };
    }
    return new Response(null, { status: 204 });
  });
}

let server: Server;
beforeEach(async () => {
  server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  me.enter({
    account: { id: 'nha', kind: 'household', language: 'vi' },
    household: { id: 'h1' },
    permissions: [],
    roles: [],
  } as unknown as Me);
  await loadAllTexts();
});
afterEach(() => vi.unstubAllGlobals());

describe('what waits on the first page', () => {
  test('says what kind of thing it is and what it wants', () => {
    expect(waitingItem(card()).mark).toBe('Biểu quyết – chờ gia đình trả lời');
    expect(waitingItem(card({ answered: true })).mark).toBe('Biểu quyết – gia đình đã trả lời, còn đổi được');
    expect(waitingItem(card({ kind: 'meeting' })).from).toContain('Họp lúc');
    expect(waitingItem(card({ status: 'counted', asks: false })).mark).toBe('Biểu quyết – đã có kết quả');
    expect(waitingItem(card({ asks: false, status: 'closed' })).isAnswered).toBe(true);
  });

  test('comes from this capability without the page knowing it, and goes with it', async () => {
    const stop = cards.start();
    await vi.waitFor(() => expect(waiting.open.map((item) => item.id)).toEqual(['m1']));
    server.view = { ...server.view, answered: true };
    await cards.refresh();
    expect(waiting.open).toEqual([]);
    expect(waiting.answered.map((item) => item.id)).toEqual(['m1']);
    stop();
    expect(waiting.answered).toEqual([]);
  });

  test('what is due first stands first', () => {
    const stops = [
      waiting.add('one', () => [waitingItem(card({ id: 'late', ends_at: 9_000 }))]),
      waiting.add('other', () => [waitingItem(card({ id: 'soon', ends_at: 2_000 }))]),
    ];
    expect(waiting.open.map((item) => item.id)).toEqual(['soon', 'late']);
    for (const stop of stops) stop();
  });
});

describe('the vote of a household', () => {
  test('is sent by one button, seen, and changed', async () => {
    render(MatterPage, { params: { id: 'm1' } });
    await userEvent.click(await screen.findByRole('radio', { name: 'Đồng ý' }));
    await userEvent.click(screen.getByRole('button', { name: 'Gửi ý kiến' }));
    expect(await screen.findByText('Gia đình đã biểu quyết')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Đổi ý' }));
    expect((screen.getByRole('radio', { name: 'Đồng ý' }) as HTMLInputElement).checked).toBe(true);
    await userEvent.click(screen.getByRole('radio', { name: 'Không đồng ý' }));
    await userEvent.click(screen.getByRole('button', { name: 'Gửi ý kiến' }));
    expect(await screen.findByText('Các lần biểu quyết (2)')).toBeTruthy();
    expect(screen.getAllByText('Không đồng ý').length).toBeGreaterThan(0);
    expect(server.sent.map(({ body }) => body.choice)).toEqual(['agree', 'disagree']);
    expect(new Set(server.sent.map(({ body }) => body.id)).size).toBe(2);
  });

  test('without a choice, or another opinion without words, is not sent', async () => {
    render(MatterPage, { params: { id: 'm1' } });
    const send = await screen.findByRole('button', { name: 'Gửi ý kiến' });
    await userEvent.click(send);
    expect(screen.getByText('Xin chọn một ý trước khi gửi.')).toBeTruthy();
    await userEvent.click(screen.getByRole('radio', { name: 'Ý kiến khác' }));
    await userEvent.click(send);
    expect(screen.getAllByText('Xin ghi rõ ý kiến khác.').length).toBeGreaterThan(0);
    expect(server.sent).toEqual([]);
    await userEvent.type(screen.getByLabelText('Ghi ý kiến khác'), ' Làm buổi chiều ');
    await userEvent.click(send);
    expect(server.sent[0]?.body).toMatchObject({ choice: 'other', opinion: 'Làm buổi chiều' });
  });

  test('tried again after a broken connection is the same ballot', async () => {
    render(MatterPage, { params: { id: 'm1' } });
    await userEvent.click(await screen.findByRole('radio', { name: 'Đồng ý' }));
    server.refuse = { status: 503, key: 'error.busy' };
    await userEvent.click(screen.getByRole('button', { name: 'Gửi ý kiến' }));
    await screen.findByText('Không được');
    server.refuse = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Gửi ý kiến' }));
    await screen.findByText('Gia đình đã biểu quyết');
    expect(new Set(server.sent.map(({ body }) => body.id)).size).toBe(1);
  });

  test('on paper stands and is not changed by phone', async () => {
    const paper = {
      at: 2_000,
      way: 'paper',
      choice: 'agree',
      opinion: '',
      by_name: 'Lan',
      this_phone: false,
      counts: true,
    };
    server.view = view({ answered: true, vote: vote({ given: [paper as never] }) });
    render(MatterPage, { params: { id: 'm1' } });
    expect(await screen.findByText('Gia đình đã nộp phiếu giấy')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Đổi ý' })).toBeNull();
  });

  test('when it was counted the result stands there, over all households', async () => {
    const count = { ...vote().count, voted: 9, agree: 7, disagree: 2, shown: true, passed: true };
    server.view = view({ status: 'counted', asks: false, vote: vote({ count }) });
    render(MatterPage, { params: { id: 'm1' } });
    expect(await screen.findByText(/Được thông qua: 7 \/ 11 hộ đồng ý/)).toBeTruthy();
    expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
      '9 / 11 hộ đã biểu quyết, Đồng ý 7, Không đồng ý 2, Chưa biểu quyết 2',
    );
  });
});

describe('other questions', () => {
  test('whether to vote online', async () => {
    server.view = view({ status: 'asking', ends_at: null, vote: vote({ agrees: null }) });
    render(MatterPage, { params: { id: 'm1' } });
    await userEvent.click(await screen.findByRole('button', { name: 'Đồng ý qua mạng' }));
    expect(server.sent).toEqual([{ path: '/api/assembly/cards/m1/consent', body: { agrees: true } }]);
  });

  test('a poll takes several where several may be chosen', async () => {
    const poll = {
      options: ['Cau', 'Bưởi', 'Hoa'].map((text) => ({ text, houses: 0 })),
      several: true,
      results: 'at_end' as const,
      shown: false,
      answered: 0,
      chosen: [],
    };
    server.view = view({ kind: 'poll', vote: null, poll });
    render(MatterPage, { params: { id: 'm1' } });
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Hoa' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Cau' }));
    await userEvent.click(screen.getByRole('button', { name: 'Gửi trả lời' }));
    expect(server.sent[0]?.body).toEqual({ options: [0, 2] });
    expect(screen.getByText(/không phải biểu quyết theo luật/)).toBeTruthy();
  });

  test('an invitation asks for the name of who comes instead', async () => {
    const meeting = { place: 'Nhà văn hóa', papers: [], answer: null, proxy_name: '', conclusion: '' };
    server.view = view({ kind: 'meeting', vote: null, meeting });
    render(MatterPage, { params: { id: 'm1' } });
    await userEvent.click(await screen.findByRole('radio', { name: 'Cử người đi thay' }));
    await userEvent.click(screen.getByRole('button', { name: 'Gửi trả lời' }));
    expect(server.sent).toEqual([]);
    await userEvent.type(screen.getByLabelText('Tên người đi thay'), 'Anh Hai');
    await userEvent.click(screen.getByRole('button', { name: 'Gửi trả lời' }));
    expect(server.sent[0]?.body).toEqual({ answer: 'proxy', proxy_name: 'Anh Hai' });
  });

  test('all of it is read aloud: the text, the papers, until when', () => {
    const meeting = {
      place: 'Nhà văn hóa',
      papers: [{ title: 'Dự toán', body: '96 triệu đồng' }],
      answer: null,
      proxy_name: '',
      conclusion: '',
    };
    const spoken = spokenText(view({ kind: 'meeting', vote: null, meeting }));
    for (const part of ['Quét dọn đường làng', 'Họp tại Nhà văn hóa', 'Dự toán', '96 triệu đồng', 'Họp lúc'])
      expect(spoken).toContain(part);
  });
});
