import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { loadAllTexts } from '$web/i18n.svelte.ts';
import Desk from '../work/Desk.svelte';
import QuestionPage from '../work/QuestionPage.svelte';
import { statusLook } from '../work/status.ts';
import type { QuestionRow, QuestionView } from '../types.ts';

const row = (more: Partial<QuestionRow> = {}): QuestionRow => ({
  id: 'q1',
  title: 'Bao giờ cắt điện?',
  status: 'open',
  asker_name: 'Nguyễn Văn Bưởi',
  asker_area_name: 'Tổ 1',
  askers: 1,
  area_id: 'thon',
  area_name: 'Thôn Tháp Thượng',
  assignee_name: '',
  assigned_to_me: false,
  about_title: '',
  asked_at: 1_000,
  due_at: 9_000,
  updated_at: 1_000,
  overdue: false,
  ...more,
});

const view = (more: Partial<QuestionView> = {}): QuestionView => ({
  ...row(),
  about_kind: '',
  about_id: '',
  may_answer: true,
  messages: [
    {
      id: 'q1',
      kind: 'ask',
      at: 1_000,
      author_name: 'Nguyễn Văn Bưởi',
      place: 'Tổ 1',
      body: 'Bao giờ cắt điện?',
    },
  ],
  people: [
    {
      question_id: 'q1',
      household_id: 'h1',
      name: 'Nguyễn Văn Bưởi',
      area_name: 'Tổ 1',
      asked_at: 1_000,
      read: false,
    },
  ],
  steps: [],
  line: [
    { id: 'xa', name: 'Xã Song Phượng', kind: 'commune' },
    { id: 'thon', name: 'Thôn Tháp Thượng', kind: 'village' },
  ],
  ...more,
});

let shown: QuestionView;
let sent: { path: string; body: Record<string, unknown> }[];
let asked: string[];
let isCut = false;
beforeEach(async () => {
  await loadAllTexts();
  shown = view();
  sent = [];
  asked = [];
  isCut = false;
  vi.stubGlobal(
    'fetch',
    vi.fn(async (address: RequestInfo | URL, init?: RequestInit) => {
      const path = String(address);
      if (init?.method === 'POST') {
        sent.push({ path, body: JSON.parse(String(init.body)) as Record<string, unknown> });
        if (isCut) throw new TypeError('no network');
        return Response.json({ ...shown, status: 'answered' });
      }
      asked.push(path);
      if (path.startsWith('/api/talk/questions?'))
        return Response.json({
          items: [row({ overdue: true }), row({ id: 'q2', title: 'Giống lúa?', askers: 3 })],
          counts: { mine: 2, open: 5, overdue: 1 },
          next: null,
        });
      return Response.json(shown);
    }),
  );
});
afterEach(() => vi.unstubAllGlobals());

describe('the desk', () => {
  test('points out what is late, and filters', async () => {
    render(Desk);
    await screen.findByText('Có 1 câu hỏi đã quá hạn trả lời.');
    expect(screen.getByText('Nguyễn Văn Bưởi và 2 hộ khác', { exact: false })).toBeTruthy();
    await userEvent.setup().click(screen.getByRole('button', { name: 'Xem ngay' }));
    await waitFor(() => expect(asked.at(-1)).toContain('filter=overdue'));
  });

  test('tells a late question by more than its colour', () => {
    expect(statusLook(row({ overdue: true }))).toMatchObject({ tone: 'missed', key: 'talk.status.overdue' });
    expect(statusLook(row({ overdue: true, status: 'answered' })).tone).toBe('reached');
  });
});

describe('a question', () => {
  test('is answered once, also when the first try did not come through', async () => {
    render(QuestionPage, { params: { id: 'q1' } });
    const user = userEvent.setup();
    const field = await screen.findByLabelText('Trả lời');
    await user.click(screen.getByRole('button', { name: 'Gửi trả lời' }));
    expect(sent).toEqual([]);
    await user.type(field, 'Sáng thứ bảy');
    isCut = true;
    await user.click(screen.getByRole('button', { name: 'Gửi trả lời' }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect((field as HTMLTextAreaElement).value).toBe('Sáng thứ bảy');
    isCut = false;
    await user.click(screen.getByRole('button', { name: 'Gửi trả lời' }));
    await waitFor(() => expect(sent).toHaveLength(2));
    expect(sent[0]?.body).toEqual(sent[1]?.body);
    await waitFor(() => expect((screen.getByLabelText('Trả lời') as HTMLTextAreaElement).value).toBe(''));
  });

  test('that lies elsewhere can be read and not answered', async () => {
    shown = view({ may_answer: false, area_name: 'Xã Song Phượng', line: [] });
    render(QuestionPage, { params: { id: 'q1' } });
    await screen.findByText('Câu hỏi này Xã Song Phượng đang trả lời. Ở đây chỉ xem.');
    expect(screen.queryByLabelText('Trả lời')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Tôi trả lời' })).toBeNull();
  });

  test('of several households warns that all of them read the answer', async () => {
    const [one] = view().people;
    shown = view({ people: [one!, { ...one!, question_id: 'q2', household_id: 'h2' }] });
    render(QuestionPage, { params: { id: 'q1' } });
    await screen.findByText(/Câu trả lời sẽ đến cả 2 hộ đã hỏi/);
  });
});
