/** The rule file, loaded and checked: what a run is told beside the code. */
import { z } from 'zod';
import type { Level } from '../findings/finding.ts';
import { formatPrefix, parsePrefix, type Prefix } from '../ip/prefix.ts';
import type { NamedUnit } from '../languages/terraform/named-units.ts';
import type { Rule } from '../rule/rule.ts';
import { formatPlace, type Range } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import { closest } from './closest.ts';
import type { InventoryPattern } from './inventory-file.ts';
import { configSchema, type ConfigData } from './schema.ts';
import { scopeOfData, type PathScope } from './scopes.ts';
import { UsageError } from './usage-error.ts';
import { readPlainDocument, type PlainDocument } from './yaml-value.ts';

/** A range that the rule file declares. */
export interface DeclaredRange {
  readonly name: string;
  readonly purpose: 'on-premises' | 'reserved';
  readonly prefixes: readonly { readonly prefix: Prefix; readonly place: Range }[];
  readonly place: Range;
}

export interface RuleSetting {
  /** Undefined leaves the rule its own level. */
  readonly level: Level | 'off' | undefined;
  /** Checked by the rule's own schema, defaults filled in. */
  readonly options: unknown;
}

export interface Config {
  readonly ranges: readonly DeclaredRange[];
  readonly inventory: readonly InventoryPattern[];
  readonly scopes: readonly PathScope[];
  readonly terraform: {
    readonly roots: readonly string[] | undefined;
    readonly varFiles: readonly string[];
    readonly workspace: string | undefined;
    /** Texts by the name of the variable. The rule file has none for all units: flags and inputs have. */
    readonly variables: ReadonlyMap<string, string>;
    readonly units: readonly NamedUnit[];
  };
  /** A setting for every rule there is. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
}

/**
 * Loads the rule file; `undefined` gives what holds without one.
 *
 * @throws UsageError with the place and, where there is one, what was probably meant.
 */
export function loadConfig(file: SourceFile | undefined, rules: readonly Rule[]): Config {
  const document = file === undefined ? undefined : readPlainDocument(file);
  const data = document === undefined ? {} : checkShape(document);
  return {
    ranges: document === undefined ? [] : declaredRanges(data, document),
    inventory: (data.inventory ?? []).flatMap((pattern, index) =>
      document === undefined ? [] : { pattern, place: document.placeOf(['inventory', index]) },
    ),
    scopes: (data.scopes ?? []).map((entry) => ({ pattern: entry.path, scope: scopeOfData(entry) })),
    terraform: {
      roots: data.terraform?.roots,
      varFiles: data.terraform?.['var-files'] ?? [],
      workspace: data.terraform?.workspace,
      variables: new Map(),
      units: document === undefined ? [] : namedUnits(data, document),
    },
    rules: ruleSettings(data, document, rules),
  };
}

function checkShape(document: PlainDocument): ConfigData {
  const result = configSchema.safeParse(document.value);
  if (result.success) return result.data;
  throw issueError(result.error, [], document, (path) => keysAt(configSchema, path));
}

function ruleSettings(
  data: ConfigData,
  document: PlainDocument | undefined,
  rules: readonly Rule[],
): ReadonlyMap<string, RuleSetting> {
  const ids = rules.map((rule) => rule.id);
  for (const id of Object.keys(data.rules ?? {})) {
    if (ids.includes(id) || document === undefined) continue;
    const place = formatPlace(document.placeOfKey(['rules', id]));
    throw new UsageError(`${place}: There is no rule ${JSON.stringify(id)}.${meant(id, ids)}`);
  }
  return new Map(
    rules.map((rule) => {
      const entry = data.rules?.[rule.id];
      const { level, ...options } =
        typeof entry === 'string' ? { level: entry } : { level: undefined, ...entry };
      const result = rule.options.safeParse(options);
      if (!result.success) {
        const path = ['rules', rule.id];
        if (document === undefined) throw result.error;
        throw issueError(result.error, path, document, (step) => keysAt(rule.options, step));
      }
      return [rule.id, { level, options: result.data }];
    }),
  );
}

function namedUnits(data: ConfigData, document: PlainDocument): readonly NamedUnit[] {
  return (data.terraform?.units ?? []).map((entry, index) => {
    const path = ['terraform', 'units', index];
    return {
      root: { text: entry.root, place: document.placeOf([...path, 'root']) },
      varFiles: (entry['var-files'] ?? []).map((text, item) => ({
        text,
        place: document.placeOf([...path, 'var-files', item]),
      })),
      name: entry.name,
      variables: new Map(
        Object.entries(entry.variables ?? {}).map(([name, value]) => [
          name,
          { text: String(value), place: document.placeOf([...path, 'variables', name]) },
        ]),
      ),
      workspace: entry.workspace,
      scope: entry.scope === undefined ? undefined : scopeOfData(entry.scope),
      place: document.placeOf(path),
    };
  });
}

function declaredRanges(data: ConfigData, document: PlainDocument): readonly DeclaredRange[] {
  return (['on-premises', 'reserved'] as const).flatMap((purpose) =>
    (data.ranges?.[purpose] ?? []).map((entry, index) => {
      const path = ['ranges', purpose, index];
      const cidrs = typeof entry === 'string' ? [entry] : entry.cidrs;
      const prefixes = cidrs.map((text, item) =>
        readPrefix(text, document.placeOf(typeof entry === 'string' ? path : [...path, 'cidrs', item])),
      );
      const first = prefixes[0];
      const name =
        typeof entry !== 'string' ? entry.name : first === undefined ? entry : formatPrefix(first.prefix);
      return { name, purpose, prefixes, place: document.placeOf(path) };
    }),
  );
}

function readPrefix(text: string, place: Range): { readonly prefix: Prefix; readonly place: Range } {
  const result = parsePrefix(text);
  if ('problem' in result) {
    throw new UsageError(
      `${formatPlace(place)}: ${JSON.stringify(text)} is not a CIDR range: ${result.problem}.`,
    );
  }
  if (result.hostBits) {
    throw new UsageError(
      `${formatPlace(place)}: ${JSON.stringify(text)} has host bits. Write ${formatPrefix(result.prefix)}.`,
    );
  }
  return { prefix: result.prefix, place };
}

/** The first issue of a schema as one sentence with its place. */
function issueError(
  error: z.ZodError,
  prefix: readonly PropertyKey[],
  document: PlainDocument,
  keys: (path: readonly PropertyKey[]) => readonly string[],
): UsageError {
  const issue = deepestIssue(error.issues);
  const path = [...prefix, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    const key = issue.keys[0] ?? '';
    const known = keys(issue.path);
    const hint = meant(key, known) || (known.length > 0 ? ` Known are: ${known.join(', ')}.` : '');
    const place = formatPlace(document.placeOfKey([...path, key]));
    return new UsageError(`${place}: ${JSON.stringify(key)} is not known here.${hint}`);
  }
  const where = path.length === 0 ? '' : ` (${path.map(String).join('.')})`;
  const isMissing =
    issue.code === 'invalid_type' && path.reduce<unknown>(member, document.value) === undefined;
  const text = isMissing
    ? `${JSON.stringify(String(path.at(-1)))} is missing here`
    : issue.message.replace(/^Invalid input: e/, 'E').replace(/^Invalid option: e/, 'E');
  return new UsageError(`${formatPlace(document.placeOf(path))}: ${text}${where}.`);
}

/** In a choice between shapes the issue that lies deepest is about the shape that was meant. */
function deepestIssue(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue {
  const all = issues.flatMap((issue): z.core.$ZodIssue[] =>
    issue.code === 'invalid_union'
      ? issue.errors.flat().map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
      : [issue],
  );
  const first = all[0];
  if (first === undefined) throw new Error('a refused value has no issue');
  return all.reduce((best, issue) => (issue.path.length > best.path.length ? issue : best), first);
}

/** The keys that a schema knows at a path. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): readonly string[] {
  let node: unknown = z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' });
  for (const step of path) node = member(member(node, 'properties'), step) ?? member(node, 'items');
  const properties = member(node, 'properties');
  return typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
}

function member(value: unknown, key: PropertyKey): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<PropertyKey, unknown>)[key];
}

function meant(name: string, candidates: readonly string[]): string {
  const guess = closest(name, candidates);
  return guess === undefined ? '' : ` Did you mean ${JSON.stringify(guess)}?`;
}
