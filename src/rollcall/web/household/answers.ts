import { api } from '$web/api.ts';
import { Outbox } from '$web/outbox.ts';
import type { Detail, RollAnswer, RollResults } from '../types.ts';
import { verdictsOf } from '../verdicts.ts';

/** One tap of this household. */
export interface Tap extends Detail {
  id: string;
  call_id: string;
  state: RollAnswer;
  latitude?: number;
  longitude?: number;
  at: number;
}

/** What this phone has said and the server may not have heard. */
export const answers = new Outbox<Tap>({
  box: 'rollcall.answers',
  batch: 50,
  // keepalive: the last tap before the app is closed still goes out.
  send: async (items, account) =>
    verdictsOf(await api.post<RollResults>('/api/rollcall/answers', { items }, { account, keepalive: true })),
});
