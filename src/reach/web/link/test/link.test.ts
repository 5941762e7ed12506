// @vitest-environment happy-dom
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadTexts } from '$web/i18n.svelte.ts';
import ChatLink from '../ChatLink.svelte';
import HouseLink from '../HouseLink.svelte';
import { myHouse } from '../my-house.ts';
import { whenSeen } from '../when-seen.ts';

const NEWS = {
  title: 'Lịch tiêm phòng',
  body: 'Sáng thứ bảy tại nhà văn hóa.',
  sender_name: 'Xã Song Phượng',
  content_class: 14,
  published_at: 1_685_667_600_000,
  ask_confirmation: true,
  withdrawn: false,
  attachments: 2,
};

const calls: { path: string; body: unknown }[] = [];
let answers: Record<string, () => unknown> = {};

beforeEach(async () => {
  await loadTexts('household');
  calls.length = 0;
  localStorage.clear();
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    calls.push({ path, body: init.body ? JSON.parse(init.body as string) : undefined });
    const answer = answers[`${init.method} ${path}`]?.();
    if (answer === undefined) return new Response(null, { status: 204 });
    return Response.json(answer);
  });
});
afterEach(() => vi.unstubAllGlobals());

const posted = (ending: string) => calls.filter((call) => call.path.endsWith(ending));

describe('a household’s link', () => {
  beforeEach(() => (answers = { 'GET /api/reach/links/abc': () => ({ ...NEWS, confirmed: false }) }));

  test('is read, counts as opened once seen, and is answered by one tap', async () => {
    render(HouseLink, { params: { token: 'abc' } });
    await screen.findByRole('heading', { name: 'Lịch tiêm phòng' });
    expect(screen.getByText(/Có 2 ảnh, tệp kèm theo/)).toBeTruthy();
    expect(posted('/opened')).toHaveLength(1);
    expect(posted('/confirmed')).toHaveLength(0);
    await userEvent.click(screen.getByRole('button', { name: 'Đã rõ' }));
    await screen.findByText('Gia đình đã rõ');
    expect(posted('/confirmed')).toHaveLength(1);
  });

  test('asks nothing when it was withdrawn', async () => {
    answers = { 'GET /api/reach/links/abc': () => ({ ...NEWS, withdrawn: true, confirmed: false }) };
    render(HouseLink, { params: { token: 'abc' } });
    await screen.findByText(/đã được thu hồi/);
    expect(screen.queryByRole('button', { name: 'Đã rõ' })).toBeNull();
  });
});

describe('a page that nobody sees', () => {
  test('is not taken for read', () => {
    const page = new EventTarget() as EventTarget & { visibilityState: string };
    page.visibilityState = 'hidden';
    const seen = vi.fn();
    const stop = whenSeen(seen, page as unknown as Document);
    expect(seen).not.toHaveBeenCalled();
    page.visibilityState = 'visible';
    page.dispatchEvent(new Event('visibilitychange'));
    page.dispatchEvent(new Event('visibilitychange'));
    expect(seen).toHaveBeenCalledTimes(1);
    stop();
  });
});

describe('a group’s link', () => {
  const houses = [
    { number: 7, address: 'Số 7, ngõ Đình', initial: 'B' },
    { number: 8, address: 'Số 8, ngõ Đình', initial: 'D' },
  ];
  let result = 'wrong';
  beforeEach(() => {
    answers = {
      'GET /api/reach/chat/abc': () => ({ ...NEWS, group_name: 'Tổ 1', code: '527', houses }),
      'POST /api/reach/chat/abc/answer': () => ({ result, proof: result === 'taken' ? 'dấu' : null }),
    };
  });

  test('asks which house, believes its phone and knows it the next time', async () => {
    result = 'wrong';
    const first = render(ChatLink, { params: { token: 'abc' } });
    await userEvent.click(await screen.findByRole('button', { name: 'Đã rõ' }));
    await userEvent.click(screen.getByRole('button', { name: /Số 8/ }));
    await userEvent.type(screen.getByLabelText(/Ba số cuối/), '123');
    await userEvent.click(screen.getByRole('button', { name: 'Gửi' }));
    await screen.findByText(/không khớp/);
    result = 'taken';
    await userEvent.click(screen.getByRole('button', { name: 'Gửi' }));
    await screen.findByText('Gia đình đã rõ');
    expect(posted('/answer')[1]?.body).toEqual({ number: 8, digits: '123', confirmed: true });
    expect(myHouse()).toEqual({ number: 8, proof: 'dấu' });
    first.unmount();

    render(ChatLink, { params: { token: 'abc' } });
    await screen.findByText(/Nhà bác ở Số 8/);
    await userEvent.click(screen.getByRole('button', { name: 'Đã rõ' }));
    await waitFor(() => expect(posted('/answer')).toHaveLength(3));
    expect(posted('/answer')[2]?.body).toEqual({ number: 8, proof: 'dấu', confirmed: true });
  });

  test('sends whoever guessed too often to the head of the group', async () => {
    result = 'locked';
    render(ChatLink, { params: { token: 'abc' } });
    await userEvent.click(await screen.findByRole('button', { name: 'Đã rõ' }));
    await userEvent.click(screen.getByRole('button', { name: /Số 7/ }));
    await userEvent.type(screen.getByLabelText(/Ba số cuối/), '000');
    await userEvent.click(screen.getByRole('button', { name: 'Gửi' }));
    await screen.findByText(/Đã rõ 527/);
  });
});
