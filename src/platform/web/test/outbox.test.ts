import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError } from '../api.ts';
import { everything, Outbox, removeRefused, tryAgain } from '../outbox.ts';

interface Note {
  id: number;
}

// Web Locks of a browser, as far as two tabs need them: one at a time per name, in order.
const tails = new Map<string, Promise<unknown>>();
Object.defineProperty(navigator, 'locks', {
  configurable: true,
  value: {
    request: (name: string, work: () => Promise<unknown>) => {
      const next = (tails.get(name) ?? Promise.resolve()).then(work, work);
      tails.set(name, next);
      return next;
    },
  },
});

let box = '';
let count = 0;
beforeEach(() => {
  count += 1;
  box = `test-${count}`;
  localStorage.clear();
});

// A server that keeps what it has taken, and can be told to fail.
class Server {
  taken: number[] = [];
  calls: number[][] = [];
  fail: ((ids: number[]) => ApiError | undefined) | undefined;
  send = async (notes: Note[]) => {
    const ids = notes.map((note) => note.id);
    this.calls.push(ids);
    await new Promise((resolve) => setTimeout(resolve, 1));
    const error = this.fail?.(ids);
    if (error) throw error;
    this.taken.push(...ids);
  };
}

const outbox = (server: Server, batch = 100) => new Outbox<Note>({ box, send: server.send, batch });
const fill = async (to: Outbox<Note>, ids: number[], account = 'a') => {
  for (const id of ids) await to.put(account, String(id), { id });
};

describe('Outbox', () => {
  test('sends in order, in batches, and forgets what was taken', async () => {
    const server = new Server();
    const mine = outbox(server, 2);
    await fill(mine, [5, 3, 9, 1, 7]);
    expect(await mine.push('a')).toBe(true);
    expect(server.calls).toEqual([[5, 3], [9, 1], [7]]);
    expect(await mine.all('a')).toEqual([]);
  });

  test('keeps the same thing once', async () => {
    const server = new Server();
    const mine = outbox(server);
    expect(await mine.put('a', 'x', { id: 1 })).toBe(true);
    expect(await mine.put('a', 'x', { id: 2 })).toBe(false);
    await mine.push('a');
    expect(server.taken).toEqual([1]);
  });

  test('keeps several at once with one word to those who listen, the same thing once, the earliest', async () => {
    const server = new Server();
    const mine = outbox(server);
    await fill(mine, [1]);
    const listener = vi.fn();
    mine.onchange(listener);
    const added = await mine.putAll('a', [
      { key: '1', body: { id: 10 } },
      { key: '2', body: { id: 2 } },
      { key: '3', body: { id: 3 } },
      { key: '2', body: { id: 20 } },
    ]);
    expect(added).toBe(2);
    expect(listener).toHaveBeenCalledOnce();
    await mine.push('a');
    expect(server.taken).toEqual([1, 2, 3]);
  });

  test('a device that keeps nothing is no fault of the one who pushes', async () => {
    const mine = outbox(new Server());
    await fill(mine, [1]);
    const broken = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('no room', 'UnknownError');
    });
    expect(await mine.push('a')).toBe(false);
    broken.mockRestore();
    expect(await mine.push('a')).toBe(true);
  });

  test.each([
    ['no network', 0],
    ['an ended session', 401],
    ['too many requests', 429],
    ['a server in trouble', 503],
    ["a proxy's own page", 403],
    ["a proxy's own page", 404],
    ['a proxy that finds it too large', 413],
  ])('loses nothing through %s', async (_name, status) => {
    const server = new Server();
    server.fail = () => new ApiError(status, {});
    const mine = outbox(server);
    await fill(mine, [1, 2]);
    expect(await mine.push('a')).toBe(false);
    server.fail = undefined;
    expect(await mine.push('a')).toBe(true);
    expect(server.taken).toEqual([1, 2]);
  });

  test('survives the app being closed: a new outbox finds the entries', async () => {
    const server = new Server();
    await fill(outbox(server), [1, 2, 3]);
    await outbox(server).push('a');
    expect(server.taken).toEqual([1, 2, 3]);
  });

  test('two tabs pushing at once send each entry once', async () => {
    const server = new Server();
    const one = outbox(server, 3);
    const other = outbox(server, 3);
    await fill(one, [1, 2, 3, 4, 5, 6, 7, 8]);
    await Promise.all([one.push('a'), other.push('a'), one.push('a')]);
    expect(server.taken).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  test('what is put while pushing goes out too', async () => {
    const server = new Server();
    const mine = outbox(server, 1);
    await fill(mine, [1]);
    const pushing = mine.push('a');
    await fill(mine, [2]);
    await pushing;
    await mine.push('a');
    expect(server.taken).toEqual([1, 2]);
  });

  test('one bad entry does not hold the others back and is kept to be shown', async () => {
    const server = new Server();
    const refusal = new ApiError(422, { key: 'error.invalid', title: 'Tin không còn.' });
    server.fail = (ids) => (ids.includes(2) ? refusal : undefined);
    const mine = outbox(server);
    await fill(mine, [1, 2, 3]);
    expect(await mine.push('a')).toBe(true);
    expect(server.taken).toEqual([1, 3]);
    expect(await mine.all('a')).toMatchObject([{ body: { id: 2 }, refused: 'Tin không còn.' }]);
    expect(await mine.waiting('a')).toEqual([]);
  });

  test('what was refused stays in sight until the user takes it away, and may be tried again', async () => {
    const server = new Server();
    server.fail = () => new ApiError(422, { title: 'Tin không còn.', key: 'reach.error.not_found' });
    const mine = outbox(server);
    await fill(mine, [1, 2]);
    await mine.push('a');
    await mine.markSeen('a');
    await mine.push('a');
    const [first, second] = await mine.all('a');
    expect([first?.seen, second?.seen]).toEqual([true, true]);
    expect(server.taken).toEqual([]);

    server.fail = undefined;
    await tryAgain(first?.seq ?? 0);
    await mine.push('a');
    expect(server.taken).toEqual([1]);
    await removeRefused(second?.seq ?? 0);
    expect(await mine.all('a')).toEqual([]);
    await fill(mine, [3]);
    const [waiting] = await mine.all('a');
    await removeRefused(waiting?.seq ?? 0);
    expect(await mine.waiting('a')).toHaveLength(1);
  });

  test('a verdict may refuse single entries', async () => {
    const mine = new Outbox<Note>({
      box,
      send: async (notes) => notes.map((note) => (note.id === 2 ? 'lạ' : undefined)),
    });
    await fill(mine, [1, 2]);
    await mine.push('a');
    expect(await mine.all('a')).toMatchObject([{ body: { id: 2 }, refused: 'lạ' }]);
  });

  test('never sends one account’s entries for another', async () => {
    const server = new Server();
    const mine = outbox(server);
    await fill(mine, [1], 'a');
    await fill(mine, [2], 'b');
    await mine.push('b');
    expect(server.taken).toEqual([2]);
    expect(await mine.waiting('a')).toHaveLength(1);
  });

  test('sends nothing for an account that another tab has replaced', async () => {
    const server = new Server();
    const mine = outbox(server);
    await fill(mine, [1], 'a');
    localStorage.setItem('thon.me', JSON.stringify({ account: { id: 'b' } }));
    expect(await mine.push('a')).toBe(false);
    expect(server.calls).toEqual([]);
    localStorage.setItem('thon.me', JSON.stringify({ account: { id: 'a' } }));
    expect(await mine.push('a')).toBe(true);
    expect(server.taken).toEqual([1]);
  });

  test('keeps what the server would have taken from another account', async () => {
    const server = new Server();
    server.fail = () => new ApiError(409, { key: 'error.other_account' });
    const mine = outbox(server);
    await fill(mine, [1]);
    expect(await mine.push('a')).toBe(false);
    expect(await mine.waiting('a')).toHaveLength(1);
  });

  test('says with each batch whose it is', async () => {
    const owners: string[] = [];
    const mine = new Outbox<Note>({ box, send: async (_notes, account) => void owners.push(account) });
    await fill(mine, [1], 'a');
    await fill(mine, [2], 'b');
    await mine.push('a');
    await mine.push('b');
    expect(owners).toEqual(['a', 'b']);
  });

  test('says whose the entries are, and lists everything of one account across boxes', async () => {
    const accounts: string[] = [];
    const send = async (_notes: Note[], account: string) => void accounts.push(account);
    const one = new Outbox<Note>({ box, send });
    const other = new Outbox<Note>({ box: `${box}-other`, send });
    await one.put('who', '1', { id: 1 }, 'Báo đã rõ');
    await other.put('who', '2', { id: 2 });
    await other.put('else', '3', { id: 3 });
    const all = await everything('who');
    expect(all.map((entry) => [entry.box === box, entry.about])).toEqual([
      [true, 'Báo đã rõ'],
      [false, undefined],
    ]);
    expect(all.every((entry) => Math.abs((entry.at ?? 0) - Date.now()) < 60_000)).toBe(true);
    await one.push('who');
    await other.push('who');
    expect(accounts).toEqual(['who', 'who']);
    expect(await everything('else')).toHaveLength(1);
  });

  test('a full device keeps none of several and says so', async () => {
    const mine = outbox(new Server());
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(mine.put('a', '1', { id: 1 })).rejects.toThrow('full');
    add.mockRestore();
    expect(await mine.all('a')).toEqual([]);
  });

  test('takes back what was not sent yet', async () => {
    const server = new Server();
    const mine = outbox(server);
    await fill(mine, [1, 2]);
    expect(await mine.take('a', '1')).toBe(true);
    await mine.push('a');
    expect(server.taken).toEqual([2]);
    expect(await mine.take('a', '2')).toBe(false);
  });

  test('tries again by itself, and at once when the network is back', async () => {
    const server = new Server();
    server.fail = () => new ApiError(0, {});
    const mine = outbox(server);
    await fill(mine, [1]);
    const stop = mine.start('a');
    await vi.waitFor(() => expect(server.calls).toHaveLength(1));
    server.fail = undefined;
    dispatchEvent(new Event('online'));
    await vi.waitFor(() => expect(server.taken).toEqual([1]));
    stop();
  });
});
