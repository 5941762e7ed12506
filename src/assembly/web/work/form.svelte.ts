import { api } from '$web/api.ts';
import { Fetched } from '$web/fetched.svelte.ts';
import { Faults } from '$web/forms.svelte.ts';
import { t } from '$web/i18n.svelte.ts';
import { newId } from '$web/ids.ts';
import { me } from '$web/me.svelte.ts';
import { mayHold, type Units } from '$web/units.ts';
import { navigate } from '$web/router.svelte.ts';
import { toast } from '$web/components/toasts.svelte.ts';
import { pageOf, type MatterView } from '../types.ts';

/** What the forms of votes, polls and meetings have in common: the units, the text, and where the draft stands. */
export class DraftForm<T extends MatterView> {
  readonly id: string;
  readonly faults = new Faults();
  readonly units = new Fetched<Units>();
  title = $state('');
  body = $state('');
  area_ids = $state<string[]>([]);
  /** As the server last answered it; null: it has not seen it yet. */
  known = $state.raw<T | null>(null);
  readonly mine = $derived(mayHold(this.units.value?.items ?? [], me.value?.roles ?? []));
  readonly #path: string;

  /** `path`: "/api/assembly/votes" */
  constructor(path: string, id?: string) {
    this.#path = path;
    this.id = id ?? newId();
  }

  /** Fetches the units, and the draft when there is one; what has left the draft behind opens its own page. */
  readonly load = async (isNew: boolean): Promise<T | undefined> => {
    await this.units.run(() => api.get<Units>('/api/areas/tree'));
    if (isNew) {
      // A village head speaks for one village; whoever covers more says which.
      const [only, ...others] = this.mine.filter((unit) => unit.kind === 'village');
      if (only && !others.length) this.area_ids = [only.id];
      return undefined;
    }
    const found = await api.get<T>(`${this.#path}/${encodeURIComponent(this.id)}`);
    if (found.status !== 'draft') {
      navigate(pageOf(found), { replace: true });
      return undefined;
    }
    this.title = found.title;
    this.body = found.body;
    this.area_ids = [...found.area_ids];
    this.known = found;
    return found;
  };

  /** What every matter needs; the page adds what its kind needs. */
  check(): void {
    if (!this.title.trim()) this.faults.add('/title', t('assembly.form.title_missing'));
    if (!this.area_ids.length) this.faults.add('/area_ids', t('assembly.form.units_missing'));
  }

  /** Writes the draft; `more` is what its kind adds. */
  async save(more: Record<string, unknown>): Promise<T> {
    const content = { title: this.title.trim(), body: this.body.trim(), area_ids: this.area_ids, ...more };
    this.known = this.known
      ? await api.patch<T>(`${this.#path}/${encodeURIComponent(this.id)}`, {
          version: this.known.version,
          ...content,
        })
      : await api.post<T>(this.#path, { id: this.id, ...content });
    return this.known;
  }

  /** Says that the draft is kept, and leaves the form. */
  leave(): void {
    toast(t('assembly.form.saved'), { tone: 'good' });
    navigate('/assembly', { replace: true });
  }

  /** The next step of a draft that was saved ("invite"). */
  async go(verb: string, more: Record<string, unknown> = {}): Promise<T> {
    const path = `${this.#path}/${encodeURIComponent(this.id)}/${verb}`;
    this.known = await api.post<T>(path, { version: this.known?.version ?? 1, ...more });
    navigate(pageOf(this.known), { replace: true });
    return this.known;
  }
}
