// The providers of the commune, as stand-ins that drop, delay, duplicate, throttle and lie.
import { start as facebook } from '../standins/facebook.mjs';
import { start as loudspeaker } from '../standins/loudspeaker.mjs';
import { start as push } from '../standins/push.mjs';
import { start as sms } from '../standins/sms.mjs';
import { start as smtp } from '../standins/smtp.mjs';
import { start as zalo } from '../standins/zalo.mjs';

// Of a hundred calls so many go wrong. A provider that is down or throttles asks for a second's patience.
const CALLS = { drop_before: 0.03, drop_after: 0.03, delay: 0.2, down: 0.03, lie: 0.05 };
const HOOKS = { hook_never: 0.03, hook_twice: 0.1, hook_unknown: 0.03, hook_bad_signature: 0.05 };
// Providers call again for as long as it takes until somebody answers.
const PATIENT = { hook_tries: 200, fault: { ms: 150, seconds: 1 } };

export async function startProviders(seed, clusters, pages) {
  const common = (more, rates) => ({ ...PATIENT, ...more, seed, rates: { ...CALLS, ...rates } });
  return {
    sms: await sms(common({}, { ...HOOKS, throttle: 0.03 })),
    // Its report of what nobody sent names a real follower: about a message in doubt it would be a proof like any other.
    zalo: await zalo(common({ templates: ['12345'] }, { ...HOOKS, hook_unknown: 0 })),
    push: await push(common({}, { throttle: 0.03 })),
    email: await smtp({
      ...PATIENT,
      seed,
      rates: { drop_before: 0.03, drop_after: 0.03, delay: 0.2, down: 0.03 },
    }),
    loudspeaker: await loudspeaker(common({ clusters }, HOOKS)),
    facebook: await facebook({ ...PATIENT, seed, page: pages[0], rates: { delay: 0.2, down: 0.1 } }),
  };
}

const at = (provider) => `http://127.0.0.1:${provider.port}`;

/** What an administrator fills in, provider by provider. */
export function settings(providers) {
  return {
    sms: {
      url: at(providers.sms),
      token: 'sms-token',
      brandname: 'SONGPHUONG',
      webhook_secret: 'sms-secret',
    },
    zalo: {
      app_id: 'app-1',
      secret_key: 'app-secret',
      oa_secret_key: 'oa-secret',
      zns_template: '12345',
      consent_url: `${at(providers.zalo)}/v4/oa/permission`,
      oauth_url: at(providers.zalo),
      api_url: at(providers.zalo),
      business_url: at(providers.zalo),
    },
    loudspeaker: { url: at(providers.loudspeaker), token: 'loa-token', webhook_secret: 'loa-secret' },
    email: {
      server: '127.0.0.1',
      port: String(providers.email.port),
      security: 'none',
      from: 'xa@songphuong.example',
    },
    facebook: {
      page_id: providers.facebook.standIn.options.page,
      page_token: 'page-token',
      app_secret: 'fb-secret',
      graph_url: at(providers.facebook),
    },
  };
}
