/** The values of a task: options with the variables filled in that the file, or a file that it names, sets. */
import { rangeOf, type Range } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Origin } from '../../values/origin.ts';
import {
  boolValue,
  listValue,
  mapValue,
  readThrough,
  stringValue,
  unknownValue,
  type Reference,
  type UnknownCode,
  type Value,
} from '../../values/value.ts';
import { derivedOrigin } from '../hcl/derived.ts';
import { joinTexts } from '../hcl/template-value.ts';
import { weightOf, withinLimits } from '../hcl/value-limits.ts';
import type { YamlNode, YamlScalar } from '../yaml/parse-yaml.ts';
import { yamlNodeValue } from '../yaml/yaml-value.ts';
import { textParts, type NamedValue, type TextPart } from './jinja.ts';
import type { PlacedNode, Variables } from './tasks.ts';

/** Variables that name variables are followed this deep. */
const MAX_DEPTH = 50;

/** A text that is put together may be this long. */
const MAX_TEXT = 100_000;

/** Values within values that a turn of a loop stands for. */
const TURN_COST = 20;

/** What a name stands for beside the variables: the result of a task, or a fact that a task sets. */
export type Registered =
  | { readonly kind: 'result'; readonly address: string }
  | { readonly kind: 'unknown'; readonly code: UnknownCode; readonly message: string }
  | { readonly kind: 'fact'; readonly placed: PlacedNode };

/** What all tasks of a file share. */
export interface Evaluation {
  readonly unit: string;
  readonly registered: ReadonlyMap<string, Registered>;
  readonly budget: Budget;
}

/** Values within values that may still be made; all files share it. */
export interface Budget {
  left: number;
}

/** Evaluates for one task, or for one turn of its loop. */
export class TaskValues {
  readonly #evaluation: Evaluation;
  readonly #scopes: readonly Variables[];
  /** What a loop sets. */
  readonly #items: ReadonlyMap<string, Value>;
  readonly #known = new Map<string, Value>();
  readonly #running = new Set<string>();

  constructor(evaluation: Evaluation, scopes: readonly Variables[], items: ReadonlyMap<string, Value>) {
    this.#evaluation = evaluation;
    this.#scopes = scopes;
    this.#items = items;
  }

  /** The value of a node with what it names filled in. */
  valueOf(node: YamlNode, file: SourceFile): Value {
    const value = yamlNodeValue(node, { file, text: (scalar, origin) => this.#text(scalar, origin) });
    this.#evaluation.budget.left -= weightOf(value);
    if (this.#evaluation.budget.left >= 0) return withinLimits(value);
    return notKnown('limit', 'the values of the tasks are too large', rangeOf(file, node));
  }

  /** Whether there is room for so many turns of a loop, each of which costs what a small task does. */
  hasRoomFor(turns: number): boolean {
    if (this.#evaluation.budget.left < turns * TURN_COST) return false;
    this.#evaluation.budget.left -= turns * TURN_COST;
    return true;
  }

  #text(scalar: YamlScalar, origin: Origin): Value {
    const parts = textParts(scalar.value);
    if (parts === undefined) return plainText(scalar, origin);
    const [only] = parts;
    if (parts.length === 1 && only?.kind === 'expression') return this.#expression(only, origin);
    const values = parts.map((part) =>
      part.kind === 'text' ? stringValue(part.text, origin) : this.#expression(part, origin),
    );
    const length = values.reduce((sum, value) => sum + (value.kind === 'string' ? value.value.length : 0), 0);
    if (length > MAX_TEXT) return notKnown('limit', 'the text is too long', origin.range);
    const read = values.filter((_, index) => parts[index]?.kind !== 'text');
    return joinTexts(values, derivedOrigin(origin.range, read));
  }

  #expression({ text, named }: TextPart & { readonly kind: 'expression' }, { range }: Origin): Value {
    if (named === undefined) {
      return notKnown('unsupported', `${text.slice(0, 60)} is evaluated by Ansible`, range);
    }
    const value = this.#named(named, range);
    return named.asItems ? dictItems(value, range) : value;
  }

  #named({ root, steps }: NamedValue, range: Range): Value {
    const item = this.#items.get(root);
    if (item !== undefined) return memberAt(item, steps, range);
    const registered = this.#evaluation.registered.get(root);
    if (registered?.kind === 'unknown') return notKnown(registered.code, registered.message, range);
    if (registered?.kind === 'result') {
      const { unit } = this.#evaluation;
      const message = `${root}.${steps.join('.').slice(0, 60)} is known when the task has run`;
      return notKnown('computed', message, range, { unit, address: registered.address, path: steps });
    }
    const placed = registered?.placed ?? this.#scopes.findLast((scope) => scope.has(root))?.get(root);
    if (placed === undefined) return this.#missing(root, steps, range);
    const value = this.#variable(root, placed, range);
    // A fact is worked out once: unknown or not, it is the same wherever it is named.
    const isSame = registered?.kind === 'fact' && value.kind === 'unknown' && value.reference === undefined;
    const fact = { unit: this.#evaluation.unit, address: `vars.${root}`, path: [] };
    return memberAt(isSame ? { ...value, reference: fact } : value, steps, range);
  }

  /** Equal for all uses of a variable: inventories and the command line set it. */
  #missing(root: string, steps: readonly (string | number)[], range: Range): Value {
    const message = `the variable "${root.slice(0, 60)}" has no value in what was read`;
    const reference = { unit: this.#evaluation.unit, address: `vars.${root}`, path: steps };
    return notKnown('missing-input', message, range, reference);
  }

  #variable(name: string, { node, file }: PlacedNode, range: Range): Value {
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    if (this.#running.has(name)) return notKnown('cycle', `"${name}" depends on itself`, range);
    if (this.#running.size >= MAX_DEPTH) return notKnown('limit', 'variables are nested too deep', range);
    this.#running.add(name);
    const value = this.valueOf(node, file);
    this.#running.delete(name);
    this.#known.set(name, value);
    return value;
  }
}

/** Ansible reads YAML 1.1, in which these are bools (https://yaml.org/type/bool.html). */
function plainText({ value, style }: YamlScalar, origin: Origin): Value {
  if (style === 'plain' && /^(?:yes|on)$/i.test(value)) return boolValue(true, origin);
  if (style === 'plain' && /^(?:no|off)$/i.test(value)) return boolValue(false, origin);
  return stringValue(value, origin);
}

/** An unknown of which the place is where it is named. */
export function notKnown(code: UnknownCode, message: string, range: Range, reference?: Reference): Value {
  return unknownValue({ code, message, range }, { range, kind: 'reference', from: [] }, reference);
}

function memberAt(value: Value, steps: readonly (string | number)[], range: Range): Value {
  let current: Value | undefined = value;
  for (const step of steps) {
    if (current?.kind === 'map') current = current.entries.get(String(step));
    else if (current?.kind === 'list' && typeof step === 'number') current = current.items[step];
    else if (current?.kind === 'unknown') return inside(current, step, range);
    else current = undefined;
  }
  if (current !== undefined) return readThrough(current, range);
  return notKnown('failed', `there is no ${steps.join('.').slice(0, 60)} in it`, range);
}

/** A member of something unknown, which is the same one wherever it is named. */
function inside(value: Value & { readonly kind: 'unknown' }, step: string | number, range: Range): Value {
  const { reason, reference, sensitive } = value;
  const inner = reference && { ...reference, path: [...reference.path, step] };
  const origin: Origin = { range, kind: 'reference', from: [value.origin] };
  return { ...unknownValue(reason, origin, inner), sensitive };
}

/** What `dict2items` makes of a map. */
export function dictItems(value: Value, range: Range): Value {
  if (value.kind !== 'map')
    return value.kind === 'unknown' ? value : notKnown('failed', 'it is no map', range);
  const items = [...value.entries].map(([key, item]) => {
    const keyOrigin = value.keyOrigins?.get(key) ?? value.origin;
    return mapValue(
      new Map<string, Value>([
        ['key', stringValue(key, keyOrigin)],
        ['value', item],
      ]),
      item.origin,
    );
  });
  return listValue(items, { range, kind: 'reference', from: [value.origin] });
}
