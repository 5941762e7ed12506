import type { Area } from '$web/api-types.ts';

/** What every dialog about one unit is given. */
export interface AreaDialog {
  area: Area;
  open: boolean;
  onclose: () => void;
  ondone: () => void;
}
