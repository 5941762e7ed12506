import type { MyRollCall, RollReport } from '../types.ts';
import type { Tap } from './answers.ts';

/** How the household stands by what the server said and what this phone has said since. */
export interface Standing {
  state: MyRollCall['state'];
  at: number | null;
  /** The server has not heard it yet. */
  isWaiting: boolean;
}

export function standing(call: MyRollCall, taps: readonly Tap[]): Standing {
  const last = taps
    .filter((tap) => tap.call_id === call.id)
    .reduce<Tap | undefined>((found, tap) => (found && found.at > tap.at ? found : tap), undefined);
  if (!last || last.at < (call.at ?? 0)) return { state: call.state, at: call.at, isWaiting: false };
  // A need told again leaves who is on the way.
  const isHelped = last.state === 'needs_help' && call.state === 'helping';
  return { state: isHelped ? 'helping' : last.state, at: last.at, isWaiting: true };
}

/** The tap as the server will tell it back. */
const reported = (tap: Tap, by: string): RollReport => ({
  deed: tap.state,
  source: 'household',
  at: tap.at,
  recorded_at: tap.at,
  by_name: by,
  need: tap.need ?? null,
  people: tap.people ?? null,
  place: tap.place ?? '',
  note: tap.note ?? '',
});

/** The roll-call with a tap in it that has just gone out, until the server says the same. */
export function withSent(call: MyRollCall, tap: Tap, by: string): MyRollCall {
  const reports = [...call.reports, reported(tap, by)].toSorted((one, other) => one.at - other.at);
  const { state, at } = standing(call, [tap]);
  return { ...call, reports, state, at };
}

/** Everything that was said of the household, the newest first; what still waits here among it. */
export function history(call: MyRollCall, taps: readonly Tap[], by: string) {
  const waiting = taps.filter((tap) => tap.call_id === call.id).map((tap) => reported(tap, by));
  return [
    ...call.reports.map((report) => ({ ...report, isWaiting: false })),
    ...waiting.map((report) => ({ ...report, isWaiting: true })),
  ].toSorted((one, other) => other.at - one.at);
}
