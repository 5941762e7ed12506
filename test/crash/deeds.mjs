// What callers do while the server is about to be killed, and what it acknowledged.
import { Refused } from '../support/session.mjs';
import { household } from './world.mjs';

export const RANK = { none: 0, delivered: 1, opened: 2, confirmed: 3, told: 4 };
const GRADES = ['delivered', 'opened', 'confirmed'];

/**
 * Every write is in one of three states: acknowledged (must be there), in flight when the server died (may be there,
 * whole), or refused (a fault of the test).
 */
export class Deeds {
  constructor(world, random) {
    this.world = world;
    this.random = random;
    this.creates = [];
    this.announcements = [];
    this.acknowledged = 0;
    this.inFlight = 0;
    this.problems = [];
    this.number = 1000;
  }

  /** Sends; true when acknowledged, false when the answer never came. */
  async #send(work) {
    try {
      await work();
      this.acknowledged++;
      return true;
    } catch (error) {
      if (error instanceof Refused && error.status < 500) this.problems.push(error.message);
      this.inFlight++;
      return false;
    }
  }

  /** Works until stopped; every worker ends by itself when its connection breaks. */
  async run(stopped) {
    const { houses } = this.world;
    const sender = this.#sender(stopped);
    const workers = houses.map((house) => this.#phone(house, stopped));
    await Promise.all([sender, this.#register(stopped), this.#walker(stopped), ...workers]);
  }

  async #sender(stopped) {
    while (!stopped()) {
      const { commune, groups } = this.world.areas;
      const areas = this.random.pick([[commune], [groups[0]], [groups[1]], groups]);
      const body = {
        id: this.random.id(),
        area_ids: areas,
        title: `Họp thôn số ${this.announcements.length}`,
        body: 'Mời đại diện các hộ tới nhà văn hoá.',
        content_class: 1,
        ask_confirmation: true,
      };
      const deed = { body, draft: 'open', published: 'no', evidence: new Map() };
      this.announcements.push(deed);
      let version = 0;
      const written = await this.#send(async () => {
        version = (await this.world.officer.post('/api/reach/announcements', body)).version;
      });
      if (!written) return;
      deed.draft = 'acknowledged';
      // Some stay drafts.
      if (this.random.next() < 0.3) continue;
      deed.published = 'open';
      const path = `/api/reach/announcements/${body.id}/publish`;
      if (!(await this.#send(() => this.world.officer.post(path, { version })))) return;
      deed.published = 'acknowledged';
    }
  }

  async #register(stopped) {
    while (!stopped()) {
      const body = household(this.random, this.random.pick(this.world.areas.groups), this.number++);
      const deed = { body, state: 'open' };
      this.creates.push(deed);
      if (!(await this.#send(() => this.world.officer.post('/api/households', body)))) return;
      deed.state = 'acknowledged';
    }
  }

  /** The audience of an announcement among the households that hold a phone. */
  audience(deed) {
    const { commune } = this.world.areas;
    const all = deed.body.area_ids.includes(commune);
    return this.world.houses.filter((house) => all || deed.body.area_ids.includes(house.area_id));
  }

  #live(house) {
    const open = this.announcements.slice(-6).filter((deed) => deed.published === 'acknowledged');
    return open.filter((deed) => this.audience(deed).includes(house));
  }

  /** What is known of one household's evidence: at least, at most. */
  static evidence(deed, house) {
    if (!deed.evidence.has(house.id)) deed.evidence.set(house.id, { least: 0, most: 0 });
    return deed.evidence.get(house.id);
  }

  async #phone(house, stopped) {
    while (!stopped()) {
      const live = this.#live(house);
      if (live.length === 0) {
        await new Promise((resolve) => setTimeout(resolve, 5));
        continue;
      }
      const chosen = live.filter(() => this.random.next() < 0.7).slice(0, 3);
      if (chosen.length === 0) continue;
      const receipts = chosen.map((deed) => ({
        announcement_id: deed.body.id,
        grade: this.random.pick(GRADES),
        at: Date.now(),
      }));
      const known = chosen.map((deed) => Deeds.evidence(deed, house));
      const raise = (bound) =>
        receipts.forEach(({ grade }, i) => (known[i][bound] = Math.max(known[i][bound], RANK[grade])));
      raise('most');
      if (!(await this.#send(() => house.session.post('/api/reach/receipts', { receipts })))) return;
      raise('least');
    }
  }

  async #walker(stopped) {
    while (!stopped()) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      const house = this.random.pick(this.world.houses);
      const live = this.#live(house);
      if (live.length === 0) continue;
      const deed = this.random.pick(live);
      const known = Deeds.evidence(deed, house);
      known.most = RANK.told;
      const item = { announcement_id: deed.body.id, household_id: house.id, at: Date.now() };
      const told = () => this.world.officer.post('/api/reach/told', { items: [item] });
      if (!(await this.#send(told))) return;
      known.least = RANK.told;
    }
  }
}
