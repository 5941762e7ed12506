import { api, ApiError, path } from '$web/api.ts';
import type { Announcement } from '$web/api-types.ts';
import { newId } from '$web/ids.ts';
import { OTHER_MATTERS, type ContentClass } from './classes.ts';
import {
  dropLocalDraft,
  localDrafts,
  readLocalDraft,
  writeLocalDraft,
  type DraftContent,
  type LocalDraft,
} from './local-drafts.ts';

const SAVE_AFTER_MS = 1_200;

const isWhole = ({ title, body, area_ids }: DraftContent) =>
  title.trim() !== '' && body.trim() !== '' && area_ids.length > 0;

/** The same announcement; the server may give the units in another order. */
function isSame(one: DraftContent, other: DraftContent): boolean {
  return (
    one.title === other.title &&
    one.body === other.body &&
    one.content_class === other.content_class &&
    one.ask_confirmation === other.ask_confirmation &&
    one.area_ids.toSorted().join() === other.area_ids.toSorted().join()
  );
}

const contentOf = (announcement: Announcement): DraftContent => ({
  ...announcement,
  content_class: announcement.content_class as ContentClass,
});

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
  /** This device has no room for it: what the server does not have is lost with the page. */
  unkept = $state(false);
  #account: string;
  #version: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;
  #dirty = false;
  #sent: DraftContent | undefined;

  constructor(account: string, id: string = newId()) {
    this.#account = account;
    this.id = id;
  }

  get version(): number | null {
    return this.#version;
  }

  /** Whole enough for the server to take it. */
  get isWhole(): boolean {
    return isWhole(this);
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
    this.#sent = kept.sent;
    this.state = kept.dirty ? 'local' : 'server';
    this.savedAt = kept.at;
    return kept.dirty;
  }

  takeServer(announcement: Announcement): void {
    this.#fill(contentOf(announcement));
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
    const theirs = await api.get<Announcement>(this.#address);
    this.#version = theirs.version;
    this.#dirty = true;
    this.state = 'local';
    await this.save();
  }

  async takeTheirs(): Promise<void> {
    this.takeServer(await api.get<Announcement>(this.#address));
  }

  /** Forgets what only this device holds. */
  drop(): void {
    clearTimeout(this.#timer);
    dropLocalDraft(this.#account, this.id);
  }

  #content(): DraftContent {
    return {
      title: this.title.trim(),
      body: this.body.trim(),
      content_class: this.content_class,
      ask_confirmation: this.ask_confirmation,
      area_ids: [...this.area_ids],
    };
  }

  async #send(): Promise<void> {
    const content = this.#content();
    this.#dirty = false;
    this.state = 'saving';
    // Kept before it goes out, for the page may be closed before the answer comes.
    const before = this.#sent;
    this.#sent = content;
    this.#keep();
    try {
      await this.#bring(content, before);
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

  async #bring(content: DraftContent, before: DraftContent | undefined): Promise<void> {
    if (this.#version === null) {
      const made = await api.post<Announcement>('/api/reach/announcements', { id: this.id, ...content });
      this.#version = made.version;
      // It was there already, as an earlier page had sent it.
      if (!isSame(contentOf(made), content)) await this.#change(content);
      return;
    }
    try {
      await this.#change(content);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      const theirs = await api.get<Announcement>(this.#address);
      const saved = contentOf(theirs);
      const isMine = isSame(saved, content) || (before !== undefined && isSame(saved, before));
      if (!isMine || theirs.status !== 'draft') throw error;
      this.#version = theirs.version;
      if (!isSame(saved, content)) await this.#change(content);
    }
  }

  async #change(content: DraftContent): Promise<void> {
    const body = { version: this.#version, ...content };
    this.#version = (await api.patch<Announcement>(this.#address, body)).version;
  }

  get #address(): string {
    return path`/api/reach/announcements/${this.id}`;
  }

  #fill(from: DraftContent): void {
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
      // While it is on its way the server does not have it for certain.
      dirty: this.#dirty || this.state === 'saving',
      sent: this.#sent,
      at: Date.now(),
    };
    this.unkept = !writeLocalDraft(this.#account, kept);
  }
}

let savingWaiting: Promise<void> = Promise.resolve();

/** Saves the drafts on this device that the server is to have and nobody is writing on; one call after another. */
export function saveWaiting(account: string): Promise<void> {
  savingWaiting = savingWaiting.then(() => saveEach(account));
  return savingWaiting;
}

async function saveEach(account: string): Promise<void> {
  for (const kept of localDrafts(account)) {
    if (!kept.dirty || !isWhole(kept) || location.pathname === `/announcements/${kept.id}/edit`) continue;
    const draft = new Draft(account, kept.id);
    draft.takeLocal();
    // What the server refuses waits for its writer.
    await draft.save().catch(() => undefined);
  }
}
