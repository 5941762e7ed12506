// The JSON of this capability by the names its pages use.
import type * as schema from '$web/schema';

export type RollKind = schema.SchemaRollKind;
export type RollState = schema.SchemaRollState;
export type RollNeed = schema.SchemaRollNeed;
export type RollAnswer = schema.SchemaRollAnswer;
export type RollMark = schema.SchemaRollMark;
export type RollListName = schema.SchemaRollList;
export type RollFigures = schema.SchemaRollFigures;
export type RollUnitFigures = schema.SchemaRollUnitFigures;
export type RollCallRow = schema.SchemaRollCallRow;
export type RollCallView = schema.SchemaRollCallView;
export type RollHouse = schema.SchemaRollHouse;
export type RollHouses = schema.SchemaRollHouses;
export type RollHouseView = schema.SchemaRollHouseView;
export type RollDoors = schema.SchemaRollDoors;
export type RollReport = schema.SchemaRollReportView;
export type RollResults = schema.SchemaRollResults;
export type MyRollCall = schema.SchemaMyRollCall;
export type MyRollCalls = schema.SchemaMyRollCalls;

export const KINDS: readonly RollKind[] = ['flood', 'storm', 'fire', 'landslide', 'other'];
export const NEEDS: readonly RollNeed[] = ['medical', 'evacuation', 'supplies', 'trapped', 'other'];

/** The event of the server when a roll-call or what was said in it has changed. */
export interface RollEvent {
  id: string;
  title: string;
  drill: boolean;
  ended: boolean;
}

/** What is needed, as far as it was said. */
export interface Detail {
  need?: RollNeed;
  people?: number;
  place?: string;
  note?: string;
}
