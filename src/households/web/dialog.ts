import type { Household } from '$web/api-types.ts';

/** What every dialog about one household is given. */
export interface HouseholdDialog {
  household: Household;
  open: boolean;
  onclose: () => void;
  ondone: () => void;
}
