// The JSON of this capability by the names its pages use.
import type * as schema from '$web/schema';

export type MatterKind = schema.SchemaMatterKind;
export type MatterStatus = schema.SchemaMatterStatus;
export type BallotChoice = schema.SchemaBallotChoice;
export type MatterRow = schema.SchemaMatterRow;
export type MatterView = schema.SchemaMatterView;
export type VoteView = schema.SchemaVoteView;
export type VoteCount = schema.SchemaVoteCount;
export type PollView = schema.SchemaPollView;
export type MeetingView = schema.SchemaMeetingView;
export type MatterHouse = schema.SchemaMatterHouse;
export type MatterHouses = schema.SchemaMatterHouses;
export type HouseFilter = schema.SchemaHouseFilter;
export type PaperEntered = schema.SchemaPaperEntered;
export type VoteKindList = schema.SchemaVoteKindList;
export type CountingMember = schema.SchemaCountingMember;
export type MatterCard = schema.SchemaMatterCard;
export type MatterCards = schema.SchemaMatterCards;
export type MatterCardView = schema.SchemaMatterCardView;
export type VoteCard = schema.SchemaVoteCard;
export type PollCard = schema.SchemaPollCard;
export type MeetingCard = schema.SchemaMeetingCard;
export type MeetingAnswer = schema.SchemaMeetingAnswer;

/** The address of a matter's page in the work shell. */
export const pageOf = ({ kind, id }: Pick<MatterRow, 'kind' | 'id'>): string => `/assembly/${kind}s/${id}`;

/** The event of the server when a matter or its answers have changed. */
export interface MatterEvent {
  id: string;
  kind: MatterKind;
  status: MatterStatus;
  title: string;
}
