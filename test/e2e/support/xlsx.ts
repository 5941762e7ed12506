import { inflateRawSync } from 'node:zlib';

/** A file inside a zip archive, found by the archive's own directory at its end. */
function fileInZip(zip: Buffer, wanted: string): string | undefined {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    if (name === wanted) {
      const local = zip.readUInt32LE(at + 42);
      const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
      const bytes = zip.subarray(from, from + zip.readUInt32LE(at + 20));
      return (zip.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)).toString('utf8');
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return undefined;
}

const MS_PER_DAY = 86_400_000;

/** The instant of a cell that holds a date and time in Vietnam (UTC+7). */
export const instantOf = (serial: number): number =>
  Math.round((serial - 25_569) * MS_PER_DAY) - 7 * 3_600_000;

/** All texts of a workbook, its numbers row by row, and how many rows its sheets have together. */
export function readXlsx(file: Buffer): { texts: string[]; rows: number; numbers: number[][] } {
  const parts = [fileInZip(file, 'xl/sharedStrings.xml') ?? ''];
  for (let number = 1; ; number++) {
    const sheet = fileInZip(file, `xl/worksheets/sheet${number}.xml`);
    if (sheet === undefined) break;
    parts.push(sheet);
  }
  const all = parts.join('');
  const texts = [...all.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((found) => found[1] ?? '');
  const numbers = [...all.matchAll(/<row .*?<\/row>/gs)].map(([row]) =>
    [...row.matchAll(/<c (?![^>]*t=)[^>]*><v>([^<]*)<\/v>/g)].map((found) => Number(found[1])),
  );
  return { texts, rows: numbers.length, numbers };
}
