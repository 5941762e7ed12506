// Choices that belong to this device, not to the account: they must work before sign-in and without a network.
// `push`: the account whose messages are pushed here.
type Name = 'language' | 'theme' | 'zoom' | 'house' | 'push';

/** Where the last known account is kept, so that the app opens without a network. */
export const KEPT_ACCOUNT = 'thon.me';

/** The id of the account that this device keeps as signed in, as any tab has left it. */
export function keptAccount(): string | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT_ACCOUNT) ?? 'null') as {
      account: { id: string };
    } | null;
    return kept?.account.id;
  } catch {
    return undefined;
  }
}

export function readSetting(name: Name): string | null {
  try {
    return localStorage.getItem(`thon.${name}`);
  } catch {
    return null; // storage may be closed to us (private window): the choice then lasts for this visit only
  }
}

export function writeSetting(name: Name, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`thon.${name}`);
    else localStorage.setItem(`thon.${name}`, value);
  } catch {
    // see readSetting
  }
}
