import { fetchBlob, path, withQuery } from '$web/api.ts';
import { dropKept, readKept, writeKept } from '$web/kept.ts';

// Pictures and papers that this account has seen on this device: they open again without a network.
const MOST = 60;
const KIND = 'attachment';

/** Bytes, not a Blob: those are lost on some older iPhones. */
interface KeptFile {
  type: string;
  bytes: ArrayBuffer;
}

const address = (announcement: string, id: string, preview: boolean) =>
  withQuery(path`/api/reach/announcements/${announcement}/attachments/${id}`, {
    preview: preview || undefined,
  });

/** The file, or the small picture of it: what this device has kept, else what the server says. Throws without both. */
export async function attachedFile(
  account: string,
  announcement: string,
  id: string,
  preview: boolean,
): Promise<Blob> {
  const key = preview ? `${id}/preview` : id;
  const kept = await readKept<KeptFile>(account, KIND, key);
  if (kept) return new Blob([kept.bytes], { type: kept.type });
  const file = await fetchBlob(address(announcement, id, preview));
  const keep: KeptFile = { type: file.type, bytes: await file.arrayBuffer() };
  if (await writeKept(account, KIND, key, keep)) await makeRoom(account, key);
  return file;
}

// The oldest go first; the list of what is here stands beside them.
async function makeRoom(account: string, newest: string): Promise<void> {
  const known = (await readKept<string[]>(account, `${KIND}s`)) ?? [];
  const keys = [...known.filter((key) => key !== newest), newest];
  for (const key of keys.splice(0, Math.max(0, keys.length - MOST))) await dropKept(account, KIND, key);
  await writeKept(account, `${KIND}s`, '', keys);
}
