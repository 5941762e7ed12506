// A form as it stood when the session ended under it: it comes back after the next sign-in of the same account in this
// tab, and is gone with the tab.
const key = (account: string, path: string) => `thon.unfinished.${account}.${path}`;

export function keepUnfinished(account: string, path: string, form: unknown): void {
  try {
    sessionStorage.setItem(key(account, path), JSON.stringify(form));
  } catch {
    // without storage it has to be written again
  }
}

/** What was kept; each is taken once. */
export function takeUnfinished<T>(account: string, path: string): T | undefined {
  try {
    const kept = sessionStorage.getItem(key(account, path));
    sessionStorage.removeItem(key(account, path));
    return kept === null ? undefined : (JSON.parse(kept) as T);
  } catch {
    return undefined;
  }
}
