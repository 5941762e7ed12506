import { api, ApiError, path } from '$web/api.ts';
import type { AudienceFilter, PlanMode, PlanView, WaveKind, WhatIf, WhatIfView } from '$web/api-types.ts';
import type { Faults } from '$web/forms.svelte.ts';
import { t } from '$web/i18n.svelte.ts';
import { fromField, toField } from './words.ts';

const PAUSE_MS = 250;

/** How an announcement that is being written is to reach everyone, and what would come of it. */
export class PlanWish {
  mode = $state<PlanMode>('waves');
  deadline = $state('');
  kinds = $state<WaveKind[] | undefined>();
  urgent = $state(false);
  reason = $state('');
  view = $state.raw<WhatIfView | undefined>();
  busy = $state(false);
  failed = $state(false);
  /** When the figures were asked for: the sentence counts from then. */
  askedAt = $state(0);
  #version = 0;
  #areas: string[] = [];
  #filter: AudienceFilter | undefined;
  #confirm = false;
  /** When it goes out; 0: now. */
  #at = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: AbortController | undefined;

  /** The alternative that is chosen. */
  get chosen(): WhatIf | undefined {
    return this.view?.options.find((option) => option.mode === this.mode);
  }

  /** What stands with the draft already. */
  async load(id: string): Promise<void> {
    try {
      const plan = await api.get<PlanView>(path`/api/reach/announcements/${id}/plan`);
      this.#version = plan.version;
      if (plan.version === 0) return;
      this.mode = plan.mode;
      this.urgent = plan.urgent_reason !== null;
      this.reason = plan.urgent_reason ?? '';
      if (plan.deadline !== null && plan.deadline > Date.now()) this.deadline = toField(plan.deadline);
    } catch (error) {
      // A draft that only this device knows has no plan yet.
      if (!(error instanceof ApiError)) throw error;
    }
  }

  ask(areas: readonly string[], filter: AudienceFilter, confirm: boolean, at: number): void {
    this.#areas = [...areas];
    this.#filter = filter;
    this.#confirm = confirm;
    this.#at = at;
    this.again(0);
  }

  again(pause = PAUSE_MS): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.failed = false;
    this.busy = true;
    this.#timer = setTimeout(() => void this.#fetch(), pause);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#asking?.abort();
    this.busy = false;
  }

  check(faults: Faults): boolean {
    if (this.mode !== 'app' && Number.isNaN(fromField(this.deadline))) {
      faults.add('/deadline', t('reach.error.deadline_needed'));
    }
    if (this.urgent && !this.reason.trim()) faults.add('/urgent_reason', t('reach.plan.reason_missing'));
    return !faults.any;
  }

  /** Writes it down with the draft; throws the server's refusal. */
  async save(id: string): Promise<void> {
    const deadline = fromField(this.deadline);
    const saved = await api.post<PlanView>(path`/api/reach/announcements/${id}/plan`, {
      version: this.#version,
      mode: this.mode,
      ...(Number.isNaN(deadline) ? {} : { deadline }),
      ...(this.kinds ? { kinds: this.kinds } : {}),
      ...(this.urgent ? { urgent_reason: this.reason.trim() } : {}),
    });
    this.#version = saved.version;
  }

  async #fetch(): Promise<void> {
    const asking = new AbortController();
    this.#asking = asking;
    const deadline = fromField(this.deadline);
    try {
      this.view = await api.post<WhatIfView>(
        '/api/reach/forecast',
        {
          area_ids: this.#areas,
          ...(this.#filter ? { filter: this.#filter } : {}),
          ask_confirmation: this.#confirm,
          urgent: this.urgent,
          ...(this.#at ? { publish_at: this.#at } : {}),
          ...(deadline > Math.max(Date.now(), this.#at) ? { deadline } : {}),
          ...(this.kinds ? { kinds: this.kinds } : {}),
        },
        { signal: asking.signal },
      );
      this.askedAt = this.#at || Date.now();
      if (!this.deadline) this.deadline = toField(this.view.deadline);
    } catch (error) {
      if (asking.signal.aborted) return;
      if (!(error instanceof ApiError)) throw error;
      this.failed = true;
    }
    if (!asking.signal.aborted) this.busy = false;
  }
}
