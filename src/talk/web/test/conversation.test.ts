import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import { live, type LiveEvent } from '$web/live.svelte.ts';
import { Talk } from '../conversation/talk.svelte.ts';
import { markSeen, unseen } from '../conversation/seen.ts';
import TalkView from '../conversation/TalkView.svelte';
import type { ConversationPage, Post, PostEvent } from '../types.ts';

const post = (number: number, more: Partial<Post> = {}): Post => ({
  id: `p${number}`,
  number,
  at: number * 1_000,
  author_name: 'Nguyễn Văn Bưởi',
  author_role: 'household',
  author_place: 'Tổ 1',
  body: `Bài số ${number}`,
  hidden: false,
  hidden_reason: '',
  pinned: false,
  mine: false,
  reports: 0,
  household_id: null,
  ...more,
});

const page = (more: Partial<ConversationPage> = {}): ConversationPage => ({
  area_id: 'to1',
  name: 'Tổ 1',
  kind: 'group',
  posting: 'everyone',
  may_post: true,
  writes_as: 'Nguyễn Văn Bưởi',
  leads: false,
  households: 6,
  pins: [],
  items: [post(2), post(1)],
  next: null,
  ...more,
});

let shown: ConversationPage;
let sent: { path: string; body: Record<string, unknown> }[];
let refuse = false;
const handlers = new Map<string, (data: never) => void>();
beforeEach(async () => {
  await loadAllTexts();
  shown = page();
  sent = [];
  refuse = false;
  handlers.clear();
  vi.spyOn(live, 'on').mockImplementation((event: LiveEvent, handler: (data: never) => void) => {
    handlers.set(event, handler);
    return () => undefined;
  });
  Element.prototype.scrollIntoView = () => undefined;
  vi.stubGlobal(
    'fetch',
    vi.fn(async (address: RequestInfo | URL, init?: RequestInit) => {
      if (init?.method !== 'POST') return Response.json(shown);
      const path = String(address);
      const body = JSON.parse(String(init.body)) as Record<string, unknown>;
      sent.push({ path, body });
      if (refuse)
        return Response.json({ title: 'Thao tác quá nhanh.', key: 'error.too_many' }, { status: 429 });
      if (path.endsWith('/posts'))
        return Response.json(post(3, { id: String(body.id), body: String(body.body), mine: true }));
      return Response.json(post(2, { hidden: true, hidden_reason: String(body.reason) }));
    }),
  );
});
afterEach(() => vi.unstubAllGlobals());

const hear = (event: PostEvent) => handlers.get('talk_post')?.(event as never);
const bodies = () => screen.getAllByText(/^Bài số/).map((element) => element.textContent);

describe('posts that have come since', () => {
  test('are counted from the last one that was on the screen of this device', async () => {
    localStorage.clear();
    expect(unseen('to1', 9)).toBe(0);
    render(TalkView, { talk: new Talk('to1') });
    await screen.findByText('Bài số 2');
    await waitFor(() => expect(unseen('to1', 5)).toBe(3));
    markSeen('to1', 1);
    expect(unseen('to1', 5)).toBe(3);
    expect(unseen('to2', 5)).toBe(0);
  });
});

describe('a conversation', () => {
  test('shows the newest at the foot and takes in what comes live, each post once', async () => {
    render(TalkView, { talk: new Talk('to1') });
    await screen.findByText('Bài số 1');
    expect(bodies()).toEqual(['Bài số 1', 'Bài số 2']);
    hear({ area_id: 'to1', post: post(3) });
    hear({ area_id: 'to1', post: post(3) });
    hear({ area_id: 'to2', post: post(4) });
    await screen.findByText('Bài số 3');
    expect(bodies()).toEqual(['Bài số 1', 'Bài số 2', 'Bài số 3']);
    hear({ area_id: 'to1', post: post(3, { hidden: true, hidden_reason: 'Xúc phạm', body: '' }) });
    await screen.findByText(/Lý do: Xúc phạm/);
    expect(screen.queryByText('Bài số 3')).toBeNull();
  });

  test('keeps what was written when it could not be sent, and sends it as the same post', async () => {
    render(TalkView, { talk: new Talk('to1') });
    const user = userEvent.setup();
    const field = await screen.findByPlaceholderText('Viết cho mọi người…');
    await user.type(field, 'Mai gặt');
    refuse = true;
    await user.click(screen.getByRole('button', { name: 'Đăng bài' }));
    await screen.findByText('Thao tác quá nhanh.');
    expect((field as HTMLTextAreaElement).value).toBe('Mai gặt');
    refuse = false;
    await user.click(screen.getByRole('button', { name: 'Đăng bài' }));
    await screen.findByText('Mai gặt');
    expect(sent).toHaveLength(2);
    expect(sent[0]?.body.id).toBe(sent[1]?.body.id);
    expect((field as HTMLTextAreaElement).value).toBe('');
  });

  test('that only leaders write in leads others to the questions', async () => {
    shown = page({ may_post: false, posting: 'leaders' });
    render(TalkView, { talk: new Talk('to1') });
    await screen.findByText('Ở đây chỉ cán bộ của thôn, tổ đăng bài.', { exact: false });
    expect(screen.queryByPlaceholderText('Viết cho mọi người…')).toBeNull();
    expect(screen.getByRole('link').getAttribute('href')).toBe('/questions/new');
  });

  test('is moderated with a reason', async () => {
    shown = page({ leads: true });
    render(TalkView, { talk: new Talk('to1') });
    const user = userEvent.setup();
    const [, last] = await screen.findAllByRole('button', { name: /Việc khác với bài/ });
    await user.click(last!);
    await user.click(await screen.findByRole('menuitem', { name: 'Ẩn bài' }));
    const dialog = await screen.findByRole('dialog', { hidden: true });
    expect(dialog.textContent).toContain('Bài số 2');
    await user.type(screen.getByLabelText('Lý do'), 'Lạc đề');
    const buttons = screen.getAllByRole('button', { name: 'Ẩn bài', hidden: true });
    await user.click(buttons.at(-1)!);
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({
      path: '/api/talk/conversations/to1/posts/p2/hide',
      body: { reason: 'Lạc đề' },
    });
    await screen.findByText(/Lý do: Lạc đề/);
  });
});
