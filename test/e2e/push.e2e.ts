// A notification on its whole way: switched on in the settings, encrypted and signed by our server, taken by a push
// service (a stand-in, which checks the signature and cannot read a word), opened in the browser with keys that never
// left it, and shown by the app's own service worker.
import type { Page } from '@playwright/test';
import { start as startService } from '../standins/push.mjs';
import { device, enterAsHousehold, expect, signIn, test } from './support/commune.ts';
import { ADMINISTRATOR } from './support/demo.ts';
import { look } from './support/look.ts';
import { deliver, notifications, openInWorker, serviceWorker, tap, usePushService } from './support/push.ts';
import { say } from './support/say.ts';

interface Vapid {
  aud: string;
  exp: number;
  sub: string;
}

let service: Awaited<ReturnType<typeof startService>>;
test.beforeAll(async () => {
  service = await startService({});
});
test.afterAll(() => service.server.close());

const state = async (page: Page) => (await page.request.get('/api/channels/push')).json();
const toggle = (page: Page) => page.getByRole('switch', { name: say('web.push_switch') });
const claimsOf = (authorization: string): Vapid =>
  JSON.parse(Buffer.from(authorization.split('.')[1] ?? '', 'base64url').toString());

async function phone(browser: Parameters<typeof device>[0], origin: string): Promise<Page> {
  const page = await device(browser, undefined, { baseURL: origin });
  await usePushService(page.context(), service);
  return page;
}

test('our server reaches a device that asked for it, and nobody else can read what it sends', async ({
  browser,
  commune,
}) => {
  const page = await phone(browser, commune.origin);
  await signIn(page, commune, ADMINISTRATOR.login);
  await page.goto('/settings');
  await toggle(page).check();
  await expect.poll(async () => (await state(page)).devices).toBe(1);
  await expect(toggle(page)).toBeChecked();
  await look(page, 'settings-push');
  // From here on the service believes only the key that the browser subscribed with.
  service.standIn.control({ key: (await state(page)).public_key });

  await page.goto('/channels');
  const card = page.getByRole('article').filter({ hasText: say('channels.provider.push') });
  await card.getByRole('button', { name: say('channels.page.edit') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say('channels.field.push.contact')).fill('vanphong@songphuong.gov.vn');
  await dialog.getByRole('button', { name: say('common.save') }).click();
  await card.getByRole('button', { name: say('channels.page.try') }).click();
  await dialog.getByRole('button', { name: say('channels.try.send'), exact: true }).click();
  await expect(dialog.getByText(say('channels.state.accepted'))).toBeVisible();

  const { delivered, counts } = service.standIn;
  expect(delivered).toHaveLength(1);
  expect(counts).toMatchObject({ accepted: 1, refused: 0 });
  const { headers, body, plain } = delivered[0];
  const claims = claimsOf(headers.authorization);
  expect(claims.aud).toBe(`http://127.0.0.1:${service.port}`);
  expect(claims.sub).toBe('mailto:vanphong@songphuong.gov.vn');
  expect(claims.exp * 1000).toBeGreaterThan(Date.now());
  expect(claims.exp * 1000).toBeLessThanOrEqual(Date.now() + 24 * 3600_000);
  expect(headers['content-encoding']).toBe('aes128gcm');
  expect(plain, 'the service has no key to it').toBeUndefined();
  expect(Buffer.from(body, 'base64').toString()).not.toContain(say('channels.test_title'));

  const worker = await serviceWorker(page);
  const opened = await openInWorker(worker, body);
  const message = JSON.parse(opened);
  expect(message.title).toBe(say('channels.test_title'));
  const forged = Buffer.from(body, 'base64');
  forged[forged.length - 1]! ^= 1;
  await expect(openInWorker(worker, forged.toString('base64'))).rejects.toThrow();

  await deliver(page, opened);
  await expect
    .poll(() => notifications(worker))
    .toEqual([{ title: message.title, body: message.text, tag: message.id, url: '/' }]);
  await deliver(page, JSON.stringify({ ...message, text: 'Một lần nữa.' }));
  await expect
    .poll(() => notifications(worker), 'a second one of the same message takes the place of the first')
    .toEqual([{ title: message.title, body: 'Một lần nữa.', tag: message.id, url: '/' }]);
  await tap(worker);
  await expect(page).toHaveURL(`${commune.origin}/`);
  await expect.poll(() => notifications(worker)).toEqual([]);
  await page.context().close();
});

test('a household switches it on, is led to the announcement, and takes it along when it leaves', async ({
  browser,
  commune,
}) => {
  const [house] = await commune.houses(commune.area('group'));
  const page = await phone(browser, commune.origin);
  await enterAsHousehold(page, commune, house!);
  await page.getByRole('link', { name: say('web.settings') }).click();
  await expect(toggle(page)).not.toBeChecked();
  await toggle(page).check();
  await expect.poll(async () => (await state(page)).devices).toBe(1);
  await look(page, 'household-settings-push');
  await page.reload();
  await expect(toggle(page)).toBeChecked();

  const worker = await serviceWorker(page);
  const feed = await (await page.request.get('/api/reach/feed')).json();
  const { id, title } = feed.items[0];
  const pushed = JSON.stringify({ id: 'm-1', title, text: 'Mời xem.', url: `/announcements/${id}` });
  // A worker that is just being woken may miss what a debugger hands it; a second copy takes the place of the first.
  await expect(async () => {
    await deliver(page, pushed);
    await expect
      .poll(() => notifications(worker), { timeout: 4_000 })
      .toEqual([{ title, body: 'Mời xem.', tag: 'm-1', url: `/announcements/${id}` }]);
  }).toPass({ timeout: 20_000 });
  await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
  await tap(worker);
  await expect(page).toHaveURL(`${commune.origin}/announcements/${id}`);
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  expect(await page.evaluate(() => 'stayed' in globalThis), 'the open app is led there').toBe(true);

  await page.goto('/settings');
  await page.getByRole('button', { name: say('web.sign_out'), exact: true }).click();
  await expect(page).toHaveURL(/sign-in/);
  const left = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      return registration?.pushManager.getSubscription();
    });
  await expect.poll(left).toBeNull();
  await deliver(page, pushed);
  await expect
    .poll(() => notifications(worker), 'nothing private for whoever holds the phone now')
    .toEqual([{ title: 'Thôn', body: say('web.push_hidden'), tag: 'm-1', url: '/' }]);
  await page.context().close();
});
