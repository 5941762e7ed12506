// What was typed of a paper list and not saved yet: a closed app or a dead battery costs nothing.

export interface PaperDraft {
  date: string;
  told: string;
  absent: string;
  refused: string;
  moved: string;
  /** When it was saved first: saving the same again is the same entry to the server. */
  made_at: number | null;
}

const place = (account: string, code: string) => `thon.paper.${account}.${code}`;

export function readPaperDraft(account: string, code: string): Partial<PaperDraft> {
  try {
    return JSON.parse(localStorage.getItem(place(account, code)) ?? '{}') as Partial<PaperDraft>;
  } catch {
    return {};
  }
}

export function writePaperDraft(account: string, code: string, draft: PaperDraft | null): void {
  try {
    if (draft) localStorage.setItem(place(account, code), JSON.stringify(draft));
    else localStorage.removeItem(place(account, code));
  } catch {
    // then it lasts as long as the page
  }
}
