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
  | 'identity.manage'
  | 'assembly.view'
  | 'assembly.hold'
  | 'assembly.count'
  | 'assembly.settings'
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
export type AreaCoverage = schema.SchemaUnitCoverage;
export type CoverageView = schema.SchemaCoverageView;

export type WalkRow = schema.SchemaWalkRow;
export type Walk = schema.SchemaWalk;
export type AudienceCount = schema.SchemaAudiencePreview;

export type FeedItem = schema.SchemaFeedItem;
export type Feed = schema.SchemaFeed;
export type Receipt = schema.SchemaReceipt;
