import { api, ApiError } from '$web/api.ts';
import { Faults } from '$web/forms.svelte.ts';
import { me } from '$web/me.svelte.ts';

/** Sends one answer and tells what went wrong; what was chosen stays on the screen until it is through. */
export class Answering {
  busy = $state(false);
  readonly faults = new Faults();
  readonly #ondone: () => Promise<void>;
  // Whose answer it is: another tab may have signed another household in since.
  readonly #account = me.value?.account.id;

  constructor(ondone: () => Promise<void>) {
    this.#ondone = ondone;
  }

  /** True when it is through. */
  async send(to: string, body: Record<string, unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.faults.clear();
    try {
      await api.post(to, body, { account: this.#account });
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
