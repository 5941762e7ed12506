import { language, t, tMaybe } from './i18n.svelte.ts';

export interface FieldProblem {
  /** JSON path in the request, "/title" or "/members/0/name". */
  path: string;
  key: string;
  message: string;
  params?: Record<string, string | number>;
}

interface Problem {
  title?: string;
  key?: string;
  trace?: string;
  params?: Record<string, string | number>;
  errors?: FieldProblem[];
}

/** A refusal of the server (status > 0) or no answer at all (status 0). `message` is a sentence for the user. */
export class ApiError extends Error {
  readonly status: number;
  readonly key: string;
  readonly trace: string | undefined;
  readonly params: Record<string, string | number>;
  readonly fields: FieldProblem[];

  constructor(status: number, problem: Problem) {
    const key = problem.key ?? (status === 0 ? 'error.offline' : 'error.internal');
    super(problem.title ?? tMaybe(key, problem.params) ?? t('error.internal'));
    this.name = 'ApiError';
    this.status = status;
    this.key = key;
    this.trace = problem.trace;
    this.params = problem.params ?? {};
    this.fields = problem.errors ?? [];
  }

  /** The server itself has decided; a proxy's own page carries no key of Thôn's. */
  get isVerdict(): boolean {
    return this.status >= 400 && this.status < 500 && this.key !== 'error.internal';
  }

  /** No network or the server did not answer: worth trying again as it is. */
  get isOffline(): boolean {
    return this.status === 0;
  }

  /** The message for one field of the form, if the server found fault with it. */
  field(path: string): string | undefined {
    return this.fields.find((field) => field.path === path)?.message;
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;

export interface CallOptions {
  query?: Query;
  signal?: AbortSignal;
  /** Lets a request outlive the page (receipts sent while the app is being closed). */
  keepalive?: boolean;
  /**
   * Whose this is: refused with "error.other_account" when another account has signed in on this device since. Without
   * it, the one whose screens are shown; null: whoever is signed in.
   */
  account?: string | null;
}

/** Another account has signed in on this device since. */
export const OTHER_ACCOUNT = 'error.other_account';

type Listener = (error: ApiError) => void;
let onSignedOut: Listener = () => undefined;
let shownAccount: string | null = null;
let underWay = 0;

/** Called once by the session store: what to do when the server no longer knows this session, or as another's. */
export function whenSignedOut(listener: Listener): void {
  onSignedOut = listener;
}

/**
 * Whose screens are shown. Every request says so: a tab that was left open never reads or writes under the account that
 * another tab has signed in with.
 */
export function showAccount(id: string | null): void {
  shownAccount = id;
}

/** True while an answer is waited for: not the moment to load the page anew. */
export const isBusy = (): boolean => underWay > 0;

/** A path with its query; null, undefined and '' are left out. */
export function withQuery(path: string, query?: Query): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value != null && value !== '');
  if (!pairs.length) return path;
  return `${path}?${new URLSearchParams(pairs.map(([name, value]) => [name, String(value)]))}`;
}

async function readProblem(response: Response): Promise<Problem> {
  if (!response.headers.get('content-type')?.includes('json')) return {};
  return (await response.json().catch(() => ({}))) as Problem;
}

/** The answer to a request that ahead.ts made while the program was still loading; each is taken once. */
function takeAhead(method: string, address: string, { signal }: CallOptions): Promise<Response> | undefined {
  const ahead = globalThis.thonAhead;
  if (method !== 'GET' || signal || !ahead) return undefined;
  const answer = ahead[address];
  delete ahead[address];
  return answer;
}

/** Another account: what was asked for the one before is nobody's. */
export function forgetAhead(): void {
  globalThis.thonAhead = undefined;
}

async function send(method: string, path: string, body: unknown, options: CallOptions): Promise<Response> {
  const headers: Record<string, string> = { 'X-Thon': '1', 'Accept-Language': language() };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  const account = options.account === undefined ? shownAccount : options.account;
  if (account) headers['X-Thon-Account'] = account;
  const address = withQuery(path, options.query);
  let response: Response;
  underWay += 1;
  try {
    response = await (takeAhead(method, address, options) ??
      fetch(address, {
        method,
        headers,
        credentials: 'same-origin',
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: options.signal,
        keepalive: options.keepalive,
      }));
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiError(0, {});
  } finally {
    underWay -= 1;
  }
  if (response.ok) return response;
  const error = new ApiError(response.status, await readProblem(response));
  if (error.key === 'error.sign_in' || error.key === OTHER_ACCOUNT) onSignedOut(error);
  throw error;
}

async function call<T>(method: string, path: string, body: unknown, options: CallOptions): Promise<T> {
  const response = await send(method, path, body, options);
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    // The page of a hotel's network or a proxy, or an answer cut short: the server has not been heard.
    throw new ApiError(0, {});
  }
}

/** JSON in, JSON out; every refusal is an ApiError. Ids in paths are written with path`/api/x/${id}`. */
export const api = {
  get: <T>(path: string, options: CallOptions = {}) => call<T>('GET', path, undefined, options),
  post: <T>(path: string, body: unknown = {}, options: CallOptions = {}) =>
    call<T>('POST', path, body, options),
  patch: <T>(path: string, body: unknown, options: CallOptions = {}) => call<T>('PATCH', path, body, options),
  delete: <T = void>(path: string, body?: unknown, options: CallOptions = {}) =>
    call<T>('DELETE', path, body, options),
};

/** Fetches a file (PDF, xlsx) and hands it to the browser's downloads under the name the server gave it. */
export async function download(path: string, body?: unknown, options: CallOptions = {}): Promise<void> {
  const response = await send(body === undefined ? 'GET' : 'POST', path, body, options);
  const disposition = response.headers.get('content-disposition') ?? '';
  const coded = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1];
  const name = coded ? decodeURIComponent(coded) : (/filename="?([^";]+)/i.exec(disposition)?.[1] ?? 'thon');
  const url = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Fetches a file for the page itself. */
export async function fetchBlob(path: string, options: CallOptions = {}): Promise<Blob> {
  return (await send('GET', path, undefined, options)).blob();
}

/** A request path with its parts escaped: path`/api/households/${id}/move` */
export function path(parts: TemplateStringsArray, ...values: (string | number)[]): string {
  return parts.reduce((whole, part, index) => whole + encodeURIComponent(values[index - 1] ?? '') + part);
}
