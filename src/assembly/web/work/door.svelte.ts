import { api, path } from '$web/api.ts';
import { Fetched } from '$web/fetched.svelte.ts';
import { matches } from '$web/fold.ts';
import { t } from '$web/i18n.svelte.ts';
import { Outbox, type Entry, type Verdict } from '$web/outbox.ts';
import type { MatterHouse, MatterHouses, MeetingView } from '../types.ts';

/** A tick at the door of the hall, or one taken back. */
export interface DoorTick {
  matter_id: string;
  household_id: string;
  present: boolean;
  at: number;
}

interface Ticked {
  items: { result: 'recorded' | 'already' | 'not_found' }[];
}

/** Ticks of one meeting go out together, in the order they were made. */
export async function sendTicks(ticks: DoorTick[], account: string): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (let from = 0; from < ticks.length;) {
    const id = ticks[from]!.matter_id;
    let to = from;
    while (ticks[to]?.matter_id === id) to += 1;
    const items = ticks
      .slice(from, to)
      .map(({ household_id, present, at }) => ({ household_id, present, at }));
    const answer = await api.post<Ticked>(
      path`/api/assembly/meetings/${id}/attendance`,
      { items },
      { account },
    );
    for (const item of answer.items)
      verdicts.push(item.result === 'not_found' ? t('assembly.door.not_on_roll') : undefined);
    from = to;
  }
  return verdicts;
}

/** Ticks made on this device that the server may not know yet: the hall may have no network. */
export const doorOutbox = new Outbox<DoorTick>({ box: 'assembly.door', batch: 200, send: sendTicks });

/** Who is there by what waits on this device; the last tick counts. */
export function waitingPresence(entries: readonly Entry<DoorTick>[], matter: string): Map<string, boolean> {
  const last = new Map<string, boolean>();
  for (const { body, refused } of entries)
    if (refused === undefined && body.matter_id === matter) last.set(body.household_id, body.present);
  return last;
}

interface Door {
  meeting: MeetingView;
  houses: MatterHouse[];
}

export interface DoorGroup {
  area_id: string;
  name: string;
  houses: MatterHouse[];
}

/** The list at the door: every household, and who is there. */
export class DoorList extends Fetched<Door> {
  entries = $state.raw<Entry<DoorTick>[]>([]);
  readonly refused = $derived(this.entries.filter((entry) => entry.refused !== undefined && !entry.seen));
  readonly #account: string;
  readonly #id: string;

  constructor(account: string, id: string) {
    super();
    this.#account = account;
    this.#id = id;
  }

  /** What waits on this device, by household. */
  get waiting(): Map<string, boolean> {
    return waitingPresence(this.entries, this.#id);
  }

  isPresent(house: MatterHouse, waiting = this.waiting): boolean {
    return waiting.get(house.household_id) ?? house.present_at !== null;
  }

  /** The count with what waits on this device already in it. */
  countOf({ meeting, houses }: Door): MeetingView['count'] {
    const { waiting } = this;
    const present = houses.filter((house) => this.isPresent(house, waiting)).length;
    return { ...meeting.count, present, quorum: present * 2 > meeting.count.houses };
  }

  /** By group, those that fit the search. */
  groups({ houses }: Door, query: string, onlyAbsent: boolean): DoorGroup[] {
    const { waiting } = this;
    const groups: DoorGroup[] = [];
    for (const house of houses) {
      if (onlyAbsent && this.isPresent(house, waiting)) continue;
      const words = `${house.code} ${house.name} ${house.head_name} ${house.address} ${house.proxy_name}`;
      if (!matches(words, query)) continue;
      if (groups.at(-1)?.area_id !== house.area_id)
        groups.push({ area_id: house.area_id, name: house.area_name, houses: [] });
      groups.at(-1)!.houses.push(house);
    }
    return groups;
  }

  start(): () => void {
    const stops = [doorOutbox.onchange(() => void this.#follow()), doorOutbox.start(this.#account)];
    void this.#readEntries();
    void this.refresh();
    return () => {
      for (const stop of stops) stop();
    };
  }

  readonly refresh = async (): Promise<void> => {
    await this.run(async () => {
      const houses: MatterHouse[] = [];
      for (let cursor: number | null = 0; cursor !== null;) {
        const query: { cursor: number } = { cursor };
        const page: MatterHouses = await api.get<MatterHouses>(
          path`/api/assembly/matters/${this.#id}/houses`,
          { query },
        );
        houses.push(...page.items);
        cursor = page.next;
      }
      return { meeting: await api.get<MeetingView>(path`/api/assembly/meetings/${this.#id}`), houses };
    });
    await this.#readEntries();
  };

  async tick(house: MatterHouse, at = Date.now()): Promise<void> {
    const { household_id } = house;
    const present = !this.isPresent(house);
    const tick = { matter_id: this.#id, household_id, present, at };
    await doorOutbox.put(this.#account, `${this.#id}/${household_id}/${at}`, tick);
    await this.#readEntries();
    void doorOutbox.push(this.#account);
  }

  markSeen(): Promise<void> {
    return doorOutbox.markSeen(this.#account);
  }

  async #readEntries(): Promise<void> {
    this.entries = await doorOutbox.all(this.#account);
  }

  // When ticks have gone out, the list on the screen is older than they are: it takes them in.
  async #follow(): Promise<void> {
    const before = this.waiting;
    await this.#readEntries();
    const after = this.waiting;
    const sent = new Map([...before].filter(([id]) => !after.has(id)));
    if (!sent.size || !this.value) return;
    const houses = this.value.houses.map((house) => {
      const present = sent.get(house.household_id);
      return present === undefined ? house : { ...house, present_at: present ? Date.now() : null };
    });
    this.value = { ...this.value, houses };
  }
}
