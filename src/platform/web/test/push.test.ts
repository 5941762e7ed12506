import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Me } from '../api-types.ts';
import { me } from '../me.svelte.ts';
import { push } from '../push.svelte.ts';

const account = (id: string) => ({ account: { id, kind: 'household', language: 'vi' } }) as Me;

let subscribed: string | null;
let refusal: Error | undefined;
let asked: [string, string, unknown][];
let notes: unknown[];

const subscription = (endpoint: string) => ({
  endpoint,
  toJSON: () => ({ endpoint, keys: { p256dh: 'p', auth: 'a' } }),
  unsubscribe: async () => {
    subscribed = null;
    return true;
  },
});

beforeEach(async () => {
  subscribed = null;
  refusal = undefined;
  asked = [];
  notes = [];
  const registration = {
    active: { postMessage: (data: { notes: unknown }) => void notes.push(data.notes) },
    pushManager: {
      getSubscription: async () => (subscribed ? subscription(subscribed) : null),
      subscribe: async ({ applicationServerKey }: { applicationServerKey: string }) => {
        if (refusal) throw refusal;
        subscribed = `https://push.example/${applicationServerKey}`;
        return subscription(subscribed);
      },
    },
  };
  Object.defineProperty(navigator, 'serviceWorker', {
    configurable: true,
    value: { ready: Promise.resolve(registration), getRegistration: async () => registration },
  });
  vi.stubGlobal('Notification', { permission: 'default', requestPermission: async () => 'granted' });
  vi.stubGlobal('fetch', async (address: string, init?: RequestInit) => {
    asked.push([init?.method ?? 'GET', address, init?.body ? JSON.parse(String(init.body)) : undefined]);
    return Response.json({ public_key: 'BKey', devices: 1 });
  });
  await me.leave();
  localStorage.clear();
  push.mode = 'unknown';
  me.enter(account('nam'));
});
afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'serviceWorker');
});

const told = () => asked.filter(([method]) => method === 'POST').map(([, address]) => address);

describe('notifications on this device', () => {
  test('are asked for by a tap, made for the key of the server, and told to it', async () => {
    await push.look();
    expect([push.mode, asked]).toEqual(['off', []]);
    await push.turnOn();
    expect(push.mode).toBe('on');
    expect(asked.at(-1)).toEqual([
      'POST',
      '/api/channels/push',
      { endpoint: 'https://push.example/BKey', keys: { p256dh: 'p', auth: 'a' } },
    ]);
    expect(notes).toEqual([{ owner: 'nam' }]);
  });

  test('stay off when the person or the browser refuses', async () => {
    vi.stubGlobal('Notification', { permission: 'denied', requestPermission: async () => 'denied' });
    await push.turnOn();
    expect([push.mode, asked]).toEqual(['forbidden', []]);
    vi.stubGlobal('Notification', { permission: 'granted', requestPermission: async () => 'granted' });
    refusal = new DOMException('no push service', 'AbortError');
    await expect(push.turnOn()).rejects.toMatchObject({ key: 'web.push_unreachable' });
    expect(told()).toEqual([]);
  });

  test('are told to the server anew with every session of their account', async () => {
    await push.turnOn();
    asked = [];
    await push.restore();
    expect(told()).toEqual(['/api/channels/push']);
  });

  test('of the account before are let go when another one signs in', async () => {
    await push.turnOn();
    me.enter(account('mai'));
    asked = [];
    await push.look();
    expect(push.mode).toBe('off');
    await push.restore();
    expect([subscribed, told(), notes.at(-1)]).toEqual([null, [], { owner: null }]);
  });

  test('end here and at the server when they are switched off', async () => {
    await push.turnOn();
    await push.turnOff();
    expect([push.mode, subscribed]).toEqual(['off', null]);
    expect(asked.at(-1)).toEqual([
      'POST',
      '/api/channels/push/stop',
      { endpoint: 'https://push.example/BKey' },
    ]);
    await push.look();
    expect(push.mode).toBe('off');
  });
});
