/** What the person who runs cidrlint got wrong. */

/** A wrong flag, rule file, token or permission. Caught once in each door: one clear message, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
