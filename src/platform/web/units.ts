import type { HeldRole, TreeArea } from './api-types.ts';

export interface Units {
  items: TreeArea[];
}

/** The units that someone's roles cover: those they are held at and everything below. Rows in pre-order. */
export function mayHold(units: readonly TreeArea[], roles: readonly Pick<HeldRole, 'area_id'>[]): TreeArea[] {
  const held = new Set(roles.map((role) => role.area_id));
  const covered = new Set<string>();
  return units.filter((unit) => {
    if (!held.has(unit.id) && !(unit.parent_id && covered.has(unit.parent_id))) return false;
    covered.add(unit.id);
    return true;
  });
}

/** "Thôn Thu Quế, Tổ 2 (Thôn Trung Hòa)" in the order of the tree. */
export function unitNames(units: readonly TreeArea[], ids: readonly string[]): string {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const nameOf = (unit: TreeArea) => {
    const parent = unit.kind === 'group' && unit.parent_id ? byId.get(unit.parent_id) : undefined;
    return parent ? `${unit.name} (${parent.name})` : unit.name;
  };
  return units
    .filter((unit) => ids.includes(unit.id))
    .map(nameOf)
    .join(', ');
}

/** The way down to a unit, itself last. */
export function wayTo(units: readonly TreeArea[], id: string): TreeArea[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const way: TreeArea[] = [];
  for (let unit = byId.get(id); unit; unit = unit.parent_id ? byId.get(unit.parent_id) : undefined) {
    way.unshift(unit);
  }
  return way;
}
