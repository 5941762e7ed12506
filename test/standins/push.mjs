// A push service (RFC 8030): checks the server's identification (RFC 8292) and keeps the encrypted bodies. For its own
// subscriptions (POST /__subscribe) it can open them too, as a browser does (RFC 8291).
//
//   POST /__subscribe            → {id, endpoint, keys: {p256dh, auth}}, as a browser's subscription.toJSON()
//   GET  /__next?id=…&ms=5000    waits for the next message of a subscription: {headers, body: base64, plain?}
//   POST /__adopt {id}           an endpoint for keys that are somewhere else (a real browser's)
import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import { listening, main, serve, StandIn, wait } from './support.mjs';

const hmac = (key, data) => createHmac('sha256', key).update(data).digest();
const hkdf = (salt, secret, info, size) =>
  hmac(hmac(salt, secret), Buffer.concat([Buffer.from(info), Buffer.from([1])])).subarray(0, size);

/** Opens an aes128gcm body with the browser's side of the keys. */
export function decrypt(body, { ecdh, auth }) {
  const salt = body.subarray(0, 16);
  const size = body[20];
  const theirs = body.subarray(21, 21 + size);
  const sealed = body.subarray(21 + size);
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), theirs]);
  const input = hkdf(auth, ecdh.computeSecret(theirs), info, 32);
  const key = hkdf(salt, input, 'Content-Encoding: aes128gcm\0', 16);
  const nonce = hkdf(salt, input, 'Content-Encoding: nonce\0', 12);
  const opener = createDecipheriv('aes-128-gcm', key, nonce);
  opener.setAuthTag(sealed.subarray(-16));
  const plain = Buffer.concat([opener.update(sealed.subarray(0, -16)), opener.final()]);
  const end = plain.lastIndexOf(2);
  if (end < 0) throw new Error('no padding mark');
  return plain.subarray(0, end);
}

/** What is wrong with a VAPID header, or null. */
export function vapidFault(header, origin, now = Date.now()) {
  const found = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header ?? '');
  if (!found) return 'not a vapid header';
  const [, head, claims, signature, key] = found;
  const point = Buffer.from(key, 'base64url');
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  };
  const by = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' };
  if (!verify('sha256', Buffer.from(`${head}.${claims}`), by, Buffer.from(signature, 'base64url')))
    return 'bad signature';
  if (JSON.parse(Buffer.from(head, 'base64url')).alg !== 'ES256') return 'not ES256';
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url'));
  if (aud !== origin) return `aud ${aud} is not ${origin}`;
  if (!(exp * 1000 > now && exp * 1000 <= now + 24 * 3600_000)) return 'exp out of range';
  if (sub !== undefined && !/^(mailto:|https:)/.test(sub)) return 'sub is no address';
  return null;
}

export async function start(options = {}) {
  const standIn = new StandIn({ most: 4096, key: null, ...options });
  const subscriptions = new Map();
  let port = 0;
  const origin = () => `http://127.0.0.1:${port}`;

  function refusal(subscription, headers, body) {
    const told = standIn.options.answers[subscription?.id];
    if (told) return { status: told, headers: told === 429 ? { 'retry-after': '17' } : {} };
    if (!subscription) return { status: 404 };
    if (subscription.gone) return { status: 410 };
    const fault = vapidFault(headers.authorization, origin());
    if (fault) return { status: 401, body: { fault } };
    if (standIn.options.key && !headers.authorization.endsWith(`k=${standIn.options.key}`))
      return { status: 403 };
    if (body.length > standIn.options.most) return { status: 413 };
    if (headers['content-encoding'] !== 'aes128gcm' || !/^\d+$/.test(headers.ttl ?? ''))
      return { status: 400 };
    if (headers.topic && !/^[\w-]{1,32}$/.test(headers.topic)) return { status: 400 };
    return null;
  }

  function answer({ method, path, headers, body }, fault) {
    const id = path.replace('/push/', '');
    const subscription = subscriptions.get(id);
    if (method !== 'POST') return { status: 405 };
    const refused = refusal(subscription, headers, body);
    if (refused) {
      standIn.counts.refused += 1;
      return refused;
    }
    const kept = Object.fromEntries(
      ['ttl', 'urgency', 'topic', 'content-encoding', 'authorization'].map((name) => [name, headers[name]]),
    );
    const message = { address: id, headers: kept, body: body.toString('base64') };
    if (subscription.ecdh) message.plain = JSON.parse(decrypt(body, subscription));
    if (message.plain) message.key = message.plain.id;
    standIn.deliver(message, fault);
    subscription.waiting.push(message);
    return { status: 201, headers: { location: `${origin()}/message/${standIn.delivered.length}` } };
  }

  const adopt = (id, more = {}) => {
    subscriptions.set(id, { id, waiting: [], ...more });
    return { id, endpoint: `${origin()}/push/${id}` };
  };
  const control = {
    '/__subscribe': () => {
      const ecdh = createECDH('prime256v1');
      ecdh.generateKeys();
      const auth = randomBytes(16);
      const keys = { p256dh: ecdh.getPublicKey('base64url'), auth: auth.toString('base64url') };
      return { ...adopt(randomBytes(9).toString('base64url'), { ecdh, auth }), keys };
    },
    '/__adopt': ({ id }) => adopt(id),
    '/__gone': ({ id }) => void (subscriptions.get(id).gone = true),
    '/__next': async (_, url) => {
      const subscription = subscriptions.get(url.searchParams.get('id'));
      const until = Date.now() + Number(url.searchParams.get('ms') ?? 5000);
      while (subscription.waiting.length === 0 && Date.now() < until) await wait(20);
      return subscription.waiting.shift() ?? {};
    },
  };
  const server = serve(standIn, answer, { control });
  port = await listening(server, options.port);
  return { standIn, server, port };
}

await main(import.meta, start);
