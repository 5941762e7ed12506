import { afterEach, describe, expect, test, vi } from 'vitest';
import { api, ApiError, path, whenSignedOut, withQuery } from '../api.ts';
import { Faults } from '../forms.svelte.ts';

const answer = (status: number, body?: unknown, type = 'application/problem+json') =>
  vi.fn<typeof fetch>(
    async () =>
      new Response(body === undefined ? null : JSON.stringify(body), {
        status,
        headers: { 'content-type': type },
      }),
  );

async function failure(work: Promise<unknown>): Promise<ApiError> {
  const error = await work.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error as ApiError;
}

afterEach(() => vi.unstubAllGlobals());

describe('requests', () => {
  test('carry the header against forgery, the language and JSON', async () => {
    const fetch = answer(200, { ok: true }, 'application/json');
    vi.stubGlobal('fetch', fetch);
    expect(await api.post('/api/x', { a: 1 })).toEqual({ ok: true });
    const [address, init] = fetch.mock.calls[0] ?? [];
    expect(address).toBe('/api/x');
    expect(init).toMatchObject({ method: 'POST', body: '{"a":1}', credentials: 'same-origin' });
    expect(init?.headers).toMatchObject({ 'X-Thon': '1', 'Accept-Language': 'vi' });
  });

  test('an empty answer is undefined', async () => {
    vi.stubGlobal('fetch', answer(204));
    expect(await api.delete('/api/x')).toBeUndefined();
  });

  test('a page of a network that wants a sign-in of its own is no answer', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => new Response('<html>Wi-Fi</html>')),
    );
    expect((await failure(api.post('/api/x'))).isOffline).toBe(true);
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => new Response('', { headers: { 'content-length': '0' } })),
    );
    expect((await failure(api.post('/api/x'))).isOffline).toBe(true);
  });

  test('addresses are escaped', () => {
    expect(withQuery('/api/x', { q: 'bưởi & cam', area: null, all: false })).toBe(
      '/api/x?q=b%C6%B0%E1%BB%9Fi+%26+cam&all=false',
    );
    expect(path`/api/x/${'a/b'}/move`).toBe('/api/x/a%2Fb/move');
  });
});

describe('refusals', () => {
  test('carry the sentence and the faults of each field', async () => {
    const problem = {
      title: 'Còn chỗ chưa đúng.',
      key: 'error.invalid',
      errors: [{ path: '/title', key: 'reach.error.title_missing', message: 'Chưa ghi tiêu đề.' }],
    };
    vi.stubGlobal('fetch', answer(422, problem));
    const error = await failure(api.post('/api/x'));
    expect(error).toMatchObject({ status: 422, key: 'error.invalid', message: 'Còn chỗ chưa đúng.' });
    expect(error.field('/title')).toBe('Chưa ghi tiêu đề.');

    const faults = new Faults();
    faults.take(error);
    expect(faults.at('/title')).toBe('Chưa ghi tiêu đề.');
    faults.clear('/title');
    expect(faults.any).toBe(false);
  });

  test('are shown by the form that made the attempt, which makes one at a time', async () => {
    const faults = new Faults();
    let answered = () => undefined as void;
    const work = vi.fn(() => new Promise<void>((resolve) => (answered = resolve)));
    const first = faults.attempt(work);
    expect(faults.busy).toBe(true);
    expect(await faults.attempt(work)).toBe(false);
    answered();
    expect(await first).toBe(true);
    expect(work).toHaveBeenCalledOnce();

    vi.stubGlobal('fetch', answer(409, { title: 'Vừa có người sửa.', key: 'x.changed' }));
    expect(await faults.attempt(() => api.post('/api/x'))).toBe(false);
    expect(faults.message).toBe('Vừa có người sửa.');
    expect(faults.busy).toBe(false);
    const broken = faults.attempt(async () => {
      throw new RangeError('a fault of the program');
    });
    await expect(broken).rejects.toThrow(RangeError);
  });

  test('nothing is sent when the form itself finds fault', async () => {
    const faults = new Faults();
    const work = vi.fn(async () => undefined);
    expect(await faults.attempt(work, () => faults.add('/title', 'Chưa ghi tiêu đề.'))).toBe(false);
    expect(work).not.toHaveBeenCalled();
    expect(await faults.attempt(work)).toBe(true);
    expect(faults.any).toBe(false);
  });

  test('without a field to blame speak for the whole form', async () => {
    vi.stubGlobal('fetch', answer(409, { title: 'Vừa có người sửa.', key: 'x.changed' }));
    const faults = new Faults();
    faults.take(await failure(api.patch('/api/x', {})));
    expect(faults.message).toBe('Vừa có người sửa.');
  });

  test('no network is status 0 with a sentence', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => Promise.reject(new TypeError('Failed to fetch'))),
    );
    const error = await failure(api.get('/api/x'));
    expect(error.isOffline).toBe(true);
    expect(error.message).toContain('mạng');
  });

  test('a page of a proxy instead of JSON still gives a sentence', async () => {
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => new Response('<html>', { status: 502 })),
    );
    expect((await failure(api.get('/api/x'))).message).toContain('trục trặc');
  });

  test('an ended session is told to the session store, a wrong password is not', async () => {
    const listener = vi.fn();
    whenSignedOut(listener);
    vi.stubGlobal('fetch', answer(401, { title: 'Mời đăng nhập.', key: 'error.sign_in' }));
    await failure(api.get('/api/x'));
    vi.stubGlobal('fetch', answer(401, { title: 'Chưa đúng.', key: 'identity.error.wrong_credentials' }));
    await failure(api.post('/api/x'));
    expect(listener).toHaveBeenCalledOnce();
    whenSignedOut(() => undefined);
  });

  test('a request that was called off is no refusal', async () => {
    const controller = new AbortController();
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => {
        controller.abort();
        throw new DOMException('Aborted', 'AbortError');
      }),
    );
    await expect(api.get('/api/x', { signal: controller.signal })).rejects.toThrow('Aborted');
  });
});
