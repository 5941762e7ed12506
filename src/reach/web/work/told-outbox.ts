import { api, ApiError } from '$web/api.ts';
import { t } from '$web/i18n.svelte.ts';
import { Outbox, type Verdict } from '$web/outbox.ts';

/** A tick at a door, or a tick taken back. They are sent in the order they were made. */
export interface Tick {
  kind: 'told' | 'retract';
  announcement_id: string;
  household_id: string;
  at: number;
}

interface Results {
  items: { result: 'recorded' | 'already' | 'not_found' }[];
}

const plain = ({ announcement_id, household_id, at }: Tick) => ({ announcement_id, household_id, at });

async function sendTold(ticks: Tick[], account: string): Promise<Verdict[]> {
  const { items } = await api.post<Results>('/api/reach/told', { items: ticks.map(plain) }, { account });
  return ticks.map((_, index) =>
    items[index]?.result === 'not_found' ? t('reach.walk.refused_not_found') : undefined,
  );
}

async function sendRetract(tick: Tick, account: string): Promise<Verdict> {
  try {
    await api.post('/api/reach/told/retract', plain(tick), { account });
    return undefined;
  } catch (error) {
    // What the server never recorded needs no taking back.
    if (error instanceof ApiError && error.status === 404) return undefined;
    throw error;
  }
}

/** Runs of ticks go out in one request each; what is taken back goes alone, in its place. */
export async function sendTicks(ticks: Tick[], account: string): Promise<Verdict[]> {
  const verdicts: Verdict[] = [];
  for (let from = 0; from < ticks.length;) {
    let to = from;
    while (ticks[to]?.kind === 'told') to += 1;
    if (to > from) verdicts.push(...(await sendTold(ticks.slice(from, to), account)));
    const retract = ticks[to];
    if (retract) verdicts.push(await sendRetract(retract, account));
    from = to + 1;
  }
  return verdicts;
}

/** Ticks made on this device that the server may not know yet. */
export const toldOutbox = new Outbox<Tick>({ box: 'reach.told', batch: 200, send: sendTicks });

export function putTick(account: string, tick: Tick): Promise<boolean> {
  const { kind, announcement_id, household_id, at } = tick;
  return toldOutbox.put(account, `${kind}/${announcement_id}/${household_id}/${at}`, tick);
}
