// The JSON of the REST API as the web app reads it. Times are milliseconds UTC; ids are UUIDs.

export type Role = 'administrator' | 'officer' | 'village_head' | 'group_head' | 'team_member' | 'viewer';

export type Permission =
  | 'areas.view'
  | 'areas.edit'
  | 'households.view'
  | 'households.edit'
  | 'households.invite'
  | 'reach.view'
  | 'reach.publish'
  | 'reach.tell'
  | 'reach.export'
  | 'identity.manage'
  | 'audit.view';

export type AreaKind = 'nation' | 'province' | 'district' | 'commune' | 'village' | 'group';

export interface List<T> {
  items: T[];
  next: string | null;
}

export interface HeldRole {
  role: Role;
  area_id: string;
  area_name: string;
  area_kind: AreaKind;
}

export interface Me {
  account: {
    id: string;
    kind: 'officer' | 'household';
    name: string;
    login: string | null;
    language: 'vi' | 'en';
    totp_enabled: boolean;
  };
  roles: HeldRole[];
  permissions: Permission[];
  household: {
    id: string;
    code: string;
    name: string;
    address: string;
    area_name: string;
    ordinal: number;
  } | null;
  commune_name: string;
  demo: boolean;
}

export interface InvitationLook {
  household_name: string;
  address: string;
  area_name: string;
  has_pin: boolean;
}

export interface Session {
  id: string;
  device: string;
  address: string;
  created_at: number;
  last_seen_at: number;
  current: boolean;
}

export interface Account {
  id: string;
  name: string;
  login: string;
  disabled: boolean;
  version: number;
  roles: (HeldRole & { id: string })[];
  last_seen_at: number | null;
}

export interface TreeArea {
  id: string;
  parent_id: string | null;
  kind: AreaKind;
  name: string;
  code: string | null;
  households: number;
  depth: number;
}

export interface Area {
  id: string;
  kind: AreaKind;
  name: string;
  code: string | null;
  version: number;
  parent_id: string | null;
  valid_from: string;
  valid_to: string | null;
}

export type HouseholdStatus = 'permanent' | 'temporary' | 'away' | 'moved' | 'closed';

export interface HouseholdRow {
  id: string;
  code: string;
  head_name: string;
  address: string;
  area_id: string;
  area_name: string;
  status: HouseholdStatus;
  phone: string | null;
  members: number;
  has_app: boolean;
}

export interface HouseholdMember {
  id: string;
  name: string;
  birth_year: number | null;
  sex: string;
  relation: string;
}

export interface HouseholdPhone {
  id: string;
  number: string;
  owner_name: string;
  is_representative: boolean;
  has_smartphone: boolean;
  has_zalo: boolean;
}

export interface Household {
  id: string;
  code: string;
  ordinal: number;
  head_name: string;
  address: string;
  area_id: string;
  area_path: { id: string; name: string; kind: AreaKind }[];
  walk_order: number;
  status: HouseholdStatus;
  note: string;
  latitude: number | null;
  longitude: number | null;
  version: number;
  members: HouseholdMember[];
  phones: HouseholdPhone[];
  moves: { area_name: string; valid_from: string; valid_to: string | null }[];
  app: { devices: number; invited_at: number | null };
}

/** Best evidence that a household has an announcement, weakest first. */
export type Evidence = 'none' | 'delivered' | 'opened' | 'confirmed' | 'told';
export type Grade = 'delivered' | 'opened' | 'confirmed';

/** Households by best evidence; the five sum up to the audience. */
export interface Coverage {
  audience: number;
  told: number;
  confirmed: number;
  opened: number;
  delivered: number;
  none: number;
}

export interface AnnouncementRow {
  id: string;
  title: string;
  content_class: number;
  status: 'draft' | 'published' | 'withdrawn';
  ask_confirmation: boolean;
  published_at: number | null;
  updated_at: number;
  sender_name: string;
  audience: number;
  coverage: Coverage;
}

export interface Announcement extends AnnouncementRow {
  body: string;
  area_ids: string[];
  sender_area_id: string;
  version: number;
  created_by_name: string;
  withdrawn_reason: string | null;
}

export interface AreaCoverage {
  area_id: string;
  name: string;
  kind: AreaKind;
  coverage: Coverage;
}

export interface CoverageView {
  unit: AreaCoverage;
  path: { id: string; name: string; kind: AreaKind }[];
  children: AreaCoverage[];
  curve: { at: number; told: number; confirmed: number; opened: number; delivered: number }[];
}

export interface WalkRow {
  household_id: string;
  ordinal: number;
  code: string;
  head_name: string;
  address: string;
  walk_order: number;
  area_id: string;
  area_name: string;
  phones: string[];
  evidence: Evidence;
  told_at: number | null;
  told_by: string | null;
}

export interface Walk {
  area: { id: string; name: string };
  announcements: { id: string; title: string }[];
  items: (WalkRow & { missing: string[] })[];
}

export interface AudienceCount {
  households: number;
  app: number;
  zalo: number;
  phone: number;
  none: number;
  by_area: { area_id: string; households: number }[];
}

export interface FeedItem {
  id: string;
  title: string;
  body: string;
  content_class: number;
  ask_confirmation: boolean;
  published_at: number;
  sender_name: string;
  evidence: Evidence;
  withdrawn: boolean;
}

export interface Feed extends List<FeedItem> {
  unanswered: number;
}

export interface Receipt {
  announcement_id: string;
  grade: Grade;
  at: number;
}
