/** The inventories of the rule file and those that the input `inventory` names. */
import {
  inventoriesOf,
  inventoryIn,
  loadInventory,
  type InventoryPattern,
} from '../config/inventory-file.ts';
import type { Inventory } from '../languages/inventory/read-inventory.ts';
import type { Tree } from '../tree/tree.ts';
import { fileInWorkspace } from './workspace-file.ts';

/** Where inventories are looked for. */
interface InventoryPlaces {
  /** The revision that the rule file comes from. */
  readonly judge: Tree;
  readonly head: Tree;
  readonly workspace: string;
}

/** Inventories, and what is to be said of those that are not used. */
export interface OpenedInventories {
  readonly inventories: readonly Inventory[];
  readonly remarks: readonly string[];
}

/**
 * Reads inventories. Like the rule file they come from the base: one that a change brings would let it choose what it
 * is compared with. What no revision has was made by an earlier step of the job, and lies in the workspace.
 *
 * @throws UsageError when a file does not exist, lies outside of the workspace, or is no inventory.
 */
export function openInventories(
  patterns: readonly InventoryPattern[],
  lines: readonly string[],
  { judge, head, workspace }: InventoryPlaces,
): OpenedInventories {
  const inventories = [...inventoriesOf(judge, patterns)];
  const remarks: string[] = [];
  const inHead = new Set(head.entries.map(({ path }) => path));
  for (const line of lines) {
    const path = line.replace(/^(?:\.\/)+/, '');
    const inventory = inventoryIn(judge, path);
    if (inventory !== undefined) {
      inventories.push(inventory);
    } else if (inHead.has(path)) {
      remarks.push(`The inventory ${path} is new in this change: it counts once the base branch has it.`);
    } else {
      const { real, shown } = fileInWorkspace(line, workspace, 'inventory');
      inventories.push(loadInventory(real, shown));
    }
  }
  return { inventories, remarks };
}
