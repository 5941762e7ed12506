// The system that runs a commune's loudspeaker clusters, by docs/channels.md's contract.
import { createHmac } from 'node:crypto';
import { listening, main, serve, StandIn } from './support.mjs';

export async function start(options = {}) {
  const standIn = new StandIn({
    token: 'loa-token',
    secret: 'loa-secret',
    clusters: ['cum-1', 'cum-2'],
    ...options,
  });
  const bulletins = new Map();
  const sign = (body, good) => {
    const time = String(Date.now());
    const mac = createHmac('sha256', good ? standIn.options.secret : 'wrong')
      .update(`${time}.${body}`)
      .digest('hex');
    return { 'x-timestamp': time, 'x-signature-256': `sha256=${mac}` };
  };
  const played = (bulletin, result = 'played', reason = '') =>
    standIn.report(
      {
        bulletin_id: bulletin.id,
        key: bulletin.key,
        cluster: bulletin.address,
        played_at: Date.now(),
        result,
        reason,
      },
      sign,
      () => ({
        bulletin_id: 'nobody-sent-this',
        key: 'none',
        cluster: 'cum-9',
        played_at: 1,
        result: 'played',
      }),
    );

  function answer({ method, path, headers, body }, fault) {
    const found = /^\/clusters\/([\w-]+)\/bulletins\/([\w-]+)$/.exec(path);
    if (method !== 'PUT' || !found) return { status: 405 };
    if (headers.authorization !== `Bearer ${standIn.options.token}`) return { status: 401 };
    const [, address, key] = found;
    if (!standIn.options.clusters.includes(address)) return { status: 404 };
    const told = standIn.options.answers[address];
    if (told) return { status: told };
    const known = bulletins.get(`${address}/${key}`);
    if (known) {
      standIn.counts.repeats += 1;
      return { status: 200, body: { bulletin_id: known.id, state: 'scheduled' } };
    }
    const input = JSON.parse(body);
    const urgent = input.priority === 'urgent';
    if (!['normal', 'high', 'urgent'].includes(input.priority) || urgent === Boolean(input.schedule))
      return { status: 422, body: { error: 'schedule' } };
    const audio = input.audio ? Buffer.from(input.audio.base64, 'base64') : Buffer.alloc(0);
    const bulletin = {
      id: `loa-${bulletins.size + 1}`,
      key,
      address,
      priority: input.priority,
      text: input.text,
      schedule: input.schedule,
      audio: {
        mime: input.audio?.mime,
        bytes: audio.length,
        begins: audio.subarray(0, 4).toString('latin1'),
      },
    };
    bulletins.set(`${address}/${key}`, bulletin);
    standIn.deliver(bulletin, fault);
    if (fault?.fault !== 'lie') played(bulletin);
    return { status: 201, body: { bulletin_id: bulletin.id, state: urgent ? 'playing' : 'scheduled' } };
  }

  const control = {
    '/__fail': ({ cluster, key, reason }) => played(bulletins.get(`${cluster}/${key}`), 'failed', reason),
  };
  const server = serve(standIn, answer, { control });
  return { standIn, server, port: await listening(server, options.port) };
}

await main(import.meta, start);
