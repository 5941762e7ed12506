import { api } from '$web/api.ts';
import { newId } from '$web/ids.ts';
import { Outbox, type Entry } from '$web/outbox.ts';
import type { Detail, RollHouse, RollMark, RollResults, RollState } from '../types.ts';
import { verdictsOf } from '../verdicts.ts';

/** What was found at one door. */
export interface Mark extends Detail {
  id: string;
  call_id: string;
  household_id: string;
  state: RollMark;
  at: number;
}

/** Marks made on this device that the server may not know yet; several go out in one request. */
export const marks = new Outbox<Mark>({
  box: 'rollcall.marks',
  batch: 200,
  send: async (items, account) =>
    verdictsOf(await api.post<RollResults>('/api/rollcall/marks', { items }, { account })),
});

export async function putMark(
  account: string,
  call_id: string,
  household_id: string,
  said: Omit<Mark, 'id' | 'call_id' | 'household_id' | 'at'>,
): Promise<void> {
  const mark: Mark = { id: newId(), call_id, household_id, at: Date.now(), ...said };
  await marks.put(account, mark.id, mark);
}

/** The last mark of each household that waits on this device. */
export function lastMarks(entries: readonly Entry<Mark>[], call: string): Map<string, Mark> {
  const last = new Map<string, Mark>();
  for (const { body, refused } of entries) {
    if (refused !== undefined || body.call_id !== call) continue;
    const known = last.get(body.household_id);
    if (!known || known.at <= body.at) last.set(body.household_id, body);
  }
  return last;
}

/** How a household stands with what was marked here. */
export function stateOf(house: RollHouse, mark: Mark | undefined): RollState {
  if (!mark || mark.at < (house.at ?? 0)) return house.state;
  return mark.state === 'needs_help' && house.state === 'helping' ? 'helping' : mark.state;
}

/** The household as the server will tell it once it has the mark. */
export function withMark(house: RollHouse, mark: Mark): RollHouse {
  if (mark.at < (house.at ?? 0)) return house;
  const state = stateOf(house, mark);
  return {
    ...house,
    state,
    at: mark.at,
    source: 'door',
    need: mark.need ?? house.need,
    people: mark.people ?? house.people,
    place: mark.place ?? house.place,
    note: mark.note ?? house.note,
  };
}
