// What changes from one announcement to the next stands in braces: "Họp lúc {giờ} tại {nơi họp}".
const FIELD = /\{([^{}\n]{1,40})\}/g;

/** The names in braces, in order, each once. */
export function fieldsOf(text: string): string[] {
  const names = [...text.matchAll(FIELD)].map(([, name]) => name ?? '').filter((name) => name.trim());
  return [...new Set(names)];
}

/** The text with what was typed in place of the braces; what was left empty keeps them. */
export const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(FIELD, (braces, name: string) => values[name]?.trim() || braces);
