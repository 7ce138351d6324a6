/** The flags of the commands that read code. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { closest } from '../config/closest.ts';
import { UsageError } from '../config/usage-error.ts';

export interface Arguments {
  readonly paths: readonly string[];
  /** The last value of a flag. */
  value(flag: string): string | undefined;
  values(flag: string): readonly string[];
  has(flag: string): boolean;
}

/**
 * Reads flags; `flags` says which take a value.
 *
 * @throws UsageError for a flag that the command does not have, or one that lacks its value.
 */
export function readArguments(
  args: readonly string[],
  flags: Readonly<Record<string, 'value' | 'switch'>>,
): Arguments {
  const options: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
    Object.entries(flags).map(([flag, kind]) => [
      flag,
      { type: kind === 'value' ? ('string' as const) : ('boolean' as const), multiple: true },
    ]),
  );
  for (const arg of args) {
    const flag = /^--([^=]+)/.exec(arg)?.[1];
    if (arg === '--') break;
    if (flag === undefined ? !/^-./.test(arg) : Object.hasOwn(flags, flag)) continue;
    const guess = closest(flag ?? arg.slice(1), Object.keys(flags));
    throw new UsageError(
      `There is no flag ${arg.replace(/=.*/s, '')} here.${guess === undefined ? '' : ` Did you mean --${guess}?`} See cidrlint --help.`,
    );
  }
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: true,
    });
    const all = (flag: string): readonly string[] =>
      ((values[flag] ?? []) as readonly (string | boolean)[]).filter((value) => typeof value === 'string');
    return {
      paths: positionals,
      value: (flag) => all(flag).at(-1),
      values: all,
      has: (flag) => values[flag] !== undefined,
    };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.replace(/\.?$/, '.') : String(error));
  }
}

/**
 * `--format FMT[=FILE]` values, in order; `text` to standard output when there is none.
 *
 * @throws UsageError for a format that is not among `known`.
 */
export function readFormats<Format extends string>(
  values: readonly string[],
  known: readonly Format[],
  standard: Format,
): readonly { readonly format: Format; readonly file: string | undefined }[] {
  if (values.length === 0) return [{ format: standard, file: undefined }];
  return values.map((value) => {
    const equals = value.indexOf('=');
    const name = equals === -1 ? value : value.slice(0, equals);
    const format = known.find((candidate) => candidate === name);
    if (format === undefined) {
      throw new UsageError(`${JSON.stringify(name)} is no format here. Known are: ${known.join(', ')}.`);
    }
    const file = equals === -1 ? undefined : value.slice(equals + 1);
    if (file === '') throw new UsageError(`--format ${name}= lacks the file to write to.`);
    return { format, file };
  });
}
