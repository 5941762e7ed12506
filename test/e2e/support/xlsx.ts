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

/** All texts of a workbook, and how many rows its first sheet has. */
export function readXlsx(file: Buffer): { texts: string[]; rows: number } {
  const shared = fileInZip(file, 'xl/sharedStrings.xml') ?? '';
  const sheet = fileInZip(file, 'xl/worksheets/sheet1.xml') ?? '';
  const texts = [...shared.matchAll(/<t[^>]*>([^<]*)<\/t>/g)].map((found) => found[1] ?? '');
  return { texts, rows: [...sheet.matchAll(/<row /g)].length };
}
