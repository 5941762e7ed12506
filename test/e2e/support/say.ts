import { resolve } from 'node:path';
import { readTexts } from '../../../tools/vite-texts.ts';

const { texts } = readTexts(resolve(import.meta.dirname, '../../../src'), 'vi');

/** The Vietnamese sentence of a key, as people see it: journeys read and press what is written on the screen. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  const sentence = texts[key];
  if (sentence === undefined) throw new Error(`no sentence ${key}`);
  return sentence.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? value.toLocaleString('vi-VN') : value;
  });
}
