// The household's first page in Chromium with the processor slowed 6 times and a network of 1.6 Mbit/s, 150 ms.
import { chromium } from '@playwright/test';
import { makeCommune, onCopy } from './support/commune.mjs';
import { REPEATS, spread, table } from './support/report.mjs';
import { firstVisit } from './support/visit.mjs';

const commune = await makeCommune('sqlite', { announcements: 20, phones: REPEATS });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const visits = await onCopy(commune, async (server) => {
  const done = [];
  // Each visit is a household's first: nothing has been received yet.
  for (const phone of commune.phones) done.push(await firstVisit(browser, server.port, phone));
  return done;
});
await browser.close();
commune.place.remove();
const row = (what, value) => [what, spread(visits.map(value))];
table(
  ['what', 'value'],
  [
    row('announcements on the screen after, ms', (one) => one.shown),
    row('interactive: a tap on one is taken after, ms', (one) => one.tapped),
    row('it is open and its button there after, ms', (one) => one.opened),
    row('the processor was in long tasks before that tap for, ms', (one) => one.blocked),
    row('everything loaded, also for later, compressed, KB', (one) => one.kilobytes),
  ],
);
