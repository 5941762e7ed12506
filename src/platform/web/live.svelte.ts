// Live events of the server over one EventSource. The browser reconnects by itself after a short break and sends
// Last-Event-ID; when it gives up (status 204, 401, 5xx) we try again with growing pauses. What a stream opened anew
// has missed is fetched: every page listens to 'resync'.
type Handler = (data: never) => void;

const EVENTS = [
  'announcement',
  'withdrawn',
  'coverage',
  'published',
  'assembly',
  'assembly_count',
  'plan',
  'walk',
  'rollcall',
  'rollcall_count',
  'talk_thread',
  'talk_question',
  'talk_post',
  'resync',
] as const;
export type LiveEvent = (typeof EVENTS)[number];

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;
// A device that slept so long may hold a stream that is dead and does not know it.
const LONG_HIDDEN = 30_000;

class Live {
  /** True while the stream is open. */
  connected = $state(false);
  #source: EventSource | undefined;
  #handlers = new Map<LiveEvent, Set<Handler>>();
  #pause = FIRST_PAUSE;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Opened by us, so without Last-Event-ID. */
  #isNew = false;
  #hiddenAt = 0;

  /** Calls the handler for each event of that name; returns the function that stops it. */
  on<T>(event: LiveEvent, handler: (data: T) => void): () => void {
    const handlers = this.#handlers.get(event) ?? new Set<Handler>();
    this.#handlers.set(event, handlers.add(handler as Handler));
    return () => void handlers.delete(handler as Handler);
  }

  start(): void {
    if (this.#source || typeof EventSource === 'undefined') return;
    clearTimeout(this.#timer);
    const source = new EventSource('/api/events');
    this.#source = source;
    this.#isNew = true;
    addEventListener('online', this.#restart);
    document.addEventListener('visibilitychange', this.#look);
    source.addEventListener('open', () => this.#opened());
    source.addEventListener('error', () => this.#failed(source));
    for (const event of EVENTS) {
      source.addEventListener(event, (message) =>
        this.#dispatch(event, (message as MessageEvent<string>).data),
      );
    }
  }

  stop(): void {
    clearTimeout(this.#timer);
    removeEventListener('online', this.#restart);
    document.removeEventListener('visibilitychange', this.#look);
    this.#source?.close();
    this.#source = undefined;
    this.connected = false;
    this.#hiddenAt = 0;
    this.#pause = FIRST_PAUSE;
  }

  // The network is back, maybe another one: no reason to sit out the pause, or to trust a stream of the old one.
  #restart = (): void => {
    this.stop();
    this.start();
  };

  #look = (): void => {
    if (document.visibilityState === 'hidden') this.#hiddenAt = Date.now();
    else if (this.#hiddenAt && Date.now() - this.#hiddenAt > LONG_HIDDEN) this.#restart();
  };

  #opened(): void {
    this.connected = true;
    this.#pause = FIRST_PAUSE;
    // Between what the page fetched and now something may have happened.
    if (this.#isNew) this.#dispatch('resync', '{}');
    this.#isNew = false;
  }

  #failed(source: EventSource): void {
    this.connected = false;
    if (source.readyState !== EventSource.CLOSED) return;
    this.#source = undefined;
    this.#timer = setTimeout(() => this.start(), this.#pause * (0.75 + Math.random() / 2));
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  #dispatch(event: LiveEvent, text: string): void {
    const data = JSON.parse(text || '{}') as never;
    for (const handler of this.#handlers.get(event) ?? []) handler(data);
  }
}

export const live = new Live();
