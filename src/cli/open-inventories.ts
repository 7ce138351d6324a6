/** The inventories of the rule file and those that `--inventory` names. */
import { resolve } from 'node:path';
import { inventoriesOf, loadInventory } from '../config/inventory-file.ts';
import type { Inventory } from '../languages/inventory/read-inventory.ts';
import { pathIn } from './open-plans.ts';
import type { Workplace } from './workplace.ts';

/**
 * Reads the files: those of the rule file lie in the tree, those that are named may lie anywhere.
 *
 * @throws UsageError when a file cannot be read, or when it is not known what it is.
 */
export function openInventories(place: Workplace, files: readonly string[]): readonly Inventory[] {
  return [
    ...inventoriesOf(place.tree, place.config.inventory),
    ...files.map((file) => loadInventory(file, pathIn(place.root, resolve(file)) ?? file)),
  ];
}
