// Choices that belong to this device, not to the account: they must work before sign-in and without a network.
type Name = 'language' | 'theme' | 'zoom' | 'house';

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
