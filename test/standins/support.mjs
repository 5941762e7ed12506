// What the stand-ins share. A stand-in plays a provider over real HTTP by its contract, and misbehaves when told to:
//
//   node test/standins/sms.mjs [--port 0] [--options '{"seed":7,"rates":{"drop_after":0.05}}']
//
// It prints one line of JSON with its port, and is told more while it runs:
//
//   POST /__control {…options, "faults": [{"fault": "drop_after", "times": 1, "path": "/messages"}]}
//   GET  /__log     what it really delivered, and what was asked of it
//   POST /__reset   forgets all that, keeps the options
//
// Faults, each for the next call (`times`: for so many) or by chance (`rates`, drawn from `seed`):
//   drop_before   the connection breaks, nothing was done
//   drop_after    the thing is done, then the connection breaks before the answer
//   delay         answers after `ms`
//   throttle      refuses for now, in the provider's way (`seconds`)
//   down          503, nothing done · broken 500, nothing done · garbage 200 with an HTML page, nothing done
//   lie           says that it is accepted, and never delivers
//   twice         delivers twice
//   hook_never · hook_twice · hook_unknown · hook_bad_signature    how its report misbehaves
import { createServer } from 'node:http';
import { parseArgs } from 'node:util';
import { Random } from '../support/random.mjs';

const HOOK_FAULTS = new Set(['hook_never', 'hook_twice', 'hook_unknown', 'hook_bad_signature']);
export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class StandIn {
  delivered = [];
  counts = {};

  constructor(options) {
    this.options = { seed: 1, rates: {}, answers: {}, hook: null, ...options };
    this.random = new Random(this.options.seed);
    this.faults = [];
    this.hooks = new Set();
    this.reset();
  }

  reset() {
    this.delivered = [];
    this.acknowledged = [];
    this.counts = { requests: 0, accepted: 0, refused: 0, repeats: 0, hooks: 0 };
  }

  control({ faults = [], ...options }) {
    Object.assign(this.options, options);
    if (options.seed !== undefined) this.random = new Random(options.seed);
    this.faults.push(...faults.map((fault) => ({ times: 1, ...fault })));
  }

  /** The fault of this call, one that was asked for before one of chance. */
  draw(path, fits) {
    const asked = this.faults.find(
      (each) => each.times > 0 && fits(each.fault) && (!each.path || path.includes(each.path)),
    );
    if (asked) {
      asked.times -= 1;
      return asked;
    }
    for (const [fault, rate] of Object.entries(this.options.rates))
      if (fits(fault) && this.random.next() < rate) return { fault, ...this.options.fault };
    return null;
  }

  deliver(message, fault) {
    this.counts.accepted += 1;
    if (fault?.fault === 'lie') return;
    for (let copy = fault?.fault === 'twice' ? 0 : 1; copy < 2; copy += 1)
      this.delivered.push({ ...message, at: Date.now() });
  }

  /**
   * Calls the webhook, if one is set. `sign(body, good)` gives the headers; `strange()` a report of something that
   * nobody sent.
   */
  report(event, sign, strange) {
    if (!this.options.hook) return;
    const fault = this.draw('hook', (name) => HOOK_FAULTS.has(name))?.fault;
    if (fault === 'hook_never') return;
    const events = [
      event,
      ...(fault === 'hook_twice' ? [event] : []),
      ...(fault === 'hook_unknown' ? [strange()] : []),
    ];
    for (const each of events) {
      const body = JSON.stringify(each);
      const call = this.post(each, body, sign(body, fault !== 'hook_bad_signature')).finally(() =>
        this.hooks.delete(call),
      );
      this.hooks.add(call);
    }
  }

  /** As a provider does: again, some times, when it is not answered. What was taken is kept in `acknowledged`. */
  async post(event, body, headers) {
    for (let tries = 0; tries < (this.options.hook_tries ?? 5); tries += 1) {
      const answer = await fetch(this.options.hook, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      }).catch(() => null);
      this.counts.hooks += 1;
      if (answer?.ok) this.acknowledged.push({ event, at: Date.now() });
      if (answer && answer.status < 500) return;
      await wait(100 * 2 ** Math.min(tries, 4));
    }
  }

  log() {
    return { delivered: this.delivered, counts: this.counts };
  }
}

const read = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
};

const send = (response, status, value, headers = {}) => {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  response.writeHead(status, {
    'content-type': typeof value === 'string' ? 'text/html' : 'application/json',
    ...headers,
  });
  response.end(text);
};

async function controlled(standIn, more, request, response, url) {
  const body = await read(request);
  const input = body.length ? JSON.parse(body) : {};
  const own = more[url.pathname];
  if (own) return send(response, 200, (await own(input, url)) ?? {});
  if (url.pathname === '/__log') {
    await Promise.all(standIn.hooks);
    return send(response, 200, standIn.log());
  }
  if (url.pathname === '/__control') standIn.control(input);
  else if (url.pathname === '/__reset') standIn.reset();
  else return send(response, 404, {});
  return send(response, 200, {});
}

/**
 * Serves a stand-in. `answer({method, path, url, headers, body}, fault)` does the thing and gives
 * {status, body, headers}; it is not asked when the fault says that nothing is done.
 */
export function serve(standIn, answer, { throttled, control = {} } = {}) {
  const server = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
    const url = new URL(request.url, 'http://stand.in');
    if (url.pathname.startsWith('/__')) return controlled(standIn, control, request, response, url);
    const body = await read(request);
    const call = { method: request.method, path: url.pathname, url, headers: request.headers, body };
    standIn.counts.requests += 1;
    const fault = standIn.draw(url.pathname, (name) => !HOOK_FAULTS.has(name));
    const name = fault?.fault;
    if (name === 'delay') await wait(fault.ms ?? 200);
    if (name === 'drop_before') return request.socket.destroy();
    if (name === 'down')
      return send(response, 503, { error: 'down' }, { 'retry-after': String(fault.seconds ?? 1) });
    if (name === 'broken') return send(response, 500, { error: 'broken' });
    if (name === 'garbage') return send(response, 200, '<html>maintenance</html>');
    if (name === 'throttle') {
      const {
        status,
        headers,
        body: words,
      } = throttled?.(fault) ?? {
        status: 429,
        headers: { 'retry-after': String(fault.seconds ?? 1) },
        body: {},
      };
      return send(response, status, words, headers);
    }
    const given = await answer(call, fault);
    if (name === 'drop_after') return request.socket.destroy();
    return send(response, given.status ?? 200, given.body ?? {}, given.headers);
  });
  return server;
}

export const listening = (server, port = 0) =>
  new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve(server.address().port)));

/** Runs as a program when it is one: node test/standins/<name>.mjs. */
export async function main(meta, start) {
  if (meta.filename !== process.argv[1]) return;
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      options: { type: 'string', default: '{}' },
      child: { type: 'boolean' },
    },
  });
  const started = await start({ ...JSON.parse(values.options), port: Number(values.port) });
  process.stdout.write(`${JSON.stringify({ port: started.port, ...started.ports })}\n`);
  // A test holds the input of its stand-ins open: they do not outlive it.
  if (values.child) process.stdin.resume().on('end', () => process.exit(0));
}
