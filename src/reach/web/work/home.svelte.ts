import { api, path } from '$web/api.ts';
import type { AnnouncementRow, AreaCoverage, AudienceCount, CoverageView, List } from '$web/api-types.ts';
import { Fetched } from '$web/fetched.svelte.ts';

const LIVE_DAYS = 14;
const DAY_MS = 86_400_000;
// The groups are asked for village by village: only for as many as a commune has.
const MOST_VILLAGES = 16;
const SHOWN_GROUPS = 6;

export interface Lagging {
  announcement: AnnouncementRow;
  units: (AreaCoverage & { within: string })[];
}

/** Published of late and not yet everywhere, the least covered first. */
export function incomplete(rows: readonly AnnouncementRow[], now = Date.now()): AnnouncementRow[] {
  const share = ({ coverage }: AnnouncementRow) => coverage.none / Math.max(1, coverage.audience);
  return rows
    .filter((row) => row.status === 'published' && (row.published_at ?? 0) > now - LIVE_DAYS * DAY_MS)
    .filter((row) => row.coverage.none > 0)
    .toSorted((one, other) => share(other) - share(one));
}

const coverageOf = (id: string, area?: string) =>
  api.get<CoverageView>(path`/api/reach/announcements/${id}/coverage`, { query: { area } });

async function mostMissing(announcement: AnnouncementRow): Promise<Lagging> {
  const { unit, children } = await coverageOf(announcement.id);
  const isGroups = children.every((child) => child.kind === 'group');
  const parents = isGroups ? [] : children.filter((child) => child.coverage.none > 0).slice(0, MOST_VILLAGES);
  const below = await Promise.all(parents.map((parent) => coverageOf(announcement.id, parent.area_id)));
  const units = isGroups
    ? children.map((child) => ({ ...child, within: unit.name }))
    : below.flatMap((view) => view.children.map((child) => ({ ...child, within: view.unit.name })));
  return {
    announcement,
    units: units
      .filter((one) => one.coverage.none > 0)
      .toSorted((one, other) => other.coverage.none - one.coverage.none)
      .slice(0, SHOWN_GROUPS),
  };
}

/** What the officer's and the village head's first page shows. */
export class Today {
  list = new Fetched<List<AnnouncementRow>>();
  lagging = new Fetched<Lagging>();
  reachable = new Fetched<AudienceCount>();

  readonly live = $derived(incomplete(this.list.value?.items ?? []));
  readonly drafts = $derived((this.list.value?.items ?? []).filter((row) => row.status === 'draft'));

  async load(areas: readonly string[]): Promise<void> {
    void this.reachable.run(() => api.post<AudienceCount>('/api/reach/audience', { area_ids: areas }));
    await this.refresh();
  }

  async refresh(): Promise<void> {
    await this.list.run(() => api.get<List<AnnouncementRow>>('/api/reach/announcements'));
    const [first] = this.live;
    if (first) await this.lagging.run(() => mostMissing(first));
  }
}
