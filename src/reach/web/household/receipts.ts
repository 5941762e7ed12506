import { api } from '$web/api.ts';
import type { Evidence, Grade, Receipt } from '$web/api-types.ts';
import { Outbox } from '$web/outbox.ts';
import { stronger } from './order.ts';

/** What this phone knows about its announcements and the server may not: received, opened, confirmed. */
export const receipts = new Outbox<Receipt>({
  box: 'reach.receipts',
  batch: 200,
  // keepalive: the last tap before the app is closed still goes out.
  send: (bodies, account) =>
    api.post('/api/reach/receipts', { receipts: bodies }, { keepalive: true, account }),
});

export function putReceipt(account: string, id: string, grade: Grade, at = Date.now()): Promise<boolean> {
  return receipts.put(account, `${id}/${grade}`, { announcement_id: id, grade, at });
}

/** The best evidence still waiting on this phone, per announcement. */
export async function waitingEvidence(account: string): Promise<Map<string, Evidence>> {
  const best = new Map<string, Evidence>();
  for (const { body } of await receipts.waiting(account)) {
    best.set(body.announcement_id, stronger(body.grade, best.get(body.announcement_id) ?? 'none'));
  }
  return best;
}
