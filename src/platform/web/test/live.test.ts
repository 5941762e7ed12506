import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { live } from '../live.svelte.ts';

class Source extends EventTarget {
  static readonly CLOSED = 2;
  static readonly made: Source[] = [];
  readyState = 0;

  constructor() {
    super();
    Source.made.push(this);
  }

  close() {
    this.readyState = Source.CLOSED;
  }

  open() {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }

  /** The browser reconnects by itself (0), or has given up (2). */
  fail(readyState: number) {
    this.readyState = readyState;
    this.dispatchEvent(new Event('error'));
  }
}

let fetched = 0;
let stop: () => void;
let visibility: DocumentVisibilityState = 'visible';
const show = (state: DocumentVisibilityState) => {
  visibility = state;
  document.dispatchEvent(new Event('visibilitychange'));
};

beforeEach(() => {
  vi.useFakeTimers();
  Source.made.length = 0;
  fetched = 0;
  visibility = 'visible';
  vi.stubGlobal('EventSource', Source);
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
  stop = live.on('resync', () => (fetched += 1));
  live.start();
});
afterEach(() => {
  stop();
  live.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the live stream', () => {
  test('has what came before it opened fetched, at its first opening too', () => {
    Source.made[0]?.open();
    expect(fetched).toBe(1);
  });

  test('trusts the server with what is missed when the browser reconnects', () => {
    const [source] = Source.made;
    source?.open();
    source?.fail(0);
    expect(live.connected).toBe(false);
    source?.open();
    expect(fetched).toBe(1);
    expect(live.connected).toBe(true);
  });

  test('is opened again after a pause when the browser gives up', () => {
    Source.made[0]?.open();
    Source.made[0]?.fail(2);
    vi.advanceTimersByTime(3_000);
    expect(Source.made).toHaveLength(2);
    Source.made[1]?.open();
    expect(fetched).toBe(2);
  });

  test('is not trusted after a long sleep, and says so at once', () => {
    Source.made[0]?.open();
    show('hidden');
    vi.advanceTimersByTime(31_000);
    show('visible');
    expect(Source.made[0]?.readyState).toBe(2);
    expect(live.connected).toBe(false);
    Source.made[1]?.open();
    expect(fetched).toBe(2);
  });

  test('is kept through a glance at another app', () => {
    Source.made[0]?.open();
    show('hidden');
    vi.advanceTimersByTime(5_000);
    show('visible');
    expect(Source.made).toHaveLength(1);
  });

  test('is opened anew when the network changes', () => {
    Source.made[0]?.open();
    dispatchEvent(new Event('online'));
    expect(Source.made).toHaveLength(2);
    live.stop();
    dispatchEvent(new Event('online'));
    expect(Source.made).toHaveLength(2);
  });
});
