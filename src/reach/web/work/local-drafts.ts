// Drafts as they stand on this device: written at every keystroke, so that a closed tab loses nothing. They are kept
// under the account's id; another account on the same device never sees them.
import { BLANK, type DraftContent } from './draft-content.ts';

export interface LocalDraft extends DraftContent {
  id: string;
  /** What the server had when this was last in step with it, and which version that was; null while it knows nothing. */
  base: DraftContent | null;
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
    // What an older release has kept lacks the newer fields.
    return text ? { ...BLANK, base: null, ...(JSON.parse(text) as Omit<LocalDraft, 'base'>) } : undefined;
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
