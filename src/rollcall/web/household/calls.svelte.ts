import { api, ApiError } from '$web/api.ts';
import { formatWhen, loadTexts, t } from '$web/i18n.svelte.ts';
import { newId } from '$web/ids.ts';
import { live } from '$web/live.svelte.ts';
import { me } from '$web/me.svelte.ts';
import { news } from '$web/news.svelte.ts';
import type { Entry } from '$web/outbox.ts';
import { waiting, type WaitingItem } from '$web/waiting.svelte.ts';
import { read, write } from '../kept.ts';
import type { MyRollCall, MyRollCalls, RollEvent } from '../types.ts';
import { answers, type Tap } from './answers.ts';
import { noteCalled } from './called.ts';
import { standing, withSent } from './standing.ts';

const KEPT = 'mine';

export function waitingItem(call: MyRollCall, taps: readonly Tap[]): WaitingItem {
  const { state } = standing(call, taps);
  const isOpen = call.ended_at === null;
  const said = isOpen && state === 'silent' ? t('rollcall.mine.asks') : t(`rollcall.mine.state.${state}`);
  return {
    id: call.id,
    href: `/rollcall/${call.id}`,
    icon: state === 'safe' ? 'shield-check' : 'triangle-alert',
    mark: [call.drill ? t('rollcall.drill') : '', isOpen ? said : t('rollcall.mine.over')]
      .filter(Boolean)
      .join(' – '),
    title: call.title,
    body: call.body,
    from: `${call.area_name} · ${formatWhen(call.started_at)}`,
    isAnswered: !isOpen || (state !== 'silent' && state !== 'not_found'),
    isUrgent: true,
    due: 0,
  };
}

/** The roll-calls that call this household: what this phone keeps, what the server says, what was tapped here. */
class CallStore {
  items = $state.raw<MyRollCall[]>([]);
  state = $state<'loading' | 'ready' | 'offline' | 'failed'>('loading');
  trouble = $state('');
  entries = $state.raw<Entry<Tap>[]>([]);
  readonly taps = $derived(
    this.entries.filter((entry) => entry.refused === undefined).map((entry) => entry.body),
  );
  readonly refused = $derived(this.entries.filter((entry) => entry.refused !== undefined && !entry.seen));
  #account = '';
  readonly #users = new Set<symbol>();
  #stops: (() => void)[] = [];
  #known = new Set<string>();

  /** Runs until every caller has called the function it was given. `found`: what the server has just said. */
  start(account: string, found?: MyRollCalls): () => void {
    if (account !== this.#account) this.#begin(account, found);
    const user = Symbol(account);
    this.#users.add(user);
    return () => {
      if (this.#users.delete(user) && !this.#users.size) this.stop();
    };
  }

  #begin(account: string, found?: MyRollCalls): void {
    this.stop();
    this.#account = account;
    this.#stops = [
      waiting.add('rollcall', () => this.items.map((call) => waitingItem(call, this.taps))),
      answers.onchange(() => void this.#follow()),
      live.on<RollEvent>('rollcall', (event) => void this.#hear(event)),
      live.on('resync', () => void this.refresh()),
    ];
    this.#wakeUp();
    void this.#open(account, found);
  }

  async #open(account: string, found?: MyRollCalls): Promise<void> {
    // Without a network the sentences are those that this phone keeps.
    await loadTexts('household').catch(() => undefined);
    const kept = await read<MyRollCall[]>(account, KEPT).catch(() => undefined);
    await this.#readEntries();
    if (account !== this.#account) return;
    this.#stops.push(answers.start(account));
    if (kept && !this.items.length) this.items = kept.value;
    if (found) await this.#take(found.items);
    else await this.refresh();
  }

  stop(): void {
    for (const stop of this.#stops) stop();
    this.#stops = [];
    this.#account = '';
    this.#users.clear();
    this.#known.clear();
    this.items = [];
    this.entries = [];
    this.state = 'loading';
  }

  // A phone that wakes up, or finds a network again, may have missed the live stream.
  #wakeUp(): void {
    const look = () => void (document.visibilityState === 'visible' && this.refresh());
    window.addEventListener('online', look);
    document.addEventListener('visibilitychange', look);
    this.#stops.push(() => {
      window.removeEventListener('online', look);
      document.removeEventListener('visibilitychange', look);
    });
  }

  refresh = async (): Promise<void> => {
    const account = this.#account;
    if (!account) return;
    try {
      const { items } = await api.get<MyRollCalls>('/api/rollcall/mine');
      if (account === this.#account) await this.#take(items);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.trouble = error.message;
      this.state = error.isOffline ? 'offline' : 'failed';
    }
  };

  async #take(items: MyRollCall[]): Promise<void> {
    const account = this.#account;
    this.entries = await answers.all(account).catch(() => []);
    this.items = items;
    this.state = 'ready';
    for (const { id } of items) this.#known.add(id);
    // A full phone shows what it is told and keeps nothing.
    await write(account, KEPT, items).catch(() => undefined);
    noteCalled(account, items.length > 0 || this.entries.length > 0);
  }

  /** Says how the household is: kept on this phone first, then sent. */
  async tap(call: MyRollCall, said: Omit<Tap, 'id' | 'call_id' | 'at'>): Promise<void> {
    const tap: Tap = { id: newId(), call_id: call.id, at: Date.now(), ...said };
    noteCalled(this.#account, true);
    await answers.put(this.#account, tap.id, tap);
    await this.#readEntries();
    void answers.push(this.#account);
  }

  send(): Promise<boolean> {
    return answers.push(this.#account);
  }

  markSeen(): Promise<void> {
    return answers.markSeen(this.#account);
  }

  async #readEntries(): Promise<void> {
    if (this.#account) this.entries = await answers.all(this.#account).catch(() => []);
  }

  // When taps have gone out, what the server said is older than they are: they are put into it until it says more. Both
  // change at once, or the page would fall back to what was before for a moment.
  async #follow(): Promise<void> {
    if (!this.#account) return;
    const entries = await answers.all(this.#account).catch(() => []);
    const known = new Map(entries.map((entry) => [entry.body.id, entry]));
    const heard = this.taps.filter((tap) => known.get(tap.id)?.refused !== undefined || !known.has(tap.id));
    const by = me.value?.account.name ?? '';
    this.entries = entries;
    this.items = this.items.map((call) =>
      heard
        .filter((tap) => tap.call_id === call.id && !known.has(tap.id))
        .reduce<MyRollCall>((changed, tap) => withSent(changed, tap, by), call),
    );
    if (heard.length) await this.refresh();
  }

  async #hear({ id, title, ended }: RollEvent): Promise<void> {
    const isNew = !this.#known.has(id) && !ended;
    await this.refresh();
    if (isNew && this.#known.has(id))
      news.now = { id, text: t('rollcall.mine.arrived', { title }), href: `/rollcall/${id}` };
  }
}

export const calls = new CallStore();
