// The small commune that the crash test lives in, made through the API on an empty data folder.
import { Session } from '../support/session.mjs';

const GROUPS = 2;
const HOUSES = 24;
const PASSWORD = 'mat-khau-dai-cua-thu';

/** The one-time word in the link that an empty server prints. */
function setupToken(output) {
  const found = output.match(/\/setup[^\s]*[#?](?:token=|t=)?([A-Za-z0-9_-]{16,})/);
  if (!found) throw new Error(`the server prints no set-up link:\n${output}`);
  return found[1];
}

export function household(random, areaId, number) {
  return {
    id: random.id(),
    area_id: areaId,
    head_name: `Nguyễn Văn ${number}`,
    address: `Số ${number}, ngõ Đình`,
    walk_order: number,
    status: 'permanent',
    members: [
      { id: random.id(), name: `Nguyễn Văn ${number}`, birth_year: 1960, sex: 'male', relation: 'head' },
      { id: random.id(), name: `Trần Thị ${number}`, birth_year: 1962, sex: 'female', relation: 'spouse' },
    ],
    phones: [
      {
        id: random.id(),
        number: `09${String(10_000_000 + number)}`,
        owner_name: `Nguyễn Văn ${number}`,
        is_representative: true,
        has_smartphone: true,
        has_zalo: false,
      },
    ],
  };
}

async function signInHousehold(officer, port, house) {
  const invitation = await officer.post(`/api/households/${house.id}/invitation`);
  const session = new Session(port);
  const token = new URL(invitation.url).hash.replace(/^#/, '').replace(/^(token|t)=/, '');
  await session.post('/api/identity/invitation/session', { token, pin: '2468' });
  return session;
}

/** Makes an administrator and the units of an empty server; answers the tree. */
export async function setUp(server, officer, villages) {
  await officer.post('/api/setup', {
    token: setupToken(server.output),
    name: 'Nguyễn Thị Hoa',
    login: 'hoa',
    password: PASSWORD,
    commune: { name: 'Song Phượng' },
    villages,
  });
  return (await officer.get('/api/areas/tree')).items;
}

/** {officer, areas, houses: [{id, session}]}: an administrator, groups, and households signed in on their phones. */
export async function makeWorld(server, random) {
  const officer = new Session(server.port, 4);
  const groups = Array.from({ length: GROUPS }, (_, index) => `Tổ ${index + 1}`);
  const tree = await setUp(server, officer, [{ name: 'Tháp Thượng', groups }]);
  const areas = {
    commune: tree.find((area) => area.kind === 'commune').id,
    groups: tree.filter((area) => area.kind === 'group').map((area) => area.id),
  };
  const houses = [];
  for (let number = 1; number <= HOUSES; number++) {
    const body = household(random, areas.groups[number % GROUPS], number);
    await officer.post('/api/households', body);
    houses.push({
      id: body.id,
      area_id: body.area_id,
      session: await signInHousehold(officer, server.port, body),
    });
  }
  return { officer, areas, houses };
}
