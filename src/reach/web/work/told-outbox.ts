import { api, ApiError } from '$web/api.ts';
import type { ToldPlace, VisitOutcome } from '$web/api-types.ts';
import { t } from '$web/i18n.svelte.ts';
import { Outbox, type NewEntry, type Verdict } from '$web/outbox.ts';

/** A tick at a door, or a tick taken back. They are sent in the order they were made. */
export interface Tick {
  kind: 'told' | 'retract';
  announcement_id: string;
  household_id: string;
  at: number;
  note?: string;
  place?: ToldPlace;
}

/** Why nobody could be told at a door. */
export interface Knock {
  kind: 'visit';
  household_id: string;
  outcome: VisitOutcome;
  at: number;
  until?: string;
  note?: string;
}

export type Deed = Tick | Knock;

interface Results {
  items: { result: 'recorded' | 'already' | 'not_found' }[];
}

const verdicts = ({ items }: Results, count: number): Verdict[] =>
  Array.from({ length: count }, (_, index) =>
    items[index]?.result === 'not_found' ? t('reach.walk.refused_not_found') : undefined,
  );

// The server knows by the address what a deed is.
function plain<D extends Deed>({ kind, ...item }: D): Omit<D, 'kind'> {
  void kind;
  return item;
}

// What the device's clock says as the message leaves: the server sees by it how far the clock is off.
const stamped = <B extends object>(body: B) => ({ ...body, sent_at: Date.now() });

async function sendTold(ticks: Tick[], account: string): Promise<Verdict[]> {
  const items = ticks.map(plain);
  return verdicts(await api.post<Results>('/api/reach/told', stamped({ items }), { account }), ticks.length);
}

async function sendVisits(knocks: Knock[], account: string): Promise<Verdict[]> {
  const items = knocks.map(plain);
  return verdicts(
    await api.post<Results>('/api/reach/visits', stamped({ items }), { account }),
    knocks.length,
  );
}

async function sendRetract(tick: Tick, account: string): Promise<Verdict[]> {
  const { announcement_id, household_id, at } = tick;
  try {
    const body = stamped({ announcement_id, household_id, at });
    await api.post('/api/reach/told/retract', body, { account });
  } catch (error) {
    // What the server never recorded needs no taking back.
    if (!(error instanceof ApiError && error.key === 'reach.error.not_told')) throw error;
  }
  return [undefined];
}

/** Runs of one kind go out in one request each; what is taken back goes alone, in its place. */
export async function sendDeeds(deeds: Deed[], account: string): Promise<Verdict[]> {
  const all: Verdict[] = [];
  for (let from = 0; from < deeds.length;) {
    const first = deeds[from] as Deed;
    let to = from + 1;
    if (first.kind !== 'retract') while (deeds[to]?.kind === first.kind) to += 1;
    const run = deeds.slice(from, to);
    if (first.kind === 'retract') all.push(...(await sendRetract(first, account)));
    else if (first.kind === 'told') all.push(...(await sendTold(run as Tick[], account)));
    else all.push(...(await sendVisits(run as Knock[], account)));
    from = to;
  }
  return all;
}

/** What was done at doors on this device and the server may not know yet. */
export const toldOutbox = new Outbox<Deed>({ box: 'reach.told', batch: 200, send: sendDeeds });

export function entryOf(deed: Deed, about: string): NewEntry<Deed> {
  const what = deed.kind === 'visit' ? 'visit' : `${deed.kind}/${deed.announcement_id}`;
  return { key: `${what}/${deed.household_id}/${deed.at}`, body: deed, about, at: deed.at };
}
