import { api, path } from '$web/api.ts';
import { Fetched } from '$web/fetched.svelte.ts';
import { matches } from '$web/fold.ts';
import type { Entry } from '$web/outbox.ts';
import { read, write } from '../kept.ts';
import type { RollDoors, RollHouse, RollMark } from '../types.ts';
import { partsOf } from './looks.ts';
import { lastMarks, marks, putMark, withMark, type Mark } from './marks.ts';

export type Filter = 'unseen' | 'needs' | 'all';

/** A house of the roll as it stands with what was marked on this device. */
export interface Door extends RollHouse {
  isWaiting: boolean;
}

const NO_FIGURES = {
  households: 0,
  safe: 0,
  elsewhere: 0,
  helped: 0,
  needs_help: 0,
  helping: 0,
  not_found: 0,
  silent: 0,
};

/** The roll of one unit: opens and is marked without a network, and is told to the server when there is one. */
export class DoorRoll extends Fetched<RollDoors> {
  entries = $state.raw<Entry<Mark>[]>([]);
  /** When what is on the screen was fetched. */
  at = $state(0);
  readonly refused = $derived(this.entries.filter((entry) => entry.refused !== undefined && !entry.seen));
  readonly waiting = $derived(this.entries.filter((entry) => entry.refused === undefined).length);
  readonly #account: string;
  readonly #call: string;
  readonly #area: string;

  readonly doors = $derived.by((): Door[] => {
    const last = lastMarks(this.entries, this.#call);
    return (this.value?.items ?? []).map((house) => {
      const mark = last.get(house.household_id);
      return { ...(mark ? withMark(house, mark) : house), isWaiting: mark !== undefined };
    });
  });

  readonly figures = $derived.by(() => {
    const figures = { ...NO_FIGURES, households: this.doors.length };
    for (const { state } of this.doors) figures[state] += 1;
    return figures;
  });

  constructor(account: string, call: string, area: string) {
    super();
    this.#account = account;
    this.#call = call;
    this.#area = area;
  }

  get #what(): string {
    return `${this.#call}/${this.#area}`;
  }

  find(query: string, filter: Filter): Door[] {
    return this.doors.filter((door) => {
      const parts = partsOf({ ...NO_FIGURES, [door.state]: 1 });
      if (filter !== 'all' && !parts[filter]) return false;
      return matches(
        `${door.name} ${door.head_name} ${door.address} ${door.code} ${door.phone ?? ''}`,
        query,
      );
    });
  }

  /** Shows what is kept, then what the server says; sends what waits. Returns the function that stops it. */
  start(): () => void {
    const stops = [marks.onchange(() => void this.#follow()), marks.start(this.#account)];
    void this.#open();
    return () => {
      for (const stop of stops) stop();
    };
  }

  async #open(): Promise<void> {
    const kept = await read<RollDoors>(this.#account, this.#what).catch(() => undefined);
    await this.#readEntries();
    if (kept && !this.value) {
      this.value = kept.value;
      this.at = kept.at;
    }
    await this.refresh();
  }

  readonly refresh = async (): Promise<void> => {
    const fresh = await this.run(() =>
      api.get<RollDoors>(path`/api/rollcall/calls/${this.#call}/doors`, { query: { area: this.#area } }),
    );
    if (!fresh) return;
    await this.#readEntries();
    this.at = Date.now();
    await this.#keep();
  };

  /** Kept on the device when it resolves; it goes out by itself. */
  async mark(house: RollHouse, state: RollMark): Promise<void> {
    await putMark(this.#account, this.#call, house.household_id, { state });
    await this.#readEntries();
    void marks.push(this.#account);
  }

  send(): Promise<boolean> {
    return marks.push(this.#account);
  }

  markSeen(): Promise<void> {
    return marks.markSeen(this.#account);
  }

  async #readEntries(): Promise<void> {
    this.entries = await marks.all(this.#account).catch(() => []);
  }

  // When marks have gone out, the roll on the screen is older than they are: it takes them in, both at once.
  async #follow(): Promise<void> {
    const entries = await marks.all(this.#account).catch(() => []);
    const there = new Set(entries.map((entry) => entry.body.id));
    const sent = [...lastMarks(this.entries, this.#call).values()].filter((mark) => !there.has(mark.id));
    this.entries = entries;
    if (!sent.length || !this.value) return;
    const byHouse = new Map(sent.map((mark) => [mark.household_id, mark]));
    const items = this.value.items.map((house) => {
      const mark = byHouse.get(house.household_id);
      return mark ? withMark(house, mark) : house;
    });
    this.value = { ...this.value, items };
    await this.#keep();
  }

  async #keep(): Promise<void> {
    // A full device only loses the copy for later.
    if (this.value) await write(this.#account, this.#what, this.value).catch(() => undefined);
  }
}
