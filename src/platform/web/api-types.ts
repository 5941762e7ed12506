// The JSON of the REST API by the names that the web app uses. The types themselves are written by `./dev api` from
// the program's own description; only what the program calls plain text is told more exactly here.

import type * as schema from './schema';

export type Role = 'administrator' | 'officer' | 'village_head' | 'group_head' | 'team_member' | 'viewer';

export type Permission =
  | 'areas.view'
  | 'areas.edit'
  | 'households.view'
  | 'households.edit'
  | 'households.invite'
  | 'reach.view'
  | 'reach.doors'
  | 'reach.publish'
  | 'reach.tell'
  | 'reach.export'
  | 'reach.rules'
  | 'identity.manage'
  | 'assembly.view'
  | 'assembly.hold'
  | 'assembly.count'
  | 'assembly.settings'
  | 'channels.manage'
  | 'channels.speak'
  | 'rollcall.view'
  | 'rollcall.hold'
  | 'rollcall.mark'
  | 'talk.answer'
  | 'talk.settings'
  | 'talk.moderate'
  | 'audit.view';

export type AreaKind = schema.SchemaAreaKind;

export interface List<T> {
  items: T[];
  next: string | null;
}

export type HeldRole = Omit<schema.SchemaMeRole, 'role' | 'area_kind'> & { role: Role; area_kind: AreaKind };

export type Me = Omit<schema.SchemaMe, 'roles' | 'permissions' | 'account'> & {
  account: Omit<schema.SchemaMeAccount, 'kind' | 'language'> & {
    kind: 'officer' | 'household';
    language: schema.SchemaLanguage;
  };
  roles: HeldRole[];
  permissions: Permission[];
};

export type InvitationLook = schema.SchemaInvitationView;
export type Session = schema.SchemaSessionRow;
export type Account = Omit<schema.SchemaAccountRow, 'roles' | 'totp_enabled'> & {
  roles: (HeldRole & { id: string })[];
};

export type TreeArea = schema.SchemaAreaTreeItem;
export type Area = schema.SchemaArea;

export type HouseholdStatus = schema.SchemaHouseholdStatus;
export type HouseholdRow = schema.SchemaRegisterItem;
export type HouseholdMember = schema.SchemaHouseholdMember;
export type HouseholdPhone = schema.SchemaHouseholdPhone;
export type Household = schema.SchemaHouseholdPage;

/** Best evidence that a household has an announcement, weakest first. */
export type Evidence = schema.SchemaEvidence;
export type Grade = schema.SchemaReceiptGrade;

/** Households by best evidence; the five sum up to the audience. */
export type Coverage = schema.SchemaCoverage;

export type AnnouncementRow = schema.SchemaAnnouncementRow;
export type Announcement = schema.SchemaAnnouncement;
export type AudienceFilter = schema.SchemaAudienceFilter;
export type Contact = schema.SchemaContact;
export type Standing = schema.SchemaStanding;
export type SavedAudience = schema.SchemaSavedAudience;
export type TagCount = schema.SchemaTagCount;
export type PostingRegister = schema.SchemaPostingRegister;
export type PostingEntry = schema.SchemaPostingEntry;
export type Attachment = schema.SchemaAttachment;
export type Template = schema.SchemaTemplate;
export type AreaCoverage = schema.SchemaUnitCoverage;
export type CoverageView = schema.SchemaCoverageView;

export type WalkRow = schema.SchemaWalkRow;
export type Walk = schema.SchemaWalk;
export type Visit = schema.SchemaVisit;
export type VisitOutcome = schema.SchemaVisitOutcome;
export type ToldPlace = schema.SchemaToldPlace;
export type Sheet = schema.SchemaSheet;
export type SheetEntry =
  schema.paths['/api/reach/sheets/{sheet_id}/entry']['post']['requestBody']['content']['application/json'];
export type SheetEntryResult = schema.SchemaSheetEntryResult;
export type AudienceCount = schema.SchemaAudiencePreview;
export type Deadline = schema.SchemaDeadline;
export type ClassRule = schema.SchemaClassRule;
export type ClassRules = schema.SchemaClassRules;
export type CalendarYear = schema.SchemaCalendarYear;
export type CalendarDay = schema.SchemaCalendarDay;
export type DayKind = schema.SchemaDayKind;

export type WaveKind = schema.SchemaWaveKind;
export type WaveState = schema.SchemaWaveState;
export type Skip = schema.SchemaSkip;
export type PlanMode = schema.SchemaPlanMode;
export type WaveView = schema.SchemaWaveView;
export type PlanView = schema.SchemaPlanView;
export type WhatIf = schema.SchemaWhatIf;
export type WhatIfView = schema.SchemaWhatIfView;
export type ForecastBin = schema.SchemaForecastBin;
export type PastForecast = schema.SchemaPastForecast;
export type ForecastsView = schema.SchemaForecastsView;
export type MuteReason = schema.SchemaMuteReason;
export type MutedHouse = schema.SchemaMutedHouse;
export type HouseLink = schema.SchemaHouseLink;
export type ChatPage = schema.SchemaChatPage;
export type ChatHouse = schema.SchemaChatHouse;
export type ChatAnswer = schema.SchemaChatAnswer;
export type ChatText = schema.SchemaChatText;
export type ChatRow = schema.SchemaChatRow;
export type ChatRows = schema.SchemaChatRows;

export type ChannelKind = schema.SchemaKind;
export type DeliveryState = schema.SchemaDeliveryState;
export type DeliveryCount = schema.SchemaDeliveryCount;
export type ChannelDelivery = schema.SchemaChannelDelivery;
export type DeliveryView = schema.SchemaDeliveryView;
export type DeliveryHouse = schema.SchemaDeliveryHouse;
export type DeliveryHouses = schema.SchemaDeliveryHouses;
export type Ways = schema.SchemaWays;

export type FeedItem = schema.SchemaFeedItem;
export type Feed = schema.SchemaFeed;
export type Receipt = schema.SchemaReceipt;
export type PushState = schema.SchemaPushState;
