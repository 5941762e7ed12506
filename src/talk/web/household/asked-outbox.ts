import { api, path } from '$web/api.ts';
import { Outbox } from '$web/outbox.ts';
import type { QuestionAbout } from '../types.ts';

/** A question, or more about one (`question_id`), as it was written on this phone. */
export interface Asked {
  id: string;
  body: string;
  at: number;
  question_id?: string;
  area_id?: string;
  about?: QuestionAbout;
}

async function send([asked]: Asked[], account: string): Promise<void> {
  if (!asked) return;
  const { id, body, question_id, area_id, about } = asked;
  if (question_id)
    await api.post(path`/api/talk/own/${question_id}/messages`, { id, body }, { account, keepalive: true });
  else await api.post('/api/talk/own', { id, body, area_id, about }, { account, keepalive: true });
}

/** What this phone has asked and the server may not know yet; sent in the order it was written. */
export const askedOutbox = new Outbox<Asked>({ box: 'talk.asked', batch: 1, send });

/** Resolves when it is kept on this phone (it is sent by itself then), or sent. */
export async function handIn(account: string, asked: Asked): Promise<void> {
  try {
    await askedOutbox.put(account, asked.id, asked);
  } catch {
    // A phone that has no room to keep it can still say it.
    return send([asked], account);
  }
  void askedOutbox.push(account);
}
