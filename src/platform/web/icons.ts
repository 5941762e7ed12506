import first from './icons.svg?url';
import more from './more-icons.svg?url';

// To add a picture, put its <symbol> into one of the two files and its name into the list of that file.

/** In icons.svg: what a household's first page shows, and the announcement opened from it. */
export const FIRST_ICONS = [
  'ballot',
  'bell',
  'map-pin',
  'message-circle',
  'check',
  'check-check',
  'circle-check',
  'circle-alert',
  'x',
  'plus',
  'minus',
  'search',
  'chevron-down',
  'arrow-left',
  'settings',
  'volume-2',
  'square',
  'refresh-cw',
  'wifi-off',
  'cloud-off',
  'calendar',
  'list-checks',
  'clock',
  'undo-2',
  'history',
  'messages-square',
] as const;

/** In more-icons.svg: what only other pages show; it is fetched when the first of these is drawn. */
export const MORE_ICONS = [
  'house',
  'users',
  'map',
  'phone',
  'megaphone',
  'triangle-alert',
  'info',
  'chevron-right',
  'chevron-left',
  'menu',
  'log-out',
  'log-in',
  'lock',
  'key-round',
  'eye',
  'eye-off',
  'printer',
  'download',
  'upload',
  'file-text',
  'file-spreadsheet',
  'qr-code',
  'pencil',
  'trash-2',
  'ellipsis-vertical',
  'filter',
  'footprints',
  'shield-check',
  'smartphone',
  'user',
  'user-plus',
  'sun',
  'moon',
  'sun-moon',
  'languages',
  'a-large-small',
  'send',
  'delete',
  'circle-question-mark',
  'chart-column',
  'building-2',
  'globe',
  'copy',
  'arrow-right',
  'trees',
  'pin',
  'image',
] as const;

export type IconName = (typeof FIRST_ICONS)[number] | (typeof MORE_ICONS)[number];

const isFirst = (name: IconName): boolean => (FIRST_ICONS as readonly string[]).includes(name);

export const iconHref = (name: IconName): string => `${isFirst(name) ? first : more}#${name}`;
