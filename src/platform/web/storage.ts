// How safe what this device keeps is: browsers may clear it when room gets short, unless they were asked not to.

export interface StorageState {
  /** The browser has promised not to clear it by itself. */
  isPersistent: boolean;
  /** Hardly any room is left. */
  isTight: boolean;
}

const LEAST_ROOM = 20 * 2 ** 20;
const FULL = 0.9;

let asked: Promise<boolean> | undefined;

/**
 * Asks the browser to keep what this device holds. Called when there is first something to lose: some browsers show
 * a question, which makes sense to people only then.
 */
export function keepStorage(): Promise<boolean> {
  asked ??= (async () => {
    try {
      return (await navigator.storage.persisted()) || (await navigator.storage.persist());
    } catch {
      return false;
    }
  })();
  return asked;
}

export async function storageState(): Promise<StorageState> {
  try {
    const [isPersistent, { usage = 0, quota = 0 }] = await Promise.all([
      navigator.storage.persisted(),
      navigator.storage.estimate(),
    ]);
    const isTight = quota > 0 && (usage > quota * FULL || quota - usage < LEAST_ROOM);
    return { isPersistent, isTight };
  } catch {
    return { isPersistent: false, isTight: false };
  }
}
