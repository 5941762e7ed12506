import { ApiError } from '$web/api.ts';
import { Faults } from '$web/forms.svelte.ts';

/** Sends one answer and tells what went wrong; what was chosen stays on the screen until it is through. */
export class Answering {
  busy = $state(false);
  readonly faults = new Faults();
  readonly #ondone: () => Promise<void>;

  constructor(ondone: () => Promise<void>) {
    this.#ondone = ondone;
  }

  /** True when it is through. */
  async send(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.faults.clear();
    try {
      await work();
      await this.#ondone();
      return true;
    } catch (error) {
      this.faults.take(error);
      // The time ran out meanwhile: the page shows how it ended.
      if (error instanceof ApiError && error.status === 409) await this.#ondone();
      return false;
    } finally {
      this.busy = false;
    }
  }
}
