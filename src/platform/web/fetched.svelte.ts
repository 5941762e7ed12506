import { ApiError } from './api.ts';
import type { List } from './api-types.ts';

/**
 * What a page asks the server for. The last answer stays on the screen while a newer one is on its way, and an
 * answer that comes after a later question is dropped.
 */
export class Fetched<T> {
  value = $state.raw<T | undefined>();
  error = $state.raw<ApiError | undefined>();
  busy = $state(false);
  #turn = 0;

  async run(fetching: () => Promise<T>): Promise<T | undefined> {
    const mine = ++this.#turn;
    this.busy = true;
    try {
      const value = await fetching();
      if (mine !== this.#turn) return undefined;
      this.value = value;
      this.error = undefined;
      return value;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine === this.#turn) this.error = error;
      return undefined;
    } finally {
      if (mine === this.#turn) this.busy = false;
    }
  }
}

/** A list that comes page by page; `ask` is given the cursor of the page it is to fetch. */
export class Paged<P extends List<unknown>> extends Fetched<P> {
  readonly #ask: (cursor?: string) => Promise<P>;

  constructor(ask: (cursor?: string) => Promise<P>) {
    super();
    this.#ask = ask;
  }

  /** The list from its beginning. */
  readonly load = (): void => void this.run(() => this.#ask());

  /** The next page, below those that are there. */
  readonly more = (): void => {
    const before = this.value;
    const cursor = before?.next;
    if (!before || !cursor) return;
    void this.run(async () => {
      const page = await this.#ask(cursor);
      return { ...page, items: [...before.items, ...page.items] };
    });
  };
}

/** Calls `work` at most once a `pause`: at once when it has been quiet, else at the end of the pause. */
export function throttled(work: () => void, pause: number): { call: () => void; stop: () => void } {
  let last = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const call = () => {
    if (timer !== undefined) return;
    const wait = Math.max(0, last + pause - Date.now());
    timer = setTimeout(() => {
      timer = undefined;
      last = Date.now();
      work();
    }, wait);
  };
  return { call, stop: () => clearTimeout(timer) };
}
