export interface Piece {
  text: string;
  href?: string;
}

// Addresses and Vietnamese telephone numbers; a number may be written with spaces or dots.
const LINKS = /(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])|((?:\+84|0)(?:[ .]?\d){8,10}(?!\d))/g;

/** Plain text cut into pieces, with what can be tapped: web addresses and telephone numbers. */
export function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(LINKS)) {
    if (match.index > at) found.push({ text: text.slice(at, match.index) });
    const [whole, address, phone] = match;
    found.push({ text: whole, href: address ?? `tel:${phone?.replace(/[ .]/g, '')}` });
    at = match.index + whole.length;
  }
  if (at < text.length) found.push({ text: text.slice(at) });
  return found;
}
