// Facebook's Graph API for the posts of one page.
import { createHmac } from 'node:crypto';
import { listening, main, serve, StandIn } from './support.mjs';

export async function start(options = {}) {
  const standIn = new StandIn({ page: 'page-1', token: 'page-token', app_secret: 'fb-secret', ...options });
  const error = (code, message, status = 400) => ({
    status,
    body: { error: { code, message, type: 'OAuthException' } },
  });
  let last = null;

  function answer({ method, path, body }, fault) {
    const page = /^\/([\w-]+)\/feed$/.exec(path)?.[1];
    if (method !== 'POST' || !page) return error(2500, 'unknown path', 404);
    const input = JSON.parse(body);
    if (input.access_token !== standIn.options.token) return error(190, 'Invalid OAuth access token', 401);
    const proof = createHmac('sha256', standIn.options.app_secret).update(input.access_token).digest('hex');
    if (input.appsecret_proof && input.appsecret_proof !== proof)
      return error(100, 'Invalid appsecret_proof');
    if (page !== standIn.options.page) return error(200, 'Permissions error', 403);
    const told = standIn.options.answers[page];
    if (told) return error(told, 'told so');
    if (last === input.message) {
      standIn.counts.repeats += 1;
      return error(506, 'Duplicate status message');
    }
    last = input.message;
    const id = `${page}_${standIn.delivered.length + 1}`;
    standIn.deliver({ id, address: page, text: input.message, url: input.link }, fault);
    return { body: { id } };
  }

  const sign = (body, good) => ({
    'x-hub-signature-256': `sha256=${createHmac('sha256', good ? standIn.options.app_secret : 'wrong')
      .update(body)
      .digest('hex')}`,
  });
  const comment = (value) => ({
    object: 'page',
    entry: [
      {
        id: standIn.options.page,
        time: 1,
        changes: [
          { field: 'feed', value: { item: 'comment', verb: 'add', created_time: 1_686_000_000, ...value } },
        ],
      },
    ],
  });
  const throttled = () => error(32, 'Page request limit reached');
  const control = {
    '/__comment': ({ post, id, user, text }) =>
      standIn.report(
        comment({ post_id: post, comment_id: id, message: text, from: { id: user } }),
        sign,
        () => comment({ post_id: 'nobody-sent-this', comment_id: 'none', message: '?', from: { id: '0' } }),
      ),
    // What Facebook does once when the address is entered.
    '/__verify': async ({ url, token }) => {
      const asked = `${url}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`;
      const reply = await fetch(asked);
      return { status: reply.status, body: await reply.text() };
    },
  };
  const server = serve(standIn, answer, { throttled, control });
  return { standIn, server, port: await listening(server, options.port) };
}

await main(import.meta, start);
