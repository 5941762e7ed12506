// What people do while messages go out: read in the app, tell at doors, open links. What is not acknowledged is sent
// again, as phones do, until it is.
import { setTimeout as sleep } from 'node:timers/promises';
import { Refused } from '../support/session.mjs';

export const RANK = { none: 0, delivered: 1, opened: 2, confirmed: 3, told: 4 };

/** Per household: the best evidence that was acknowledged, and when the first of it was. */
export class Evidence {
  constructor() {
    this.best = new Map();
    this.first = new Map();
  }

  add(house, grade, at = Date.now()) {
    this.best.set(house.id, Math.max(this.best.get(house.id) ?? 0, RANK[grade]));
    this.first.set(house.id, Math.min(this.first.get(house.id) ?? Infinity, at));
  }
}

export class People {
  constructor(world, random, announcement, evidence) {
    Object.assign(this, { world, random, announcement, evidence });
    this.faults = [];
    this.over = false;
  }

  /** Sends until it is answered. */
  async #insist(work) {
    for (;;) {
      try {
        await work();
        return;
      } catch (error) {
        if (error instanceof Refused && error.status < 500) {
          this.faults.push(error.message);
          return;
        }
        await sleep(30);
      }
    }
  }

  async #phone(house) {
    await sleep(this.random.whole(0, this.time));
    const grade = this.random.pick(['delivered', 'opened', 'confirmed']);
    const receipts = [{ announcement_id: this.announcement, grade, at: Date.now() }];
    await this.#insist(() => house.session.post('/api/reach/receipts', { receipts }));
    this.evidence.add(house, grade);
  }

  async #walker(houses) {
    for (const house of houses) {
      await sleep(this.time / houses.length);
      const item = { announcement_id: this.announcement, household_id: house.id, at: Date.now() };
      await this.#insist(() => this.world.officer.post('/api/reach/told', { items: [item] }));
      this.evidence.add(house, 'told');
    }
  }

  /** Everyone's deeds, spread over `time` milliseconds. */
  async run(time) {
    this.time = time;
    const { houses } = this.world;
    const phones = houses.filter((house) => house.session && this.random.next() < 0.7);
    const told = houses.filter(() => this.random.next() < 0.1);
    await Promise.all([...phones.map((house) => this.#phone(house)), this.#walker(told)]);
    this.over = true;
  }
}
