/** Variables that stand on a command line or in an input of the action: `NAME=VALUE`. */
import { UsageError } from './usage-error.ts';

/** As HCL writes a name. */
const NAME = /^[\p{L}_][\p{L}\p{N}_-]*$/u;

/**
 * Texts by the name of the variable; the last one of a name counts. A value may be empty and may hold `=`. What a text
 * means is told by the variable's type, as with Terraform's `-var`. `what` names the flag or input in messages.
 *
 * @throws UsageError for an entry that is no `NAME=VALUE`.
 */
export function readVariables(entries: readonly string[], what: string): ReadonlyMap<string, string> {
  return new Map(
    entries.map((entry) => {
      const equals = entry.indexOf('=');
      const name = entry.slice(0, Math.max(0, equals)).trim();
      // The value may be a secret: it is not repeated.
      if (!NAME.test(name))
        throw new UsageError(`${what} takes NAME=VALUE. This is no name: ${shown(entry)}.`);
      return [name, entry.slice(equals + 1)];
    }),
  );
}

function shown(entry: string): string {
  return JSON.stringify(entry.split('=', 1)[0] ?? '');
}
