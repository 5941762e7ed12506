// Compares what the server says with what the providers know, house by house and message by message.
import { each } from './world.mjs';
import { RANK } from './people.mjs';

const NAME = Object.keys(RANK);
const SENT = new Set(['accepted', 'delivered', 'seen', 'uncertain']);
const national = (phone) => phone.replace(/^84/, '0');

/** address at the provider → household */
function directory(world) {
  const index = { sms: new Map(), zns: new Map(), zalo_oa: new Map(), push: new Map(), email: new Map() };
  for (const house of world.houses) {
    if (house.phone) index.sms.set(house.phone, house).get(house.phone);
    if (house.phone) index.zns.set(house.phone, house);
    if (house.follower) index.zalo_oa.set(house.follower, house);
    if (house.device) index.push.set(house.device, house);
    if (house.mail) index.email.set(house.mail, house);
  }
  return index;
}

/** What each provider really handed to somebody: [{channel, house, at}] */
function deliveries(world) {
  const index = directory(world);
  const { sms, zalo, push, email } = world.providers;
  const of = (channel, list, address) =>
    list.map((message) => ({ channel, house: index[channel].get(address(message)), message }));
  const byKind = (kind) => zalo.standIn.delivered.filter((message) => message.kind === kind);
  return [
    ...of('sms', sms.standIn.delivered, (message) => national(message.address)),
    ...of('zns', byKind('zns'), (message) => national(message.address)),
    ...of('zalo_oa', byKind('cs'), (message) => message.address),
    ...of('push', push.standIn.delivered, (message) => message.address),
    ...of('email', email.standIn.delivered, (message) => message.address),
  ];
}

/** Adds the evidence of every report that was verified and acknowledged. */
export function addReports(world, evidence) {
  const index = directory(world);
  for (const { event, at } of world.providers.sms.standIn.acknowledged) {
    const house = event.status === 'delivered' && index.sms.get(national(event.phone));
    if (house && event.message_id.startsWith('sms-')) evidence.add(house, 'delivered', at);
  }
  for (const { event, at } of world.providers.zalo.standIn.acknowledged) {
    if (event.event_name !== 'user_received_message' || !event.message.msg_id.startsWith('zalo-')) continue;
    const house = event.message.delivery_time
      ? index.zns.get(national(event.recipient.id))
      : index.zalo_oa.get(event.sender.id);
    if (house) evidence.add(house, 'delivered', at);
  }
}

async function verifyEvidence(world, announcement, evidence, faults) {
  const counts = { none: 0, delivered: 0, opened: 0, confirmed: 0, told: 0 };
  const byId = new Map(world.houses.map((house) => [house.id, house]));
  await each(world.areas.groups, 4, async (group) => {
    const query = `announcement_id=${announcement}&area=${group}`;
    for (const row of (await world.officer.get(`/api/reach/chat-replies?${query}`)).items) {
      const due = NAME[evidence.best.get(row.household_id) ?? 0];
      if (row.evidence !== due)
        faults.push(
          `house ${byId.get(row.household_id).number}: ${row.evidence} in the ledger, ${due} by the count`,
        );
      counts[due]++;
    }
  });
  const path = `/api/reach/announcements/${announcement}/coverage?area=${world.areas.commune}`;
  const { coverage } = (await world.officer.get(path)).unit;
  for (const [grade, count] of Object.entries(counts))
    if (coverage[grade] !== count)
      faults.push(`${coverage[grade]} ${grade} on the page, ${count} by the count`);
  return counts;
}

/** Every message of the announcement as officers see it: channel → household → {state, sent_at}. */
async function messages(world, announcement) {
  const path = `/api/reach/announcements/${announcement}/deliveries`;
  const { channels } = await world.officer.get(path);
  const found = new Map();
  for (const { channel, to_households: own, counts } of channels) {
    const rows = new Map();
    found.set(channel, rows);
    if (!own) continue;
    for (const state of new Set(counts.map((count) => count.state))) {
      let after = '';
      do {
        const page = await world.officer.get(`${path}/houses?channel=${channel}&state=${state}${after}`);
        for (const item of page.items) rows.set(item.household_id, { state, ...item });
        after = page.next === null ? '' : `&after=${page.next}`;
      } while (after);
    }
  }
  return found;
}

function verifyMessages(world, rows, evidence, faults) {
  const seen = new Map();
  for (const { channel, house, message } of deliveries(world)) {
    const name = `${channel} to house ${house?.number}`;
    if (!house) {
      faults.push(`${channel}: a message to nobody: ${JSON.stringify(message)}`);
      continue;
    }
    const key = `${channel}/${house.id}`;
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if (seen.get(key) > 1) faults.push(`${name}: ${seen.get(key)} messages`);
    const row = rows.get(channel)?.get(house.id);
    if (!row) {
      faults.push(`${name}: delivered, and the server knows of no message`);
      continue;
    }
    // A gateway may have said "failed" later; whoever was sent nothing must not have got anything.
    if (!SENT.has(row.state)) faults.push(`${name}: delivered, and the server says ${row.state}`);
    const first = evidence.first.get(house.id) ?? Infinity;
    if (row.sent_at > first) faults.push(`${name}: handed over ${row.sent_at - first} ms after its evidence`);
  }
  return seen.size;
}

/** What speaks to many spoke once. */
function verifyOutlets(world, faults) {
  const { zalo, loudspeaker, facebook } = world.providers;
  const spoken = {
    zalo_group: zalo.standIn.delivered.filter((message) => message.kind === 'group'),
    loudspeaker: loudspeaker.standIn.delivered,
    facebook: facebook.standIn.delivered,
  };
  for (const [channel, list] of Object.entries(spoken)) {
    const addresses = list.map((message) => message.address);
    if (addresses.length === 0) faults.push(`${channel}: nothing was sent`);
    if (new Set(addresses).size < addresses.length)
      faults.push(`${channel}: some twice: ${addresses.toSorted()}`);
  }
}

export async function verify(world, announcement, evidence) {
  const faults = [];
  addReports(world, evidence);
  const counts = await verifyEvidence(world, announcement, evidence, faults);
  const rows = await messages(world, announcement);
  const delivered = verifyMessages(world, rows, evidence, faults);
  verifyOutlets(world, faults);
  const states = {};
  for (const [channel, houses] of rows)
    for (const { state } of houses.values()) {
      states[channel] ??= {};
      states[channel][state] = (states[channel][state] ?? 0) + 1;
    }
  return { faults, counts, delivered, states };
}
