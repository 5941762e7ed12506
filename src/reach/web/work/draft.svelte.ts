import { api, ApiError, path } from '$web/api.ts';
import type { Announcement, Attachment } from '$web/api-types.ts';
import { newId } from '$web/ids.ts';
import {
  BLANK,
  changed,
  contentOf,
  FIELDS,
  merged,
  picked,
  settled,
  type DraftContent,
  type DraftField,
} from './draft-content.ts';
import { dropLocalDraft, localDrafts, readLocalDraft, writeLocalDraft } from './local-drafts.ts';

const SAVE_AFTER_MS = 1_200;

/** conflict: somebody else changed the same fields · ended: published, withdrawn or thrown away meanwhile */
export type SaveState = 'untouched' | 'local' | 'saving' | 'server' | 'offline' | 'conflict' | 'ended';

export interface Clash {
  fields: DraftField[];
  theirs: DraftContent;
  /** Whose version it is, as far as the server has said. */
  name: string;
}

/**
 * An announcement being written: kept on this device at every change, and on the server from the first word on. What
 * others change meanwhile comes in field by field.
 */
export class Draft {
  readonly id: string;
  content = $state<DraftContent>({ ...BLANK });
  state = $state<SaveState>('untouched');
  savedAt = $state(0);
  /** This device has no room for it: what the server does not have is lost with the page. */
  unkept = $state(false);
  /** As the server last answered it: deadline, rule, appointment. */
  server = $state.raw<Announcement | undefined>();
  clash = $state.raw<Clash | undefined>();
  #account: string;
  #base: DraftContent | null = null;
  /** What was last on its way: it may have arrived although nobody heard the answer. */
  #sent: DraftContent | undefined;
  #version = $state<number | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | undefined;

  constructor(account: string, id: string = newId()) {
    this.#account = account;
    this.id = id;
  }

  get version(): number | null {
    return this.#version;
  }

  get isEmpty(): boolean {
    return this.#version === null && changed(BLANK, settled(this.content)).every((one) => one === 'area_ids');
  }

  /** True while the server lacks something that stands here. */
  get isDirty(): boolean {
    return this.#base === null ? !this.isEmpty : changed(this.#base, settled(this.content)).length > 0;
  }

  /** What this device holds, if it holds anything. */
  takeLocal(): boolean {
    const kept = readLocalDraft(this.#account, this.id);
    if (!kept) return false;
    this.content = { ...BLANK, ...picked(kept, FIELDS) };
    this.#base = kept.base;
    this.#sent = kept.sent;
    this.#version = kept.base ? kept.version : null;
    this.state = kept.dirty ? 'local' : 'server';
    this.savedAt = kept.at;
    return true;
  }

  /** Takes in what the server says; what has been written here since the two were in step stays. */
  takeServer(announcement: Announcement, since: DraftContent | null = this.#base, name = ''): void {
    const theirs = contentOf(announcement);
    const { content, clashes } = since
      ? merged(since, $state.snapshot(this.content), theirs, this.#sent)
      : { content: this.isEmpty ? theirs : $state.snapshot(this.content), clashes: [] };
    if (changed(content, $state.snapshot(this.content)).length) this.content = content;
    this.#base = theirs;
    this.#version = announcement.version;
    this.#sent = undefined;
    this.server = announcement;
    this.savedAt = announcement.updated_at;
    this.clash = clashes.length ? { fields: clashes, theirs, name } : undefined;
    if (announcement.status !== 'draft') this.state = 'ended';
    else if (this.clash) this.state = 'conflict';
    else this.state = this.isDirty ? 'local' : 'server';
    if (this.state === 'server' || this.state === 'ended') dropLocalDraft(this.#account, this.id);
    else this.#keep();
  }

  /** After every change by the user. */
  touch(): void {
    if (this.state === 'ended') return;
    if (this.state !== 'conflict') this.state = 'local';
    this.#keep();
    this.#later();
  }

  /** Brings what stands here to the server; throws its refusal. `leaving`: the page is being closed. */
  async save(leaving = false): Promise<void> {
    clearTimeout(this.#timer);
    await this.#saving?.catch(() => undefined);
    if (!this.isDirty || this.state === 'conflict' || this.state === 'ended') return;
    this.#saving = this.#send(leaving);
    return this.#saving;
  }

  async publish(): Promise<Announcement> {
    await this.save();
    return this.#end(
      await api.post<Announcement>(path`/api/reach/announcements/${this.id}/publish`, {
        version: this.#version,
      }),
    );
  }

  /** What goes with it has changed on the server. */
  attached(attachments: Attachment[]): void {
    if (this.server) this.server = { ...this.server, attachments };
  }

  /** Lets it publish itself at a time; 0: not after all. */
  async schedule(at: number): Promise<Announcement> {
    await this.save();
    const scheduled = await api.post<Announcement>(path`/api/reach/announcements/${this.id}/schedule`, {
      version: this.#version,
      at,
    });
    this.takeServer(scheduled);
    return scheduled;
  }

  /** Of the fields that both have changed, those named become as the other wrote them; for the others mine count. */
  async settle(keepTheirs: readonly DraftField[]): Promise<void> {
    const clash = this.clash;
    if (!clash) return;
    this.content = { ...$state.snapshot(this.content), ...picked(clash.theirs, keepTheirs) };
    this.clash = undefined;
    this.state = 'local';
    this.#keep();
    await this.save();
  }

  /** Throws it away; the function answered takes it back. */
  async discard(): Promise<() => Promise<void>> {
    clearTimeout(this.#timer);
    await this.#saving?.catch(() => undefined);
    const kept = readLocalDraft(this.#account, this.id);
    if (this.#version !== null) {
      await api.post(path`/api/reach/announcements/${this.id}/discard`, { version: this.#version });
    }
    dropLocalDraft(this.#account, this.id);
    this.state = 'ended';
    return async () => {
      if (this.#version !== null) await api.post(path`/api/reach/announcements/${this.id}/restore`);
      if (kept) writeLocalDraft(this.#account, kept);
    };
  }

  #later(): void {
    clearTimeout(this.#timer);
    if (this.isEmpty || this.state === 'conflict') return;
    this.#timer = setTimeout(() => void this.save().catch(() => undefined), SAVE_AFTER_MS);
  }

  #end(published: Announcement): Announcement {
    dropLocalDraft(this.#account, this.id);
    this.state = 'ended';
    return published;
  }

  async #send(leaving: boolean): Promise<void> {
    this.state = 'saving';
    try {
      await this.#bring(leaving);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw this.#refused(error);
      await this.#compare(error);
      // Read anew: comparing has changed it.
      const found = this.state as SaveState;
      if (found === 'server') return;
      if (found !== 'local') throw error;
      // Nobody else had changed it: it was this device's own, whose answer was not heard.
      await this.#bring(leaving).catch((second: unknown) => Promise.reject(this.#refused(second)));
    }
    if (this.isDirty) this.#later();
  }

  /** Takes in what stands on the server, which has refused what was made on an older version. */
  async #compare(refusal: ApiError): Promise<void> {
    try {
      const theirs = await api.get<Announcement>(this.#address);
      this.takeServer(theirs, this.#base, String(refusal.params.name ?? ''));
    } catch (error) {
      throw this.#refused(error);
    }
  }

  async #bring(leaving: boolean): Promise<void> {
    const sent = settled($state.snapshot(this.content));
    // Kept before it goes out, for the page may be closed before the answer comes.
    this.#sent ??= sent;
    this.#keep();
    if (this.#version === null || this.#base === null) {
      const { change_note: _, ...first } = sent;
      const made = await api.post<Announcement>(
        '/api/reach/announcements',
        { id: this.id, ...first },
        { keepalive: leaving },
      );
      // Made before, when the answer got lost on the way: then it holds older words, and what stands here counts.
      this.takeServer(made, contentOf(made));
      if (this.state !== 'local') return;
    }
    const edits = picked(sent, changed(this.#base ?? BLANK, sent));
    const body = { version: this.#version, ...edits };
    this.takeServer(await api.patch<Announcement>(this.#address, body, { keepalive: leaving }), sent);
  }

  /** Where a draft stands that the server did not take. */
  #refused(error: unknown): unknown {
    if (!(error instanceof ApiError)) return error;
    this.state = error.isOffline ? 'offline' : 'local';
    if (error.status === 404 && this.#version !== null) this.state = 'ended';
    this.#keep();
    return error;
  }

  get #address(): string {
    return path`/api/reach/announcements/${this.id}`;
  }

  #keep(): void {
    this.unkept = !writeLocalDraft(this.#account, {
      ...$state.snapshot(this.content),
      id: this.id,
      base: this.#base,
      version: this.#version,
      // While it is on its way the server does not have it for certain.
      dirty: this.isDirty || this.state === 'saving',
      sent: this.#sent,
      at: Date.now(),
    });
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
    if (!kept.dirty || location.pathname === `/announcements/${kept.id}/edit`) continue;
    const draft = new Draft(account, kept.id);
    draft.takeLocal();
    // What the server refuses waits for its writer.
    await draft.save().catch(() => undefined);
  }
}
