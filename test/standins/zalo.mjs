// Zalo: the token endpoint, messages of an Official Account, group messages and template messages (ZNS). Answers are
// HTTP 200 with `error`, as Zalo's are.
import { createHash, randomBytes } from 'node:crypto';
import { listening, main, serve, StandIn, wait } from './support.mjs';

const token = () => randomBytes(12).toString('base64url');

class Tokens {
  constructor(options) {
    this.options = options;
    this.access = new Set();
    this.refresh = new Set();
    this.spent = new Set();
    this.codes = new Map();
    this.refreshes = 0;
    this.reused = 0;
  }

  pair() {
    const pair = {
      access_token: token(),
      refresh_token: token(),
      expires_in: String(this.options.expires_in),
    };
    this.access.add(pair.access_token);
    this.refresh.add(pair.refresh_token);
    return pair;
  }

  grant(form, secret) {
    if (secret !== this.options.secret_key || form.get('app_id') !== this.options.app_id)
      return { error: -14002, error_name: 'Invalid secret key' };
    if (form.get('grant_type') === 'authorization_code') return this.byCode(form);
    const given = form.get('refresh_token');
    if (this.spent.has(given)) {
      this.reused += 1;
      return { error: -14020, error_name: 'Refresh token is expired or used' };
    }
    if (!this.refresh.delete(given)) return { error: -14014, error_name: 'Invalid refresh token' };
    this.spent.add(given);
    this.refreshes += 1;
    return this.pair();
  }

  byCode(form) {
    const challenge = this.codes.get(form.get('code'));
    this.codes.delete(form.get('code'));
    const verifier = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    return challenge && challenge === verifier ? this.pair() : { error: -14005, error_name: 'Invalid code' };
  }
}

const DEFAULTS = {
  app_id: 'app-1',
  secret_key: 'app-secret',
  oa_secret: 'oa-secret',
  expires_in: 90_000,
  templates: ['12345'],
  groups: null,
  refresh_ms: 0,
};

export async function start(options = {}) {
  const standIn = new StandIn({ ...DEFAULTS, ...options });
  const tokens = new Tokens(standIn.options);
  let sent = 0;

  const sign = (body, good) => {
    const { timestamp } = JSON.parse(body);
    const secret = good ? standIn.options.oa_secret : 'wrong';
    const mac = createHash('sha256')
      .update(`${standIn.options.app_id}${body}${timestamp}${secret}`)
      .digest('hex');
    return { 'x-zevent-signature': `mac=${mac}` };
  };
  const event = (name, more) => ({
    app_id: standIn.options.app_id,
    event_name: name,
    timestamp: String(Date.now()),
    ...more,
  });
  const report = (name, more) =>
    standIn.report(event(name, more), sign, () =>
      event(name, { ...more, message: { msg_id: 'nobody-sent-this' } }),
    );

  /** The error for an address that was told one, or the delivery. */
  function send(address, message, fault, after) {
    const told = standIn.options.answers[address];
    if (typeof told === 'number') {
      standIn.counts.refused += 1;
      return { error: told, message: 'refused' };
    }
    sent += 1;
    const id = `zalo-${sent}`;
    standIn.deliver({ address, id, ...message }, fault);
    if (told !== 'undelivered' && fault?.fault !== 'lie') after(id);
    return { error: 0, message: 'Success', data: { message_id: id, msg_id: id } };
  }

  const text = (message) =>
    message.text ?? message.attachment?.payload?.elements?.map((each) => each.content).join('\n');
  const routes = {
    '/v3.0/oa/message/cs': (input, fault) =>
      send(input.recipient.user_id, { kind: 'cs', text: text(input.message) }, fault, (id) =>
        report('user_received_message', { sender: { id: input.recipient.user_id }, message: { msg_id: id } }),
      ),
    '/v3.0/oa/group/message': (input, fault) =>
      standIn.options.groups && !standIn.options.groups.includes(input.recipient.group_id)
        ? { error: -235, message: 'group not found' }
        : send(input.recipient.group_id, { kind: 'group', text: text(input.message) }, fault, () => {}),
    '/message/template': (input, fault) =>
      standIn.options.templates.includes(input.template_id)
        ? send(input.phone, { kind: 'zns', key: input.tracking_id, data: input.template_data }, fault, (id) =>
            report('user_received_message', {
              recipient: { id: input.phone },
              message: { msg_id: id, tracking_id: input.tracking_id, delivery_time: String(Date.now()) },
            }),
          )
        : { error: -109, message: 'template id invalid' },
  };
  routes['/v3.0/oa/message/transaction'] = routes['/v3.0/oa/message/cs'];

  async function answer({ path, url, headers, body }, fault) {
    if (path === '/v4/oa/access_token') {
      const given = tokens.grant(new URLSearchParams(body.toString()), headers.secret_key);
      await wait(standIn.options.refresh_ms);
      return { body: given };
    }
    if (path === '/v4/oa/permission') {
      const code = token();
      tokens.codes.set(code, url.searchParams.get('code_challenge'));
      const back = new URL(url.searchParams.get('redirect_uri'));
      back.searchParams.set('code', code);
      back.searchParams.set('state', url.searchParams.get('state'));
      back.searchParams.set('oa_id', 'oa-1');
      return { status: 302, headers: { location: back.href } };
    }
    const route = routes[path];
    if (!route) return { body: { error: -404, message: 'no such api' } };
    if (!tokens.access.has(headers.access_token))
      return {
        body: { error: path.startsWith('/message') ? -124 : -216, message: 'Access token is invalid' },
      };
    return { body: route(JSON.parse(body), fault) };
  }

  const throttled = () => ({ status: 200, body: { error: -32, message: 'Rate limit' } });
  const control = {
    '/__pair': () => tokens.pair(),
    '/__expire': () => void tokens.access.clear(),
    '/__tokens': () => ({ refreshes: tokens.refreshes, reused: tokens.reused }),
    '/__event': ({ name, ...more }) => report(name, more),
  };
  const server = serve(standIn, answer, { throttled, control });
  return { standIn, server, tokens, port: await listening(server, options.port) };
}

await main(import.meta, start);
