import { api } from '$web/api.ts';
import type { Evidence, Grade, Receipt } from '$web/api-types.ts';
import { Outbox } from '$web/outbox.ts';
import { stronger } from './order.ts';

// keepalive: the last tap before the app is closed still goes out. By `sent_at` the server sees how far this phone's
// clock is off.
const send = (receipts: Receipt[], account: string) =>
  api.post<void>('/api/reach/receipts', { receipts, sent_at: Date.now() }, { keepalive: true, account });

/** What this phone knows about its announcements and the server may not: received, opened, confirmed. */
export const receipts = new Outbox<Receipt>({
  box: 'reach.receipts',
  batch: 200,
  send,
});

/** Hands over one grade for these announcements. Resolves when that is kept here (it is sent by itself then) or sent. */
export async function handOver(
  account: string,
  ids: readonly string[],
  grade: Grade,
  about?: string,
): Promise<void> {
  const at = Date.now();
  const bodies = ids.map((id): Receipt => ({ announcement_id: id, grade, at }));
  try {
    await receipts.putAll(
      account,
      bodies.map((body) => ({ key: `${body.announcement_id}/${grade}`, body, about })),
    );
  } catch {
    // A phone that has no room to keep it can still say it.
    return send(bodies, account);
  }
  void receipts.push(account);
}

/** The best evidence still waiting on this phone, per announcement; none when the phone keeps nothing. */
export async function waitingEvidence(account: string): Promise<Map<string, Evidence>> {
  const best = new Map<string, Evidence>();
  for (const { body } of await receipts.waiting(account).catch(() => [])) {
    best.set(body.announcement_id, stronger(body.grade, best.get(body.announcement_id) ?? 'none'));
  }
  return best;
}
