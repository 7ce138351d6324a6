/** Inventory files: named by whoever runs cidrlint, or by the rule file. */
import { isAbsolute } from 'node:path';
import { MAX_INVENTORY_BYTES, readInventory, type Inventory } from '../languages/inventory/read-inventory.ts';
import { joinPath } from '../languages/paths.ts';
import { formatPlace, type Range } from '../text/range.ts';
import { SourceFile } from '../text/source-file.ts';
import type { Tree } from '../tree/tree.ts';
import { matchesPath } from './path-pattern.ts';
import { readBounded, tooLarge } from './read-bounded.ts';
import { UsageError } from './usage-error.ts';

/** A path of the rule file's tree, or a pattern of such paths. */
export interface InventoryPattern {
  readonly pattern: string;
  readonly place: Range;
}

/** Files that patterns of a rule file may find. */
const MAX_FILES = 200;

/**
 * Reads an inventory from disk, at most 64 MiB. `shown` is its path in messages and places.
 *
 * @throws UsageError when the file cannot be read, or when it is not known what it is.
 */
export function loadInventory(path: string, shown: string): Inventory {
  return inventoryOf(shown, readBounded(path, shown, 'inventory', MAX_INVENTORY_BYTES));
}

/**
 * Reads an inventory from a tree; undefined when the tree has no such file.
 *
 * @throws UsageError as `loadInventory` does.
 */
export function inventoryIn(tree: Tree, path: string): Inventory | undefined {
  const size = tree.entries.find((entry) => entry.path === path)?.size;
  if (size === undefined) return undefined;
  if (size > MAX_INVENTORY_BYTES) throw tooLarge(path, 'inventory', size, MAX_INVENTORY_BYTES);
  const bytes = tree.read(path);
  return bytes === undefined ? undefined : inventoryOf(path, bytes);
}

/**
 * The inventories that patterns name, each file once, in the order of the patterns and then of the paths. A pattern
 * with `*` or `?` may find none.
 *
 * @throws UsageError for a path without a file, for too many files, and as `loadInventory` does.
 */
export function inventoriesOf(tree: Tree, patterns: readonly InventoryPattern[]): readonly Inventory[] {
  const paths = new Set<string>();
  for (const { pattern, place } of patterns) {
    const found = tree.entries.filter(({ path }) => matchesPath(pattern, path));
    if (found.length === 0 && !/[*?]/.test(pattern)) {
      const what = leadsOut(pattern)
        ? `The inventory ${JSON.stringify(pattern)} does not lie in the tree that is read: only --inventory, or the input inventory, names files elsewhere.`
        : `There is no inventory ${JSON.stringify(pattern)}.`;
      throw new UsageError(`${formatPlace(place)}: ${what}`);
    }
    for (const { path } of found) paths.add(path);
    if (paths.size > MAX_FILES) {
      throw new UsageError(`${formatPlace(place)}: There are more than ${MAX_FILES} inventories.`);
    }
  }
  tree.prefetch([...paths]);
  return [...paths].flatMap((path) => inventoryIn(tree, path) ?? []);
}

function leadsOut(pattern: string): boolean {
  return isAbsolute(pattern) || joinPath('', pattern) === undefined;
}

function inventoryOf(shown: string, bytes: Uint8Array): Inventory {
  const { inventory, problem } = readInventory(new SourceFile(shown, textOf(shown, bytes)));
  if (inventory === undefined) throw new UsageError(problem);
  return inventory;
}

/** UTF-8, or UTF-16 with its mark, as PowerShell redirects. */
function textOf(shown: string, bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${shown}: This is no text. An inventory is read as JSON, YAML or CSV.`);
  }
}
