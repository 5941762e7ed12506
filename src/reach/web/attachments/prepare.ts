import { newId } from '$web/ids.ts';

// What a file becomes before it is sent: a picture is made small enough for a weak network, and leaves behind what the
// camera wrote into it (where, when, by which phone); a paper goes as it is.

export interface Prepared {
  id: string;
  name: string;
  /** base64 */
  content: string;
  preview?: string;
}

const LARGE = { side: 1600, quality: 0.82 };
const SMALL = { side: 360, quality: 0.7 };
/** What one request can carry. */
export const MOST_BYTES = 1_350_000;

export class TooLarge extends Error {}

/** Throws TooLarge, or an error when a picture cannot be read. */
export async function prepared(file: File): Promise<Prepared> {
  const name = file.name.slice(0, 120).trim() || 'Tệp';
  const id = newId();
  if (!file.type.startsWith('image/')) return { id, name, content: await base64(whole(file)) };
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const content = await base64(whole(await drawn(picture, LARGE)));
    return { id, name, content, preview: await base64(await drawn(picture, SMALL)) };
  } finally {
    picture.close();
  }
}

function whole(file: Blob): Blob {
  if (file.size > MOST_BYTES) throw new TooLarge();
  return file;
}

/** The size a picture is drawn in: its longer side as said at most, never larger than it is. */
export function fitted(width: number, height: number, side: number): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

async function drawn(picture: ImageBitmap, { side, quality }: typeof LARGE): Promise<Blob> {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, fitted(picture.width, picture.height, side));
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  // JPEG knows no transparency: drawings with it would come out black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/jpeg', quality);
  });
}

async function base64(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 32_768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  }
  return btoa(text);
}
