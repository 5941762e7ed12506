import { readSetting, writeSetting } from '$web/settings.ts';

/** The house that this device answered for in a group's chat, and what stands for its telephone's digits. */
export interface MyHouse {
  number: number;
  proof: string;
}

export function myHouse(): MyHouse | null {
  try {
    const kept: unknown = JSON.parse(readSetting('house') ?? 'null');
    const { number, proof } = (kept ?? {}) as Partial<MyHouse>;
    return typeof number === 'number' && typeof proof === 'string' ? { number, proof } : null;
  } catch {
    return null;
  }
}

export function keepMyHouse(house: MyHouse): void {
  writeSetting('house', JSON.stringify(house));
}
