// Drafts as they stand on this device: written at every keystroke, so that a closed tab loses nothing. They are kept
// under the account's id; another account on the same device never sees them.
import type { ContentClass } from './classes.ts';

export interface DraftContent {
  title: string;
  body: string;
  content_class: ContentClass;
  ask_confirmation: boolean;
  area_ids: string[];
}

export interface LocalDraft extends DraftContent {
  id: string;
  /** The version on the server that this was made from; null while the server knows nothing of it. */
  version: number | null;
  /** True while the server does not have what stands here. */
  dirty: boolean;
  /** What was last on its way to the server: it may have arrived although nobody heard the answer. */
  sent?: DraftContent;
  at: number;
}

const prefix = (account: string) => `thon.draft.${account}.`;

export function readLocalDraft(account: string, id: string): LocalDraft | undefined {
  try {
    const text = localStorage.getItem(prefix(account) + id);
    return text ? (JSON.parse(text) as LocalDraft) : undefined;
  } catch {
    return undefined;
  }
}

/** False when the device has no room or keeps nothing: the user must then be told. */
export function writeLocalDraft(account: string, draft: LocalDraft): boolean {
  try {
    localStorage.setItem(prefix(account) + draft.id, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropLocalDraft(account: string, id: string): void {
  try {
    localStorage.removeItem(prefix(account) + id);
  } catch {
    // a store that keeps nothing has nothing to forget
  }
}

/** All drafts of the account on this device, the newest first. */
export function localDrafts(account: string): LocalDraft[] {
  const found: LocalDraft[] = [];
  try {
    for (let index = 0; index < localStorage.length; index += 1) {
      const key = localStorage.key(index) ?? '';
      if (!key.startsWith(prefix(account))) continue;
      const draft = readLocalDraft(account, key.slice(prefix(account).length));
      if (draft) found.push(draft);
    }
  } catch {
    return [];
  }
  return found.toSorted((one, other) => other.at - one.at);
}
