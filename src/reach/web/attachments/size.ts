import { formatNumber } from '$web/i18n.svelte.ts';

/** "340 KB", "1,2 MB" */
export function sizeInWords(bytes: number): string {
  if (bytes < 2 ** 20) return `${formatNumber(Math.max(1, Math.round(bytes / 1024)))} KB`;
  return `${formatNumber(Math.round((bytes / 2 ** 20) * 10) / 10)} MB`;
}
