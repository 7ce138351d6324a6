/** Files that whoever runs cidrlint names: they lie outside of the tree that is judged. */
import { readFileSync, statSync } from 'node:fs';
import { UsageError } from './usage-error.ts';

/**
 * The bytes of a file, at most `maxBytes`. `shown` is its path in messages, `what` the word for it, such as `plan`.
 *
 * @throws UsageError when there is no such file, when it is too large, or when it cannot be read.
 */
export function readBounded(path: string, shown: string, what: string, maxBytes: number): Uint8Array {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`There is no ${what} ${JSON.stringify(shown)}.`);
  if (!stat.isFile()) throw new UsageError(`The ${what} ${JSON.stringify(shown)} is no file.`);
  if (stat.size > maxBytes) throw tooLarge(shown, what, stat.size, maxBytes);
  try {
    return readFileSync(path);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The ${what} ${shown} cannot be read: ${why}`);
  }
}

/** What is said of a file with too many bytes. */
export function tooLarge(shown: string, what: string, size: number, maxBytes: number): UsageError {
  return new UsageError(
    `${shown}: The ${what} has ${size} bytes. Those of more than ${maxBytes} are not read.`,
  );
}
