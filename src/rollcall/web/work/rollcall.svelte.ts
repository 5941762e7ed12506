import { api, path } from '$web/api.ts';
import { Fetched, throttled } from '$web/fetched.svelte.ts';
import { live } from '$web/live.svelte.ts';
import type { RollCallView, RollEvent, RollHouse, RollHouses, RollListName } from '../types.ts';

const LEAST_PAUSE_MS = 1_000;

/** One list of a unit. It comes page by page; refreshed, it keeps as many pages as were opened. */
export class HouseList extends Fetched<RollHouses> {
  readonly name: RollListName;
  readonly #id: string;
  #area = '';
  #query = '';

  constructor(id: string, name: RollListName) {
    super();
    this.#id = id;
    this.name = name;
  }

  #ask(cursor: string | null): Promise<RollHouses> {
    return api.get<RollHouses>(path`/api/rollcall/calls/${this.#id}/houses`, {
      query: { area: this.#area, list: this.name, q: this.#query, cursor },
    });
  }

  async look(area: string, query: string): Promise<void> {
    if (area !== this.#area || query !== this.#query) this.value = undefined;
    this.#area = area;
    this.#query = query;
    await this.refresh();
  }

  readonly refresh = async (): Promise<void> => {
    if (!this.#area) return;
    const wanted = this.value?.items.length ?? 0;
    await this.run(async () => {
      let page = await this.#ask(null);
      while (page.next && page.items.length < wanted) page = await this.#grown(page);
      return page;
    });
  };

  readonly more = (): void => {
    const before = this.value;
    if (before?.next) void this.run(() => this.#grown(before));
  };

  async #grown(before: RollHouses): Promise<RollHouses> {
    const page = await this.#ask(before.next);
    return { next: page.next, items: [...before.items, ...page.items] };
  }

  /** What a verb answered about one household, until the list is asked for again. */
  put(house: RollHouse): void {
    const items = this.value?.items.map((one) => (one.household_id === house.household_id ? house : one));
    if (this.value && items) this.value = { ...this.value, items };
  }
}

/** A roll-call that is looked at: the figures of one unit and its lists, following the live events. */
export class Watched extends Fetched<RollCallView> {
  readonly id: string;
  readonly needs: HouseList;
  readonly unseen: HouseList;
  readonly safe: HouseList;
  /** The list of those who are safe is long and seldom wanted. */
  wantsSafe = $state(false);
  #area: string | null = null;
  #query = '';

  constructor(id: string) {
    super();
    this.id = id;
    this.needs = new HouseList(id, 'needs');
    this.unseen = new HouseList(id, 'unseen');
    this.safe = new HouseList(id, 'safe');
  }

  async look(area: string | null, query: string): Promise<void> {
    this.#area = area;
    this.#query = query;
    await this.refresh();
  }

  readonly refresh = async (): Promise<void> => {
    const view = await this.run(() =>
      api.get<RollCallView>(path`/api/rollcall/calls/${this.id}`, { query: { area: this.#area } }),
    );
    if (!view?.may_mark) return;
    const lists = this.wantsSafe ? [this.needs, this.unseen, this.safe] : [this.needs, this.unseen];
    await Promise.all(lists.map((list) => list.look(view.unit.area_id, this.#query)));
  };

  /** Follows the live events from now on; returns the function that stops it. */
  follow(): () => void {
    const again = throttled(() => void this.refresh(), LEAST_PAUSE_MS);
    const hear = ({ id }: RollEvent) => id === this.id && again.call();
    const stops = [
      live.on<RollEvent>('rollcall_count', hear),
      live.on<RollEvent>('rollcall', hear),
      live.on('resync', again.call),
    ];
    return () => {
      again.stop();
      for (const stop of stops) stop();
    };
  }
}
