// The SMS gateway of docs/channels.md.
import { createHmac } from 'node:crypto';
import { listening, main, serve, StandIn } from './support.mjs';

const EXTENSION = new Set('\f^{}\\[~]|€');

/** Parts of a text, counted by another hand than the program's. */
export function segments(text, unicode) {
  const sizes = unicode ? [...text].map((c) => c.length) : [...text].map((c) => (EXTENSION.has(c) ? 2 : 1));
  const [alone, joined] = unicode ? [70, 67] : [160, 153];
  if (sizes.reduce((a, b) => a + b, 0) <= alone) return 1;
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > joined) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return parts;
}

export async function start(options = {}) {
  const standIn = new StandIn({ token: 'sms-token', secret: 'sms-secret', price: 350, ...options });
  const taken = new Map();
  const sign = (body, good) => {
    const time = String(Date.now());
    const secret = good ? standIn.options.secret : 'wrong';
    const mac = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
    return { 'x-timestamp': time, 'x-signature-256': `sha256=${mac}` };
  };
  const report = (id, message, status, reason = '') =>
    standIn.report(
      {
        message_id: id,
        request_id: message.request_id,
        phone: message.phone,
        status,
        reason,
        at: Date.now(),
      },
      sign,
      () => ({
        message_id: 'nobody-sent-this',
        request_id: 'none',
        phone: '84999999999',
        status: 'delivered',
        at: 1,
      }),
    );

  function answer({ method, path, headers, body }, fault) {
    if (method !== 'POST' || path !== '/messages') return { status: 404 };
    if (headers.authorization !== `Bearer ${standIn.options.token}`)
      return { status: 401, body: { code: 10 } };
    const message = JSON.parse(body);
    const known = taken.get(message.request_id);
    if (known) {
      standIn.counts.repeats += 1;
      return { body: { code: 7, message_id: known.id, segments: known.parts, price: known.price } };
    }
    const told = standIn.options.answers[message.phone];
    if (told && told !== 'undelivered') {
      standIn.counts.refused += 1;
      return { body: { code: told, message: 'refused' } };
    }
    const parts = segments(message.text, message.unicode);
    const id = `sms-${taken.size + 1}`;
    const price = parts * standIn.options.price;
    taken.set(message.request_id, { id, parts, price });
    if (told === 'undelivered') {
      standIn.counts.accepted += 1;
      report(id, message, 'failed', 'absent');
    } else {
      standIn.deliver(
        { key: message.request_id, address: message.phone, text: message.text, segments: parts },
        fault,
      );
      if (fault?.fault !== 'lie') report(id, message, 'delivered');
    }
    return { body: { code: 0, message_id: id, segments: parts, price } };
  }

  const throttled = ({ seconds }) => ({
    status: 200,
    body: { code: 8, message: 'slow down' },
    headers: seconds ? { 'retry-after': String(seconds) } : {},
  });
  const control = {
    // Someone answers by SMS.
    '/__reply': ({ phone, text }) =>
      standIn.report(
        { message_id: `in-${Date.now()}`, phone, text, status: 'received', at: Date.now() },
        sign,
        () => ({ status: 'what' }),
      ),
  };
  const server = serve(standIn, answer, { throttled, control });
  return { standIn, server, port: await listening(server, options.port) };
}

await main(import.meta, start);
