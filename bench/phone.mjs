// The household's first page in Chromium with the processor slowed 6 times and a network of 1.6 Mbit/s, 150 ms.
import { chromium } from '@playwright/test';
import { makeCommune, onCopy } from './support/commune.mjs';
import { REPEATS, spread, table } from './support/report.mjs';

const SLOW = { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 };

async function visit(browser, server, cookie) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'vi-VN' });
  const [name, value] = cookie.split('=');
  await context.addCookies([{ name, value, url: server.origin }]);
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', SLOW);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  let bytes = 0;
  devtools.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
  const began = performance.now();
  await page.goto(server.origin, { waitUntil: 'commit' });
  await page.getByText('Lịch họp thôn').first().waitFor();
  const shown = performance.now() - began;
  await page.getByText('Lịch họp thôn').first().click();
  await page.getByRole('button', { name: 'Đã rõ' }).first().waitFor();
  const usable = performance.now() - began;
  // Fonts and what is loaded for later count too.
  await page.waitForTimeout(3000);
  await context.close();
  return { shown, usable, kilobytes: bytes / 1024 };
}

const commune = await makeCommune('sqlite', { announcements: 20, phones: 1 });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const visits = await onCopy(commune, async (server) => {
  const done = [];
  for (let repeat = 0; repeat < REPEATS; repeat++) done.push(await visit(browser, server, commune.phones[0]));
  return done;
});
await browser.close();
commune.place.remove();
table(
  ['what', 'value'],
  [
    ['announcements shown after, ms', spread(visits.map((one) => one.shown))],
    ['one opened and its button there after, ms', spread(visits.map((one) => one.usable))],
    ['everything loaded, compressed, KB', spread(visits.map((one) => one.kilobytes))],
  ],
);
