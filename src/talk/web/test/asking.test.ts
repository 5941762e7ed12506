import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Me } from '$web/api-types.ts';
import { loadTexts } from '$web/i18n.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { place } from '$web/router.svelte.ts';
import { waiting } from '$web/waiting.svelte.ts';
import { answers } from '../household/answers.svelte.ts';
import { askedOutbox, handIn } from '../household/asked-outbox.ts';
import NewQuestion from '../household/NewQuestion.svelte';
import Questions from '../household/Questions.svelte';
import Thread from '../household/Thread.svelte';
import type { OwnQuestion, OwnThread } from '../types.ts';

const question = (more: Partial<OwnQuestion> = {}): OwnQuestion => ({
  id: 'q1',
  title: 'Bao giờ cắt điện?',
  status: 'answered',
  area_name: 'Thôn Tháp Thượng',
  about_title: '',
  asked_at: 1_000,
  updated_at: 2_000,
  due_at: 9_000,
  unread: true,
  ...more,
});

const message = (id: string, kind: 'ask' | 'answer', body: string) => ({
  id,
  kind,
  at: kind === 'ask' ? 1_000 : 2_000,
  author_name: kind === 'ask' ? 'Nguyễn Văn Bưởi' : 'Bùi Văn Trường',
  place: 'Thôn Tháp Thượng',
  body,
});

const thread = (): OwnThread => ({
  ...question(),
  about_kind: '',
  about_id: '',
  messages: [message('q1', 'ask', 'Bao giờ cắt điện?'), message('a1', 'answer', 'Sáng thứ bảy')],
});

/** The server's side, with a network that can be cut. */
class Server {
  isCut = false;
  asked = new Map<string, Record<string, unknown>>();
  sent: string[] = [];
  unread = [question()];
  readonly fetch = vi.fn(async (address: RequestInfo | URL, init?: RequestInit) => {
    const path = String(address).split('?')[0] ?? '';
    if (this.isCut) throw new TypeError('no network');
    if (path === '/api/talk/askable')
      return Response.json({
        usual_id: 'thon',
        items: [
          { id: 'xa', name: 'Xã Song Phượng', kind: 'commune' },
          { id: 'thon', name: 'Thôn Tháp Thượng', kind: 'village' },
        ],
      });
    if (init?.method === 'POST') {
      const body = JSON.parse(String(init.body)) as Record<string, unknown>;
      this.sent.push(path);
      if (path.endsWith('/read')) this.unread = [];
      else this.asked.set(String(body.id), body);
      return path.endsWith('/read') ? new Response(null, { status: 204 }) : Response.json(thread());
    }
    if (path === '/api/talk/unread') return Response.json({ items: this.unread, next: null });
    if (path === '/api/talk/own') return Response.json({ items: [question()], next: null });
    return Response.json(thread());
  });
}

let server: Server;
let count = 0;
beforeEach(async () => {
  server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  await loadTexts('household');
  // Each story is another account's: what one has left on the phone is not the next one's.
  const id = `account-${++count}`;
  me.enter({
    account: { id, kind: 'household', name: 'Hộ Bưởi', login: null, language: 'vi', totp_enabled: false },
    roles: [],
    permissions: [],
    household: { id: 'h1', code: 'SP1', name: 'Bưởi', address: '', area_name: 'Tổ 1', ordinal: 0 },
    commune_name: 'Xã Song Phượng',
    demo: false,
  } as unknown as Me);
  place.query = new URLSearchParams();
});
afterEach(() => vi.unstubAllGlobals());

const account = () => me.value?.account.id ?? '';
const asked = (id: string) => ({ id, body: 'Bao giờ có nước?', at: 1_000 });

describe('a question written without a network', () => {
  test('is kept on the phone and sent once when there is one', async () => {
    server.isCut = true;
    await handIn(account(), asked('q9'));
    await handIn(account(), asked('q9'));
    await waitFor(async () => expect(await askedOutbox.waiting(account())).toHaveLength(1));
    render(Questions);
    expect(await screen.findByText('Chưa gửi được')).toBeTruthy();
    expect(screen.getByText('Bao giờ có nước?')).toBeTruthy();
    server.isCut = false;
    await askedOutbox.push(account());
    await askedOutbox.push(account());
    expect(server.sent.filter((path) => path === '/api/talk/own')).toHaveLength(1);
    expect(server.asked.get('q9')).toEqual({ id: 'q9', body: 'Bao giờ có nước?' });
    expect(await askedOutbox.all(account())).toEqual([]);
    await waitFor(() => expect(screen.queryByText('Chưa gửi được')).toBeNull());
  });

  test('is shown as its own thread until then', async () => {
    server.isCut = true;
    await handIn(account(), asked('q8'));
    render(Thread, { params: { id: 'q8' } });
    expect(await screen.findByText('Bao giờ có nước?')).toBeTruthy();
    expect(screen.getByText(/Máy tự gửi khi có mạng/)).toBeTruthy();
  });
});

describe('the form', () => {
  test('asks the sender of what was read, and says what it was', async () => {
    place.query = new URLSearchParams({
      about: 'announcement:n1',
      title: 'Lịch cắt điện',
      from: 'Xã Song Phượng',
    });
    render(NewQuestion);
    const user = userEvent.setup();
    const commune = await screen.findByRole('radio', { name: 'Xã Song Phượng' });
    await waitFor(() => expect((commune as HTMLInputElement).checked).toBe(true));
    await user.click(screen.getByRole('button', { name: 'Gửi câu hỏi' }));
    expect(screen.getAllByText('Chưa viết câu hỏi.').length).toBeGreaterThan(0);
    expect(server.asked.size).toBe(0);
    await user.type(screen.getByLabelText('Câu hỏi'), 'Cắt cả ngày ạ?');
    await user.click(screen.getByRole('button', { name: 'Gửi câu hỏi' }));
    await waitFor(() => expect(server.asked.size).toBe(1));
    expect([...server.asked.values()][0]).toMatchObject({
      body: 'Cắt cả ngày ạ?',
      area_id: 'xa',
      about: { kind: 'announcement', id: 'n1', title: 'Lịch cắt điện' },
    });
  });
});

describe('an answer', () => {
  test('waits on the first page until it is read', async () => {
    const stop = answers.start();
    await waitFor(() => expect(waiting.open.map((item) => item.href)).toEqual(['/questions/q1']));
    render(Thread, { params: { id: 'q1' } });
    expect(await screen.findByText('Sáng thứ bảy')).toBeTruthy();
    await waitFor(() => expect(server.sent).toContain('/api/talk/own/q1/read'));
    await waitFor(() => expect(waiting.open).toEqual([]));
    stop();
  });

  test('can be asked on', async () => {
    render(Thread, { params: { id: 'q1' } });
    const user = userEvent.setup();
    await user.type(await screen.findByLabelText('Hỏi thêm về việc này'), 'Cả xóm ạ?');
    await user.click(screen.getByRole('button', { name: 'Gửi' }));
    await waitFor(() => expect(server.sent).toContain('/api/talk/own/q1/messages'));
    expect([...server.asked.values()][0]).toMatchObject({ body: 'Cả xóm ạ?' });
  });
});
