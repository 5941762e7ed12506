// Live events of the server over one EventSource. The browser reconnects by itself after a short break and sends
// Last-Event-ID; when it gives up (status 204, 401, 5xx) we try again with growing pauses.
type Handler = (data: never) => void;

const EVENTS = ['announcement', 'withdrawn', 'coverage', 'published', 'plan', 'walk', 'resync'] as const;
export type LiveEvent = (typeof EVENTS)[number];

const FIRST_PAUSE = 2_000;
const LONGEST_PAUSE = 60_000;

class Live {
  /** True while the stream is open. */
  connected = $state(false);
  #source: EventSource | undefined;
  #handlers = new Map<LiveEvent, Set<Handler>>();
  #pause = FIRST_PAUSE;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wasOpen = false;

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
    addEventListener('online', this.#hope);
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
    removeEventListener('online', this.#hope);
    this.#source?.close();
    this.#source = undefined;
    this.connected = false;
    this.#wasOpen = false;
    this.#pause = FIRST_PAUSE;
  }

  // The network is back: no reason to sit out the pause.
  #hope = (): void => {
    this.#pause = FIRST_PAUSE;
    if (!this.#source) this.start();
  };

  #opened(): void {
    this.connected = true;
    this.#pause = FIRST_PAUSE;
    // A stream we opened anew has no Last-Event-ID, so what happened meanwhile must be fetched.
    if (this.#wasOpen) this.#dispatch('resync', '{}');
    this.#wasOpen = false;
  }

  #failed(source: EventSource): void {
    this.connected = false;
    if (source.readyState !== EventSource.CLOSED) return;
    this.#source = undefined;
    this.#wasOpen = true;
    this.#timer = setTimeout(() => this.start(), this.#pause * (0.75 + Math.random() / 2));
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
  }

  #dispatch(event: LiveEvent, text: string): void {
    const data = JSON.parse(text || '{}') as never;
    for (const handler of this.#handlers.get(event) ?? []) handler(data);
  }
}

export const live = new Live();
