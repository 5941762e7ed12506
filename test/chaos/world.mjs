// The commune that the chaos test lives in, made through the API: households, their phones, and ways to reach them.
import { household, setUp } from '../crash/world.mjs';
import { Session } from '../support/session.mjs';
import { settings } from './providers.mjs';

const IN_GROUP = 36;
const GROUPS_IN_VILLAGE = 10;

/** Calls `work` for every item, several at once. */
export async function each(items, atOnce, work) {
  let next = 0;
  const hand = async () => {
    while (next < items.length) await work(items[next], next++);
  };
  await Promise.all(Array.from({ length: atOnce }, hand));
}

async function makeUnits(server, households) {
  const officer = new Session(server.port, 8);
  const groups = Math.ceil(households / IN_GROUP);
  const villages = Array.from({ length: Math.ceil(groups / GROUPS_IN_VILLAGE) }, (_, village) => ({
    name: `Thôn ${village + 1}`,
    groups: Array.from(
      { length: Math.min(GROUPS_IN_VILLAGE, groups - village * GROUPS_IN_VILLAGE) },
      (_each, group) => `Tổ ${village * GROUPS_IN_VILLAGE + group + 1}`,
    ),
  }));
  const tree = await setUp(server, officer, villages);
  const ids = (kind) => tree.filter((area) => area.kind === kind).map((area) => area.id);
  return { officer, areas: { commune: ids('commune')[0], villages: ids('village'), groups: ids('group') } };
}

async function makeHouses(officer, areas, count, random) {
  const houses = Array.from({ length: count }, (_, number) => {
    const body = household(random, areas.groups[Math.floor(number / IN_GROUP)], number + 1);
    // Every ninth house has no phone, every second phone has Zalo.
    if (number % 9 === 8) body.phones = [];
    else body.phones[0].has_zalo = number % 2 === 0;
    return { id: body.id, area_id: body.area_id, number, body, phone: body.phones[0]?.number };
  });
  await each(houses, 8, async (house) => {
    const made = await officer.post('/api/households', house.body);
    house.code = made.code;
    house.ordinal = made.ordinal;
    delete house.body;
  });
  return houses;
}

async function setUpChannels(officer, commune, providers) {
  for (const [provider, values] of Object.entries(settings(providers))) {
    const fields = Object.entries(values).map(([name, value]) => ({ name, value }));
    const body = { area_id: commune, provider, version: 0, enabled: true, fields };
    const card = await officer.post('/api/channels/settings', body);
    const { standIn } = providers[provider];
    if (card.hook_url) standIn.options.hook = card.hook_url;
    if (provider === 'zalo') await consent(officer, card.setting_id);
  }
}

/** An administrator goes to Zalo's page and comes back with the code in the address. */
async function consent(officer, setting) {
  const { url } = await officer.post(`/api/channels/settings/${setting}/consent`);
  const answer = await fetch(url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location'));
  const [state, code] = ['state', 'code'].map((name) => back.searchParams.get(name));
  await officer.post('/api/channels/consent', { state, code });
}

/** Some sign in on a phone that also takes push messages. */
async function signIn(officer, port, house, providers) {
  const invitation = await officer.post(`/api/households/${house.id}/invitation`);
  house.session = new Session(port);
  const token = new URL(invitation.url).hash.replace(/^#/, '');
  await house.session.post('/api/identity/invitation/session', { token, pin: '2468' });
  const answer = await fetch(`http://127.0.0.1:${providers.push.port}/__subscribe`, { method: 'POST' });
  const { id, endpoint, keys } = await answer.json();
  house.device = id;
  await house.session.post('/api/channels/push', { endpoint, keys });
}

/** Some follow the commune's Zalo account and write it the code of their house. */
async function follow(house, providers) {
  house.follower = String(7_000_000_000 + house.number);
  const event = {
    name: 'user_send_text',
    sender: { id: house.follower },
    message: { msg_id: `in-${house.number}`, text: house.code.toLowerCase() },
  };
  await fetch(`http://127.0.0.1:${providers.zalo.port}/__event`, {
    method: 'POST',
    body: JSON.stringify(event),
  });
}

async function giveAddresses(officer, port, houses, phones, providers) {
  const step = Math.max(1, Math.floor(houses.length / phones));
  const withPhone = houses.filter((_, number) => number % step === 0).slice(0, phones);
  await each(withPhone, 4, (house) => signIn(officer, port, house, providers));
  await each(
    houses.filter(({ number }) => number % 3 === 0),
    8,
    (house) => follow(house, providers),
  );
  await Promise.all(providers.zalo.standIn.hooks);
  await each(
    houses.filter(({ number }) => number % 5 === 0),
    8,
    async (house) => {
      house.mail = `nha${house.number}@songphuong.example`;
      await officer.post(`/api/reach/ways/${house.id}`, { channel: 'email', address: house.mail });
    },
  );
}

export const clustersOf = (households) =>
  Array.from({ length: Math.ceil(households / IN_GROUP / GROUPS_IN_VILLAGE) }, (_, i) => `cum-${i + 1}`);

async function addOutlets(officer, areas, providers) {
  const outlets = [
    ...areas.villages.map((id, i) => [id, 'loudspeaker', `cum-${i + 1}`]),
    ...areas.groups.map((id, i) => [id, 'zalo_group', `nhom-${i + 1}`]),
    [areas.commune, 'facebook', providers.facebook.standIn.options.page],
  ];
  for (const [areaId, channel, address] of outlets)
    await officer.post('/api/reach/outlets', {
      area_id: areaId,
      channel,
      address,
      name: `${channel} ${address}`,
    });
}

/** {officer, areas, houses, providers} */
export async function makeWorld(server, random, { households, phones }, providers) {
  const { officer, areas } = await makeUnits(server, households);
  const houses = await makeHouses(officer, areas, households, random);
  // While the commune is made, providers behave.
  const rates = Object.values(providers).map(({ standIn }) => [standIn, standIn.options.rates]);
  for (const [standIn] of rates) standIn.options.rates = {};
  await setUpChannels(officer, areas.commune, providers);
  await giveAddresses(officer, server.port, houses, phones, providers);
  await addOutlets(officer, areas, providers);
  for (const [standIn, usual] of rates) standIn.options.rates = usual;
  return { officer, areas, houses, providers };
}
