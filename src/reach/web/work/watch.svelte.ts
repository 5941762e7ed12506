import { Tween } from 'svelte/motion';
import { cubicOut } from 'svelte/easing';
import { api, path } from '$web/api.ts';
import type { Announcement, Coverage, CoverageView } from '$web/api-types.ts';
import { Fetched, throttled } from '$web/fetched.svelte.ts';
import { live } from '$web/live.svelte.ts';

const LEAST_PAUSE_MS = 1_000;
const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

function between(from: Coverage, to: Coverage): (share: number) => Coverage {
  return (share) => {
    if (share >= 1) return to;
    const at = (grade: keyof Coverage) => Math.round(from[grade] + (to[grade] - from[grade]) * share);
    const told = at('told');
    const confirmed = at('confirmed');
    const opened = at('opened');
    const delivered = at('delivered');
    // What is left over is what is not known, so that the parts always sum up and "whole" never shows too early.
    const none = Math.max(to.none > 0 ? 1 : 0, to.audience - told - confirmed - opened - delivered);
    return { audience: to.audience, told, confirmed, opened, delivered, none };
  };
}

/** An announcement and its coverage in one unit, following the live events. */
export class Watched {
  announcement = new Fetched<Announcement>();
  view = new Fetched<CoverageView>();
  /** Counts the refreshes, so that lists below the figures follow. */
  revision = $state(0);
  #id: string;
  #area: string | null = null;
  #shown: Tween<Coverage> | undefined = $state.raw();

  constructor(id: string) {
    this.#id = id;
  }

  /** The coverage as it is to be shown: it glides from one figure to the next. */
  get coverage(): Coverage | undefined {
    return this.#shown?.current ?? this.view.value?.unit.coverage;
  }

  /** Looks at another unit. */
  async look(area: string | null): Promise<void> {
    this.#area = area;
    this.#shown = undefined;
    await this.refresh();
  }

  async refresh(): Promise<void> {
    const area = this.#area;
    const view = await this.view.run(() =>
      api.get<CoverageView>(path`/api/reach/announcements/${this.#id}/coverage`, { query: { area } }),
    );
    if (!view) return;
    this.revision += 1;
    const { coverage } = view.unit;
    if (!this.#shown) this.#shown = new Tween(coverage, { interpolate: between, easing: cubicOut });
    else void this.#shown.set(coverage, { duration: calm() ? 0 : 700 });
  }

  loadAnnouncement(): Promise<Announcement | undefined> {
    return this.announcement.run(() => api.get<Announcement>(path`/api/reach/announcements/${this.#id}`));
  }

  /** Follows the live events from now on; returns the function that stops it. */
  follow(): () => void {
    const again = throttled(() => void this.refresh(), LEAST_PAUSE_MS);
    const stops = [
      live.on<{ announcement_id: string }>(
        'coverage',
        (event) => event.announcement_id === this.#id && again.call(),
      ),
      live.on('resync', () => {
        again.call();
        void this.loadAnnouncement();
      }),
      live.on<{ id: string }>('withdrawn', ({ id }) => id === this.#id && void this.loadAnnouncement()),
    ];
    return () => {
      again.stop();
      for (const stop of stops) stop();
    };
  }
}
