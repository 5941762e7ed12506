import { fold } from '../fold.ts';

/** What UnitTree needs of a unit; the rows of GET /api/areas/tree fit as they are. */
export interface Unit {
  id: string;
  parent_id: string | null;
  name: string;
  households?: number;
}

export interface UnitNode<U extends Unit = Unit> {
  unit: U;
  parent: UnitNode<U> | undefined;
  children: UnitNode<U>[];
  depth: number;
  folded: string;
}

/** Rows in pre-order become a forest; a unit whose parent is not in the list is a root. */
export function growTree<U extends Unit>(
  units: readonly U[],
): { roots: UnitNode<U>[]; byId: Map<string, UnitNode<U>> } {
  const byId = new Map<string, UnitNode<U>>();
  for (const unit of units) {
    byId.set(unit.id, { unit, parent: undefined, children: [], depth: 0, folded: fold(unit.name) });
  }
  const roots: UnitNode<U>[] = [];
  for (const node of byId.values()) {
    node.parent = node.unit.parent_id === null ? undefined : byId.get(node.unit.parent_id);
    node.depth = node.parent ? node.parent.depth + 1 : 0;
    (node.parent?.children ?? roots).push(node);
  }
  return { roots, byId };
}

export type Tick = 'on' | 'off' | 'mixed';

function anyTickedBelow(node: UnitNode, ticked: ReadonlySet<string>): boolean {
  return node.children.some((child) => ticked.has(child.unit.id) || anyTickedBelow(child, ticked));
}

function tickedAbove(node: UnitNode, ticked: ReadonlySet<string>): UnitNode | undefined {
  for (let up = node.parent; up; up = up.parent) if (ticked.has(up.unit.id)) return up;
  return undefined;
}

/** A ticked unit means all below it, so the set holds only the highest units that are wholly ticked. */
export function tickOf(node: UnitNode, ticked: ReadonlySet<string>): Tick {
  if (ticked.has(node.unit.id) || tickedAbove(node, ticked)) return 'on';
  return anyTickedBelow(node, ticked) ? 'mixed' : 'off';
}

function removeBelow(node: UnitNode, ticked: Set<string>): void {
  for (const child of node.children) {
    ticked.delete(child.unit.id);
    removeBelow(child, ticked);
  }
}

/** The set after a tap on one unit. */
export function toggle(node: UnitNode, before: ReadonlySet<string>): Set<string> {
  const ticked = new Set(before);
  if (tickOf(node, ticked) === 'on') untick(node, ticked);
  else tick(node, ticked);
  return ticked;
}

function tick(node: UnitNode, ticked: Set<string>): void {
  removeBelow(node, ticked);
  ticked.add(node.unit.id);
  const { parent } = node;
  if (parent && parent.children.every((child) => ticked.has(child.unit.id))) tick(parent, ticked);
}

function untick(node: UnitNode, ticked: Set<string>): void {
  const above = tickedAbove(node, ticked);
  if (!above) {
    ticked.delete(node.unit.id);
    return;
  }
  // One part of a whole is taken away: the whole becomes the list of its other parts.
  ticked.delete(above.unit.id);
  for (let at = node; at !== above && at.parent; at = at.parent) {
    for (const sibling of at.parent.children) if (sibling !== at) ticked.add(sibling.unit.id);
  }
}

/** The lines on the screen: what is opened out, or, with a query, what fits it together with the way there. */
export function visibleNodes<U extends Unit>(
  roots: readonly UnitNode<U>[],
  opened: ReadonlySet<string>,
  query: string,
): UnitNode<U>[] {
  const words = fold(query).split(' ').filter(Boolean);
  const fits = (node: UnitNode<U>): boolean =>
    words.every((word) => node.folded.includes(word)) || node.children.some(fits);
  const lines: UnitNode<U>[] = [];
  const walk = (nodes: readonly UnitNode<U>[]) => {
    for (const node of nodes) {
      if (words.length && !fits(node)) continue;
      lines.push(node);
      if (words.length || opened.has(node.unit.id)) walk(node.children);
    }
  };
  walk(roots);
  return lines;
}
