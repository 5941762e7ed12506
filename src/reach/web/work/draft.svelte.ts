import { api, ApiError, path } from '$web/api.ts';
import type { Announcement } from '$web/api-types.ts';
import { newId } from '$web/ids.ts';
import { OTHER_MATTERS, type ContentClass } from './classes.ts';
import { dropLocalDraft, readLocalDraft, writeLocalDraft, type LocalDraft } from './local-drafts.ts';

const SAVE_AFTER_MS = 1_200;

export type SaveState = 'untouched' | 'local' | 'saving' | 'server' | 'offline' | 'conflict';

/** An announcement being written: kept on this device at every change, and on the server as soon as it is whole. */
export class Draft {
  readonly id: string;
  title = $state('');
  body = $state('');
  content_class = $state<ContentClass>(OTHER_MATTERS);
  ask_confirmation = $state(true);
  area_ids = $state<string[]>([]);
  state = $state<SaveState>('untouched');
  savedAt = $state(0);
  #account: string;
  #version: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #dirty = false;

  constructor(account: string, id: string = newId()) {
    this.#account = account;
    this.id = id;
  }

  get version(): number | null {
    return this.#version;
  }

  /** Whole enough for the server to take it. */
  get isWhole(): boolean {
    return this.title.trim() !== '' && this.body.trim() !== '' && this.area_ids.length > 0;
  }

  get isEmpty(): boolean {
    return this.title === '' && this.body === '' && this.area_ids.length === 0;
  }

  /** What this device holds; true when there is something that the server does not have. */
  takeLocal(): boolean {
    const kept = readLocalDraft(this.#account, this.id);
    if (!kept) return false;
    this.#fill(kept);
    this.#version = kept.version;
    this.#dirty = kept.dirty;
    this.state = kept.dirty ? 'local' : 'server';
    this.savedAt = kept.at;
    return kept.dirty;
  }

  takeServer(announcement: Announcement): void {
    this.#fill({ ...announcement, content_class: announcement.content_class as ContentClass });
    this.#version = announcement.version;
    this.#dirty = false;
    this.state = 'server';
    this.savedAt = announcement.updated_at;
    dropLocalDraft(this.#account, this.id);
  }

  /** After every change by the user. */
  touch(): void {
    this.#dirty = true;
    this.#keep();
    if (this.state !== 'conflict') this.state = 'local';
    clearTimeout(this.#timer);
    if (this.isWhole && this.state !== 'conflict') {
      this.#timer = setTimeout(() => void this.save().catch(() => undefined), SAVE_AFTER_MS);
    }
  }

  /** Brings what stands here to the server; throws its refusal. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#saving?.catch(() => undefined);
    if (!this.#dirty) return;
    this.#saving = this.#send();
    return this.#saving;
  }

  async publish(): Promise<Announcement> {
    await this.save();
    const published = await api.post<Announcement>(path`/api/reach/announcements/${this.id}/publish`, {
      version: this.#version,
    });
    dropLocalDraft(this.#account, this.id);
    return published;
  }

  /** Someone else changed it meanwhile: what stands here is to count. */
  async keepMine(): Promise<void> {
    const theirs = await api.get<Announcement>(path`/api/reach/announcements/${this.id}`);
    this.#version = theirs.version;
    this.#dirty = true;
    this.state = 'local';
    await this.save();
  }

  async takeTheirs(): Promise<void> {
    this.takeServer(await api.get<Announcement>(path`/api/reach/announcements/${this.id}`));
  }

  /** Forgets what only this device holds. */
  drop(): void {
    clearTimeout(this.#timer);
    dropLocalDraft(this.#account, this.id);
  }

  #content() {
    return {
      title: this.title.trim(),
      body: this.body.trim(),
      content_class: this.content_class,
      ask_confirmation: this.ask_confirmation,
      area_ids: [...this.area_ids],
    };
  }

  async #send(): Promise<void> {
    this.#dirty = false;
    this.state = 'saving';
    try {
      const saved =
        this.#version === null
          ? await api.post<Announcement>('/api/reach/announcements', { id: this.id, ...this.#content() })
          : await api.patch<Announcement>(path`/api/reach/announcements/${this.id}`, {
              version: this.#version,
              ...this.#content(),
            });
      this.#version = saved.version;
      this.savedAt = Date.now();
      this.state = this.#dirty ? 'local' : 'server';
    } catch (error) {
      this.#dirty = true;
      const refused = error instanceof ApiError && !error.isOffline;
      this.state = refused && error.status === 409 ? 'conflict' : refused ? 'local' : 'offline';
      throw error;
    } finally {
      this.#keep();
    }
  }

  #fill(from: Omit<LocalDraft, 'id' | 'version' | 'dirty' | 'at'>): void {
    this.title = from.title;
    this.body = from.body;
    this.content_class = from.content_class;
    this.ask_confirmation = from.ask_confirmation;
    this.area_ids = [...from.area_ids];
  }

  #keep(): void {
    const kept: LocalDraft = {
      id: this.id,
      title: this.title,
      body: this.body,
      content_class: this.content_class,
      ask_confirmation: this.ask_confirmation,
      area_ids: $state.snapshot(this.area_ids),
      version: this.#version,
      dirty: this.#dirty,
      at: Date.now(),
    };
    writeLocalDraft(this.#account, kept);
  }
}
