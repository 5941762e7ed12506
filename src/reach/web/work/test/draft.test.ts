import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Draft, saveWaiting } from '../draft.svelte.ts';
import { BLANK, changed, merged, type DraftContent } from '../draft-content.ts';
import { localDrafts } from '../local-drafts.ts';

/** One draft on a server that merges field by field, as the real one does. */
class Server {
  online = true;
  draft: (DraftContent & { version: number; status: string }) | undefined;
  calls: { method: string; body: Record<string, unknown> }[] = [];
  #changed = new Map<string, number>();

  readonly answer = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (!this.online) throw new TypeError('no network');
    const method = init?.method ?? 'GET';
    const body = init?.body ? (JSON.parse(String(init.body)) as Record<string, unknown>) : {};
    if (method !== 'GET') this.calls.push({ method, body });
    if (String(input).endsWith('/discard')) this.draft = undefined;
    else if (method === 'POST') this.draft ??= { ...BLANK, ...body, version: 1, status: 'draft' };
    else if (method === 'PATCH') {
      const refused = this.edit(body);
      if (refused)
        return Response.json(refused, {
          status: 409,
          headers: { 'Content-Type': 'application/problem+json' },
        });
    }
    if (!this.draft) return Response.json({ key: 'reach.error.not_found' }, { status: 404 });
    return Response.json({ ...this.draft, updated_at: 1 });
  };

  edit({ version, ...fields }: Record<string, unknown>): object | undefined {
    if (!this.draft) return undefined;
    const theirs = this.draft as unknown as Record<string, unknown>;
    const edits = Object.entries(fields).filter(
      ([name, value]) => JSON.stringify(theirs[name]) !== JSON.stringify(value),
    );
    for (const [name] of edits)
      if ((this.#changed.get(name) ?? 0) > Number(version))
        return { key: 'reach.error.field_changed', params: { name: 'Hà', field: name } };
    Object.assign(this.draft, Object.fromEntries(edits));
    if (edits.length) this.draft.version += 1;
    for (const [name] of edits) this.#changed.set(name, this.draft.version);
    return undefined;
  }
}

let server: Server;
beforeEach(() => {
  localStorage.clear();
  server = new Server();
  vi.stubGlobal('fetch', vi.fn(server.answer));
});
afterEach(() => vi.unstubAllGlobals());

function write(draft: Draft, content: Partial<DraftContent>) {
  Object.assign(draft.content, content);
  draft.touch();
}
const WHOLE = { title: 'Họp thôn', body: 'Tối thứ bảy', area_ids: ['v1'] };
/** The same draft opened by somebody else. */
async function opened(account: string, id: string): Promise<Draft> {
  const draft = new Draft(account, id);
  draft.takeServer((await (await server.answer(`/api/reach/announcements/${id}`)).json()) as never);
  return draft;
}

describe('a draft', () => {
  test('is on the device after the first letter and comes back in a new tab', () => {
    const draft = new Draft('hoa', 'd1');
    write(draft, { title: 'H' });
    const again = new Draft('hoa', 'd1');
    expect(again.takeLocal()).toBe(true);
    expect(again.content.title).toBe('H');
    expect(localDrafts('hoa')).toHaveLength(1);
    expect(localDrafts('someone-else')).toEqual([]);
  });

  test('is made on the server from the first word, then only what was changed is sent', async () => {
    const draft = new Draft('hoa', 'd2');
    write(draft, { title: 'Họp' });
    await draft.save();
    write(draft, { body: 'Tối thứ bảy' });
    await draft.save();
    await draft.save();
    expect(server.calls.map(({ method }) => method)).toEqual(['POST', 'PATCH']);
    expect(server.calls[1]?.body).toEqual({ version: 1, body: 'Tối thứ bảy' });
    expect(localDrafts('hoa')).toEqual([]);
  });

  test('stays on the device without a network and is sent later', async () => {
    server.online = false;
    const draft = new Draft('hoa', 'd3');
    write(draft, WHOLE);
    await expect(draft.save()).rejects.toThrow();
    expect(draft.state).toBe('offline');
    expect(localDrafts('hoa')[0]?.dirty).toBe(true);
    server.online = true;
    await draft.save();
    expect(draft.state).toBe('server');
    expect(server.draft?.title).toBe('Họp thôn');
  });

  test('whose first answer got lost keeps the newer words', async () => {
    const draft = new Draft('hoa', 'd4');
    write(draft, WHOLE);
    await server.answer('/api/reach/announcements', {
      method: 'POST',
      body: JSON.stringify({ ...BLANK, ...WHOLE, title: 'Cũ' }),
    });
    await draft.save();
    expect(draft.content.title).toBe('Họp thôn');
    await draft.save();
    expect(server.draft?.title).toBe('Họp thôn');
  });

  test('takes in what somebody else changes elsewhere in it', async () => {
    const mine = new Draft('hoa', 'd5');
    write(mine, WHOLE);
    await mine.save();
    const theirs = await opened('ha', 'd5');
    write(theirs, { body: 'Sáng chủ nhật' });
    await theirs.save();
    write(mine, { title: 'Họp thôn tháng 6' });
    await mine.save();
    expect(mine.content).toMatchObject({ title: 'Họp thôn tháng 6', body: 'Sáng chủ nhật' });
    expect(mine.state).toBe('server');
    expect(server.draft).toMatchObject({ title: 'Họp thôn tháng 6', body: 'Sáng chủ nhật' });
  });

  test('asks which to keep where both changed the same, and merges the rest', async () => {
    const mine = new Draft('hoa', 'd6');
    write(mine, WHOLE);
    await mine.save();
    const theirs = await opened('ha', 'd6');
    write(theirs, { title: 'Của Hà', body: 'Chữ của Hà', content_class: 5 });
    await theirs.save();
    write(mine, { title: 'Của Hoa', body: 'Chữ của Hoa' });
    await expect(mine.save()).rejects.toThrow();
    expect(mine.state).toBe('conflict');
    expect(mine.clash).toMatchObject({ fields: ['title', 'body'], name: 'Hà' });
    expect(mine.content).toMatchObject({ title: 'Của Hoa', content_class: 5 });
    await mine.settle(['body']);
    expect(mine.state).toBe('server');
    expect(server.draft).toMatchObject({ title: 'Của Hoa', body: 'Chữ của Hà', content_class: 5 });
  });

  test('written on without a network merges after a closed tab too', async () => {
    const first = new Draft('hoa', 'd7');
    write(first, WHOLE);
    await first.save();
    server.online = false;
    write(first, { title: 'Viết trên tàu' });
    await expect(first.save()).rejects.toThrow();
    server.online = true;
    server.edit({ version: 1, body: 'Hà sửa' });
    const again = await (async () => {
      const draft = new Draft('hoa', 'd7');
      draft.takeLocal();
      draft.takeServer((await (await server.answer('/api/reach/announcements/d7')).json()) as never);
      return draft;
    })();
    expect(again.content).toMatchObject({ title: 'Viết trên tàu', body: 'Hà sửa' });
    await again.save();
    expect(server.draft).toMatchObject({ title: 'Viết trên tàu', body: 'Hà sửa' });
  });

  test('that was published elsewhere is not written to any more', async () => {
    const mine = new Draft('hoa', 'd8');
    write(mine, WHOLE);
    await mine.save();
    Object.assign(server.draft!, { status: 'published', version: 2 });
    mine.takeServer((await (await server.answer('/api/reach/announcements/d8')).json()) as never);
    expect(mine.state).toBe('ended');
    write(mine, { title: 'Muộn' });
    await mine.save();
    expect(server.calls).toHaveLength(1);
  });

  test('is thrown away, and taken back with what this device held', async () => {
    const draft = new Draft('hoa', 'd9');
    write(draft, { title: 'Chỉ ở máy này' });
    const undo = await draft.discard();
    expect(localDrafts('hoa')).toEqual([]);
    await undo();
    expect(localDrafts('hoa')[0]?.title).toBe('Chỉ ở máy này');
    expect(server.calls).toEqual([]);
  });
});

describe('a draft whose page was closed while it was being saved', () => {
  /** Saved once; then changed and sent by a page that never hears the answer. */
  async function closedWhileSaving(title: string): Promise<void> {
    const draft = new Draft('hoa', 'closed');
    write(draft, WHOLE);
    await draft.save();
    write(draft, { title });
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) =>
      server.answer(input, init).then(() => new Promise<Response>(() => undefined)),
    );
    void draft.save();
    await vi.waitFor(() => expect(server.draft?.title).toBe(title));
    vi.stubGlobal('fetch', server.answer);
  }
  const again = (): Draft => {
    const draft = new Draft('hoa', 'closed');
    expect(draft.takeLocal()).toBe(true);
    return draft;
  };

  test('is not in conflict with itself', async () => {
    await closedWhileSaving('Họp tối thứ bảy');
    const draft = again();
    await draft.save();
    expect(draft.state).toBe('server');
    expect(draft.version).toBe(server.draft?.version);
  });

  test('takes what was written since then to the server', async () => {
    await closedWhileSaving('Họp tối thứ bảy');
    const draft = again();
    write(draft, { title: 'Họp tối chủ nhật' });
    await draft.save();
    expect(draft.state).toBe('server');
    expect(server.draft?.title).toBe('Họp tối chủ nhật');
  });

  test('is in conflict with what someone else wrote meanwhile', async () => {
    await closedWhileSaving('Họp tối thứ bảy');
    server.edit({ version: server.draft?.version, title: 'Người khác viết' });
    const draft = again();
    await expect(draft.save()).rejects.toThrow();
    expect(draft.state).toBe('conflict');
    expect(server.draft?.title).toBe('Người khác viết');
  });
});

describe('the promise to save later', () => {
  test('is kept when the page has been left', async () => {
    server.online = false;
    const draft = new Draft('hoa', 'left');
    write(draft, { title: 'Họp' });
    await draft.save().catch(() => undefined);
    server.online = true;
    await saveWaiting('hoa');
    expect(server.draft?.title).toBe('Họp');
    expect(localDrafts('hoa')).toEqual([]);
  });

  test('is not given by a device that has no room', () => {
    const full = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: full, removeItem: () => undefined });
    const draft = new Draft('hoa', 'full');
    write(draft, { title: 'T' });
    expect(draft.unkept).toBe(true);
  });
});

describe('merging', () => {
  const content = (more: Partial<DraftContent>): DraftContent => ({ ...BLANK, ...more });

  test('what only one side changed is that side\u2019s', () => {
    const base = content({ title: 'A', body: 'B' });
    const { content: both, clashes } = merged(
      base,
      content({ title: 'A2', body: 'B' }),
      content({ title: 'A', body: 'B2' }),
    );
    expect(both).toMatchObject({ title: 'A2', body: 'B2' });
    expect(clashes).toEqual([]);
  });

  test('the same change on both sides is no clash; blanks around do not count', () => {
    const base = content({ title: 'A' });
    expect(merged(base, content({ title: ' A2 ' }), content({ title: 'A2' })).clashes).toEqual([]);
    expect(merged(base, content({ title: 'A2' }), content({ title: 'A3' })).clashes).toEqual(['title']);
    expect(changed(base, content({ title: 'A' }))).toEqual([]);
  });
});
