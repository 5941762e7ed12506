// The invitation this phone was signed in with. When the session ends by itself, the family comes back with the PIN
// alone instead of looking for the paper; signing out on purpose forgets it.
export interface KeptHouse {
  token: string;
  name: string;
}

const KEPT = 'thon.house';

export function keptHouse(): KeptHouse | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? 'null') as KeptHouse | null;
  } catch {
    return null;
  }
}

export function keepHouse(house: KeptHouse | null): void {
  try {
    if (house) localStorage.setItem(KEPT, JSON.stringify(house));
    else localStorage.removeItem(KEPT);
  } catch {
    // without storage the paper is asked for again
  }
}
