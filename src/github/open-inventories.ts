/** The inventories of the rule file and those that the input `inventory` names. */
import { resolve } from 'node:path';
import {
  inventoriesOf,
  inventoryIn,
  loadInventory,
  type InventoryPattern,
} from '../config/inventory-file.ts';
import { matchesPath } from '../config/path-pattern.ts';
import { UsageError } from '../config/usage-error.ts';
import type { Inventory } from '../languages/inventory/read-inventory.ts';
import type { Tree } from '../tree/tree.ts';
import { fileInWorkspace, pathInWorkspace } from './workspace-file.ts';

/** Where inventories are looked for. */
interface InventoryPlaces {
  /** The revision that the rule file comes from. */
  readonly judge: Tree;
  readonly head: Tree;
  /** Where head and base parted, undefined when there is nothing to compare with: tells what the change touches. */
  readonly parted: Tree | undefined;
  readonly workspace: string;
}

/** Inventories, and what is to be said of those that are not used. */
export interface OpenedInventories {
  readonly inventories: readonly Inventory[];
  readonly remarks: readonly string[];
}

/** No more files than this are named in one remark. */
const MAX_NAMED = 10;

/**
 * Reads inventories. Like the rule file they come from the base: one that a change brings would let it choose what it
 * is compared with. What no revision has was made by an earlier step of the job, and lies in the workspace.
 *
 * @throws UsageError when a file does not exist, is a link of the repository, lies outside of the workspace, or is no
 * inventory.
 */
export function openInventories(
  patterns: readonly InventoryPattern[],
  lines: readonly string[],
  { judge, head, parted, workspace }: InventoryPlaces,
): OpenedInventories {
  const inventories = [...inventoriesOf(judge, patterns)];
  const inHead = pathsOf(head);
  const inJudge = judge === head ? inHead : pathsOf(judge);
  const isKnown = (path: string): boolean => inJudge.has(path) || inHead.has(path);
  const links = new Set([...judge.links, ...head.links]);
  const wanted = new Set(
    [...inJudge, ...inHead].filter((path) => patterns.some(({ pattern }) => matchesPath(pattern, path))),
  );
  for (const line of lines) {
    const named = pathInWorkspace(resolve(workspace, line), workspace) ?? line;
    if (links.has(named) && !inJudge.has(named)) {
      throw new UsageError(
        `The input inventory names ${JSON.stringify(line)}, which is a link in the repository: links are not followed.`,
      );
    }
    const made = isKnown(named) ? undefined : fileInWorkspace(line, workspace, 'inventory');
    // Behind a linked folder lies a file of the repository, or of the change.
    const path = made?.shown ?? named;
    if (made !== undefined && !isKnown(path)) {
      inventories.push(loadInventory(made.real, made.shown));
      continue;
    }
    wanted.add(path);
    const inventory = inventoryIn(judge, path);
    if (inventory !== undefined) inventories.push(inventory);
  }
  const brought = [...wanted].filter((path) => inHead.has(path) && !inJudge.has(path));
  const touched =
    judge === head ? [] : [...wanted].filter((path) => inJudge.has(path) && differs(parted, head, path));
  return {
    inventories,
    remarks: [
      ...remark(brought, (names, one) =>
        one
          ? `The inventory ${names} is new in this change: it counts once the base branch has it.`
          : `The inventories ${names} are new in this change: they count once the base branch has them.`,
      ),
      ...remark(touched, (names, one) =>
        one
          ? `This change touches the inventory ${names}: the one of the base branch was used.`
          : `This change touches the inventories ${names}: those of the base branch were used.`,
      ),
    ],
  };
}

function pathsOf(tree: Tree): ReadonlySet<string> {
  return new Set(tree.entries.map(({ path }) => path));
}

/** Whether the change touches a file. */
export function differs(parted: Tree | undefined, head: Tree, path: string): boolean {
  if (parted === undefined) return false;
  const [before, after] = [parted.read(path), head.read(path)];
  if (before === undefined || after === undefined) return before !== after;
  return Buffer.compare(before, after) !== 0;
}

function remark(paths: readonly string[], text: (names: string, one: boolean) => string): readonly string[] {
  if (paths.length === 0) return [];
  const more = paths.length > MAX_NAMED ? ` and ${paths.length - MAX_NAMED} more` : '';
  return [text(paths.slice(0, MAX_NAMED).join(', ') + more, paths.length === 1)];
}
