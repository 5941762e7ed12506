import { api, ApiError } from '$web/api.ts';
import type { AudienceCount, AudienceFilter } from '$web/api-types.ts';
import { EVERYONE, settledFilter } from './audience/filter.ts';

const PAUSE_MS = 150;

/** Counts the households behind the ticks as they change; only the answer to the last question counts. */
export class AudienceCounter {
  count = $state.raw<AudienceCount | undefined>();
  busy = $state(false);
  failed = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;
  #ids: string[] = [];
  #filter: AudienceFilter = EVERYONE;

  ask(ids: readonly string[], filter: AudienceFilter): void {
    this.stop();
    this.#ids = [...ids];
    this.#filter = settledFilter(filter);
    this.failed = false;
    if (!ids.length) {
      this.count = undefined;
      return;
    }
    this.busy = true;
    this.#timer = setTimeout(() => void this.#fetch(), PAUSE_MS);
  }

  again(): void {
    this.ask(this.#ids, this.#filter);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.busy = false;
  }

  async #fetch(): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    try {
      this.count = await api.post<AudienceCount>(
        '/api/reach/audience',
        { area_ids: this.#ids, filter: this.#filter },
        { signal: asking.signal },
      );
    } catch (error) {
      if (asking.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      // A count of other ticks would be believed: better none.
      this.count = undefined;
      this.failed = true;
    }
    if (!asking.signal.aborted) this.busy = false;
  }
}
