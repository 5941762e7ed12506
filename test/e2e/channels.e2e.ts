// An administrator connects providers, played by stand-ins, tries them, and sees at once when one stops working.
import type { Page } from '@playwright/test';
import { start as startSms } from '../standins/sms.mjs';
import { start as startZalo } from '../standins/zalo.mjs';
import { DESKTOP, device, expect, signIn, test } from './support/commune.ts';
import { ADMINISTRATOR } from './support/demo.ts';
import { look } from './support/look.ts';
import { say } from './support/say.ts';

const card = (page: Page, provider: string) =>
  page.getByRole('article').filter({ hasText: say(`channels.provider.${provider}`) });
const open = (page: Page, provider: string, action: string) =>
  card(page, provider)
    .getByRole('button', { name: `${say(action)}: ${say(`channels.provider.${provider}`)}` })
    .click();
const field = (page: Page, provider: string, name: string) =>
  page.getByRole('dialog').getByLabel(say(`channels.field.${provider}.${name}`));
const save = (page: Page) =>
  page
    .getByRole('dialog')
    .getByRole('button', { name: say('common.save') })
    .click();

test('SMS is set up, tried, and shows what has to be mended', async ({ browser, commune }) => {
  const { standIn, server, port } = await startSms({});
  const page = await device(browser, DESKTOP);
  await signIn(page, commune, ADMINISTRATOR.login);
  await page.getByRole('link', { name: say('channels.page.title') }).click();
  await expect(page.getByRole('article')).toHaveCount(6);
  await expect(card(page, 'sms').getByText(say('channels.health.none'))).toBeVisible();
  await look(page, 'channels');

  await open(page, 'sms', 'channels.page.set_up');
  await save(page);
  await expect(page.getByRole('dialog').getByText(say('error.required')).first()).toBeVisible();
  await field(page, 'sms', 'url').fill('sms');
  await field(page, 'sms', 'token').fill('sms-token');
  await field(page, 'sms', 'brandname').fill('UBND XA');
  await save(page);
  await expect(page.getByRole('dialog').getByText(say('channels.error.address')).first()).toBeVisible();
  await look(page, 'channels-sms-fault');
  await field(page, 'sms', 'url').fill(`http://127.0.0.1:${port}`);
  await save(page);
  await expect(card(page, 'sms').getByText(say('channels.health.ready'))).toBeVisible();

  await open(page, 'sms', 'channels.page.try');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(say('channels.try.to')).fill('0912 345 678');
  await dialog.getByRole('button', { name: say('channels.try.send'), exact: true }).click();
  await expect(dialog.getByText(say('channels.state.accepted'))).toBeVisible();
  expect(standIn.delivered).toHaveLength(1);
  standIn.control({ answers: { 84912345678: 3 } });
  await dialog.getByRole('button', { name: say('channels.try.send'), exact: true }).click();
  await expect(dialog.getByText(say('channels.reason.balance'))).toBeVisible();
  await look(page, 'channels-sms-try');
  await dialog.getByRole('button', { name: say('common.cancel') }).click();
  await expect(card(page, 'sms').getByText(say('channels.health.attention'))).toBeVisible();
  await expect(card(page, 'sms').getByText(say('channels.reason.balance'))).toBeVisible();

  await page.setViewportSize({ width: 360, height: 740 });
  await look(page, 'channels-phone');
  await card(page, 'sms').screenshot({ path: 'test-results/pictures/channels-attention-card.png' });
  await open(page, 'sms', 'channels.page.edit');
  await expect(field(page, 'sms', 'token')).toHaveValue('');
  await look(page, 'channels-sms-phone');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('channels.page.remove') })
    .click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('channels.page.remove') })
    .click();
  await expect(card(page, 'sms').getByText(say('channels.health.none'))).toBeVisible();
  server.close();
  await page.context().close();
});

test('Zalo is connected through its page of consent', async ({ browser, commune }) => {
  const { standIn, server, port } = await startZalo({});
  const zalo = `http://127.0.0.1:${port}`;
  const page = await device(browser, DESKTOP);
  await signIn(page, commune, ADMINISTRATOR.login);
  await page.goto(`${commune.origin}/channels`);
  await open(page, 'zalo', 'channels.page.set_up');
  await field(page, 'zalo', 'app_id').fill('app-1');
  await field(page, 'zalo', 'secret_key').fill('app-secret');
  await page.getByText(say('channels.page.advanced')).click();
  await field(page, 'zalo', 'consent_url').fill(`${zalo}/v4/oa/permission`);
  for (const name of ['oauth_url', 'api_url', 'business_url']) await field(page, 'zalo', name).fill(zalo);
  await look(page, 'channels-zalo');
  await save(page);
  await expect(card(page, 'zalo').getByText(say('channels.health.attention'))).toBeVisible();
  await card(page, 'zalo')
    .getByRole('button', { name: say('channels.page.connect') })
    .click();
  await expect(page.getByText(say('channels.page.connect_done'))).toBeVisible();
  await expect(card(page, 'zalo').getByText(say('channels.health.ready'))).toBeVisible();

  await open(page, 'zalo', 'channels.page.try');
  await page.getByRole('dialog').getByLabel(say('channels.try.to')).fill('user-1');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('channels.try.send'), exact: true })
    .click();
  await expect(page.getByText(say('channels.state.accepted'))).toBeVisible();
  expect(standIn.delivered[0].address).toBe('user-1');
  await page.goto(`${commune.origin}/channels/consent?state=x&code=y`);
  await expect(page.getByText(say('channels.error.consent_expired'))).toBeVisible();
  await look(page, 'channels-consent');
  server.close();
  await page.context().close();
});
