import { readSetting, writeSetting } from './settings.ts';

export type Theme = 'system' | 'light' | 'dark';
export const ZOOMS = [1, 1.25, 1.5, 1.75, 2] as const;

/** The look of this device: theme and text size. Change them through setTheme and setZoom. */
export const look = $state({ theme: 'system' as Theme, zoom: 1 });

export function setTheme(theme: Theme): void {
  look.theme = theme;
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  writeSetting('theme', theme === 'system' ? null : theme);
}

export function setZoom(zoom: number): void {
  look.zoom = Math.min(2, Math.max(1, zoom));
  document.documentElement.style.setProperty('--zoom', String(look.zoom));
  writeSetting('zoom', look.zoom === 1 ? null : String(look.zoom));
}

/** One step larger (+1) or smaller (-1). */
export function stepZoom(step: 1 | -1): void {
  const at = ZOOMS.findIndex((zoom) => zoom >= look.zoom);
  setZoom(ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, at + step))] ?? 1);
}

export function startLook(): void {
  const theme = readSetting('theme');
  if (theme === 'light' || theme === 'dark') setTheme(theme);
  const zoom = Number(readSetting('zoom'));
  if (zoom > 1) setZoom(zoom);
}
