// Compares what the server holds after a crash with what it had acknowledged before.
import assert from 'node:assert/strict';
import { Refused } from '../support/session.mjs';
import { Deeds, RANK } from './deeds.mjs';

async function find(session, path) {
  try {
    return await session.get(path);
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return null;
    throw error;
  }
}

/** Sends an unanswered create again with the same id: it must be answered as if it were the first. */
async function repeat(session, path, body) {
  await session.post(path, body);
}

async function verifyHouseholds(deeds, faults) {
  const { officer } = deeds.world;
  for (const deed of deeds.creates.filter((one) => one.state !== 'settled')) {
    const { body } = deed;
    const found = await find(officer, `/api/households/${body.id}`);
    if (!found && deed.state === 'acknowledged')
      faults.push(`household ${body.id} was acknowledged and is lost`);
    if (found) {
      const whole = [found.head_name, found.members.length, found.phones.length];
      if (String(whole) !== String([body.head_name, 2, 1]))
        faults.push(`household ${body.id} is half written: ${whole}`);
    }
    if (deed.state === 'open') await repeat(officer, '/api/households', body);
    deed.state = 'settled';
  }
  const listed = (await officer.all('/api/households?')).map((row) => row.id);
  const expected = deeds.world.houses.length + deeds.creates.length;
  if (listed.length !== expected || new Set(listed).size !== expected) {
    faults.push(`${listed.length} households (${new Set(listed).size} different) where ${expected} are due`);
  }
}

async function verifyAnnouncement(deeds, deed, faults) {
  const { officer } = deeds.world;
  const { body } = deed;
  const path = `/api/reach/announcements/${body.id}`;
  const found = await find(officer, path);
  if (!found) {
    if (deed.draft === 'acknowledged') faults.push(`announcement ${body.id} was acknowledged and is lost`);
    await repeat(officer, '/api/reach/announcements', body);
    deed.draft = 'acknowledged';
    return;
  }
  deed.draft = 'acknowledged';
  if (String(found.area_ids.toSorted()) !== String(body.area_ids.toSorted()) || found.title !== body.title) {
    faults.push(`announcement ${body.id} is half written`);
  }
  if (deed.published === 'acknowledged' && found.status !== 'published') {
    faults.push(`announcement ${body.id} was published and is ${found.status}`);
  }
  if (deed.published === 'no' && found.status !== 'draft') faults.push(`${body.id} was never published`);
  if (found.status === 'published') {
    deed.published = 'acknowledged';
    deed.audience = found.audience;
  }
}

/** Each household's own view must lie between what was acknowledged and what was asked. */
async function verifyFeeds(deeds, checked, faults) {
  for (const house of deeds.world.houses) {
    const feed = new Map((await house.session.all('/api/reach/feed')).map((item) => [item.id, item]));
    for (const deed of checked.filter((one) => deeds.audience(one).includes(house))) {
      const known = Deeds.evidence(deed, house);
      const item = feed.get(deed.body.id);
      if (!item) {
        faults.push(`${deed.body.id} is not in the feed of ${house.id}`);
        continue;
      }
      const rank = RANK[item.evidence];
      if (rank < known.least || rank > known.most) {
        faults.push(`${deed.body.id} for ${house.id}: ${item.evidence}, due ${known.least}…${known.most}`);
      }
      known.least = rank;
      known.most = rank;
    }
  }
}

/** The sender's figures must be exactly the sum of what the households have. */
async function verifyCoverage(deeds, deed, faults) {
  const due = { told: 0, confirmed: 0, opened: 0, delivered: 0 };
  const names = Object.fromEntries(Object.entries(RANK).map(([name, rank]) => [rank, name]));
  for (const { least } of deed.evidence.values()) if (least > 0) due[names[least]]++;
  const { unit } = await deeds.world.officer.get(
    `/api/reach/announcements/${deed.body.id}/coverage?area=${deeds.world.areas.commune}`,
  );
  const { told, confirmed, opened, delivered, none, audience } = unit.coverage;
  try {
    assert.deepEqual({ told, confirmed, opened, delivered }, due);
    assert.equal(told + confirmed + opened + delivered + none, audience);
  } catch (error) {
    faults.push(`coverage of ${deed.body.id}: ${error.message.replace(/\s+/g, ' ')}`);
  }
}

async function verifyList(deeds, faults) {
  const listed = (await deeds.world.officer.all('/api/reach/announcements')).map((row) => row.id);
  const due = new Set(deeds.announcements.map((deed) => deed.body.id));
  const wrong = listed.length !== due.size || listed.some((id) => !due.has(id));
  if (wrong) faults.push(`${listed.length} announcements are listed where ${due.size} are due`);
}

/** Verifies everything written since the last time, or everything there is. */
export async function verify(deeds, everything) {
  const faults = [];
  await verifyHouseholds(deeds, faults);
  const checked = deeds.announcements.filter((deed) => everything || !deed.settled);
  for (const deed of checked) await verifyAnnouncement(deeds, deed, faults);
  const published = checked.filter((deed) => deed.published === 'acknowledged');
  await verifyFeeds(deeds, published, faults);
  for (const deed of published) await verifyCoverage(deeds, deed, faults);
  if (everything) await verifyList(deeds, faults);
  for (const deed of deeds.announcements.slice(0, -6)) deed.settled = true;
  return faults;
}
