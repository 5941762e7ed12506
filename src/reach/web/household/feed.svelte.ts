import { api, ApiError } from '$web/api.ts';
import type { Evidence, Feed, FeedItem, Grade } from '$web/api-types.ts';
import { calm } from '$web/first-view.ts';
import { t } from '$web/i18n.svelte.ts';
import { toastError } from '$web/components/toasts.svelte.ts';
import { afterFirstView } from '$web/first-view.ts';
import { live } from '$web/live.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { news } from '$web/news.svelte.ts';
import { keepStorage } from '$web/storage.ts';
import { readFeed, writeFeed } from './kept-feed.ts';
import { atLeast, stronger, type KeptItem } from './order.ts';
import { handOver, receipts, waitingEvidence } from './receipts.ts';

const MONTH = 31 * 24 * 60 * 60_000;
// As many as the phone keeps (kept-feed.ts), page by page.
const MOST_PAGES = 10;
const FILL_AFTER = 6_000;

const isSaving = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

type Arrival = Omit<FeedItem, 'evidence' | 'withdrawn' | 'withdrawn_reason' | 'corrected_by_id'>;
type Ending = { id: string; reason: string; corrected_by_id: string | null };

/** The household's announcements: first what this phone has kept, then what the server says, then what arrives live. */
class FeedStore {
  items = $state.raw<KeptItem[]>([]);
  state = $state<'loading' | 'ready' | 'offline' | 'failed'>('loading');
  /** The server's sentence when it answered and would not say what there is. */
  trouble = $state('');
  next = $state<string | null>(null);
  /** Receipts this phone has yet to hand over, and those the server will not take. */
  waiting = $state(0);
  refused = $state(0);
  /** Those that came while the app was open, to be pointed out. */
  arrived = $state.raw<ReadonlySet<string>>(new Set());
  #account = '';
  #users = 0;
  #stops: (() => void)[] = [];
  #opening: Promise<void> = Promise.resolve();
  #kept: Promise<void> = Promise.resolve();

  /** Runs for the account that is signed in, until every caller has called the function it was given. */
  start(): () => void {
    const account = me.value?.account.id;
    if (!account) return () => undefined;
    if (account !== this.#account) this.#begin(account);
    this.#users += 1;
    let released = false;
    return () => {
      if (released || account !== this.#account) return;
      released = true;
      this.#users -= 1;
      if (this.#users === 0) this.stop();
    };
  }

  #begin(account: string): void {
    this.stop();
    this.#account = account;
    this.#stops = [
      receipts.onchange(() => void this.#count()),
      live.on<Arrival>('announcement', (item) => void this.#arrive(item)),
      live.on<Ending>('withdrawn', ({ id, reason, corrected_by_id }) =>
        this.#change(id, (item) => ({ ...item, withdrawn: true, withdrawn_reason: reason, corrected_by_id })),
      ),
      live.on('resync', () => void this.refresh()),
    ];
    addEventListener('online', this.#look);
    document.addEventListener('visibilitychange', this.#look);
    void this.#count();
    this.#opening = this.#open(this.#stops);
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    removeEventListener('online', this.#look);
    document.removeEventListener('visibilitychange', this.#look);
    this.#account = '';
    this.#users = 0;
    this.items = [];
    this.next = null;
    this.arrived = new Set();
    this.waiting = 0;
    this.refused = 0;
    this.state = 'loading';
    news.now = null;
    live.stop();
  }

  // A phone that wakes up may have missed the live stream.
  #look = (): void => {
    if (document.visibilityState === 'visible') void this.refresh();
  };

  // The list first: the live stream and what waits to be sent would only compete with it.
  async #open(stops: (() => void)[]): Promise<void> {
    this.#kept = this.#readKept(this.#account);
    await this.refresh();
    if (stops !== this.#stops) return;
    stops.push(receipts.start(this.#account));
    live.start();
    afterFirstView(() => this.#fill(stops), FILL_AFTER);
  }

  // The rest of the month comes while nobody waits for it: all of it can then be read, heard and found without a
  // network. Not where the user counts every byte.
  async #fill(stops: (() => void)[]): Promise<void> {
    if (isSaving()) return;
    const since = Date.now() - MONTH;
    for (let pages = 0; pages < MOST_PAGES && this.next; pages += 1) {
      const before = new Set(this.items.map((item) => item.id));
      if (stops !== this.#stops) return;
      await this.more();
      const fresh = this.items.filter((item) => !before.has(item.id));
      if (fresh.every((item) => item.published_at < since)) return;
    }
  }

  async #readKept(account: string): Promise<void> {
    const kept = await readFeed(account).catch(() => []);
    if (account === this.#account && this.items.length === 0) this.items = kept;
  }

  /** Asks the server for the newest page. */
  async refresh(): Promise<void> {
    const account = this.#account;
    // Opened while the answer is under way; what is answered meanwhile is in the list already.
    const waiting = waitingEvidence(account);
    try {
      const page = await api.get<Feed>('/api/reach/feed');
      // A quick answer joins what this phone has kept; it does not take its place.
      await this.#kept;
      if (account !== this.#account) return;
      this.next = page.next;
      const evidence = await waiting;
      this.#merge(page.items, evidence);
      this.state = 'ready';
      await this.#receive(page.items, evidence);
    } catch (error) {
      this.#failed(error);
    }
  }

  #failed(error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    this.trouble = error.message;
    this.state = error.isOffline ? 'offline' : 'failed';
  }

  /** The next older page; throws what the server said against it. */
  async more(): Promise<void> {
    if (!this.next) return;
    const page = await api.get<Feed>('/api/reach/feed', { query: { cursor: this.next } });
    this.next = page.next;
    const waiting = await waitingEvidence(this.#account);
    this.#merge(page.items, waiting);
    await this.#receive(page.items, waiting);
  }

  /** Announcements that hold the words, from the server; without a network, from what this phone has kept. */
  async search(words: string, signal: AbortSignal): Promise<FeedItem[] | undefined> {
    try {
      return (await api.get<Feed>('/api/reach/feed', { query: { q: words }, signal })).items;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return undefined;
    }
  }

  /** One announcement, also when it lies further back than what is loaded. */
  async find(id: string): Promise<KeptItem | undefined> {
    const here = () => this.items.find((item) => item.id === id);
    await this.#opening;
    if (!here()) await this.refresh();
    try {
      while (!here() && this.next && this.state === 'ready') await this.more();
    } catch (error) {
      this.#failed(error);
    }
    return here();
  }

  /** The household has seen or confirmed it: kept on this phone first, then sent. */
  async answer(id: string, grade: Grade): Promise<void> {
    const item = this.items.find((one) => one.id === id);
    if (item && atLeast(item.evidence, grade)) return;
    try {
      await handOver(this.#account, [id], grade, item?.title);
      // Now there is something that must not get lost.
      if (grade === 'confirmed') void keepStorage();
    } catch (error) {
      // Neither kept nor sent: the button stays, and the family hears why.
      if (grade === 'confirmed') toastError(error);
      return;
    }
    this.#change(id, (one) => ({ ...one, evidence: stronger(grade, one.evidence) }));
  }

  /** The household has seen that it was withdrawn. */
  seeEnd(id: string): void {
    const item = this.items.find((one) => one.id === id);
    if (item?.withdrawn && !item.end_seen) this.#change(id, (one) => ({ ...one, end_seen: true }));
  }

  /** The family has read that something could not be handed over; it stays on the list of what was not sent. */
  async markSeen(): Promise<void> {
    await receipts.markSeen(this.#account);
  }

  async #arrive(arrival: Arrival): Promise<void> {
    const known = this.items.find((item) => item.id === arrival.id);
    const waiting = await waitingEvidence(this.#account);
    const item: KeptItem = {
      ...arrival,
      evidence: known?.evidence ?? 'none',
      withdrawn: false,
      withdrawn_reason: null,
      corrected_by_id: null,
    };
    this.#merge([item], waiting);
    if (!known) this.#point(arrival);
    await this.#receive([item], waiting);
  }

  #point(arrival: Arrival): void {
    this.arrived = new Set([...this.arrived, arrival.id]);
    news.now = {
      id: arrival.id,
      text: t('reach.feed.arrived', { title: arrival.title }),
      href: `/announcements/${arrival.id}`,
    };
  }

  // Merges what has come in: what this phone knows better (a receipt still waiting) is not overwritten. "Told" is
  // never known better here: it is said by whoever stood at the door, who may have taken it back.
  #merge(incoming: FeedItem[], waiting: Map<string, Evidence>): void {
    const byId = new Map(this.items.map((item) => [item.id, item]));
    // To a phone that sees all this for the first time, old withdrawals are no news.
    const isFresh = this.items.length === 0;
    for (const item of incoming) {
      const known = byId.get(item.id);
      const before = known?.evidence ?? 'none';
      const mine = stronger(before === 'told' ? 'none' : before, waiting.get(item.id) ?? 'none');
      const end_seen = isFresh ? item.withdrawn : known?.end_seen;
      byId.set(item.id, { ...item, evidence: stronger(item.evidence, mine), end_seen });
    }
    this.items = [...byId.values()];
  }

  // Keeps what has come in and says that it has, once it is on the screen.
  async #receive(incoming: FeedItem[], waiting: Map<string, Evidence>): Promise<void> {
    const account = this.#account;
    await calm();
    if (account !== this.#account) return;
    await this.#keep();
    const unheard = incoming.filter(
      (item) => item.evidence === 'none' && !waiting.has(item.id) && !item.withdrawn,
    );
    if (!unheard.length) return;
    const ids = unheard.map((item) => item.id);
    // What could neither be kept nor sent is handed over when the list is next asked for.
    await handOver(account, ids, 'delivered').catch(() => undefined);
  }

  #change(id: string, change: (item: KeptItem) => KeptItem): void {
    this.items = this.items.map((item) => (item.id === id ? change(item) : item));
    void this.#keep();
  }

  async #keep(): Promise<void> {
    if (!this.#account) return;
    // A full phone shows what it is told and keeps nothing.
    await writeFeed(this.#account, this.items).catch(() => undefined);
  }

  async #count(): Promise<void> {
    if (!this.#account) return;
    const all = await receipts.all(this.#account).catch(() => []);
    this.waiting = all.filter((entry) => entry.refused === undefined).length;
    this.refused = all.filter((entry) => entry.refused !== undefined && !entry.seen).length;
  }
}

export const feed = new FeedStore();

// Opening its storage takes a slow phone as long as the network takes to answer: both begin at once.
if (globalThis.thonAhead) void Promise.all([readFeed(''), waitingEvidence('')]).catch(() => undefined);

// A phone that is handed on shows nothing of the family before.
me.whenLeaving(() => feed.stop());
