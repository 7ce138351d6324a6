/** The values of a Pulumi YAML program with the configuration of one stack. */
import { rangeOf, type Range } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Origin } from '../../values/origin.ts';
import {
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
import { resolveAlias, type YamlNode, type YamlScalar } from '../yaml/parse-yaml.ts';
import { yamlNodeValue } from '../yaml/yaml-value.ts';
import { calledFunction, callFunction } from './functions.ts';
import { textParts, type PropertyPath, type TextPart } from './interpolation.ts';
import { memberOf, type PlacedNode, type Program, type Stack } from './program.ts';

/** Variables that name variables are followed this deep. */
const MAX_DEPTH = 100;

/** A text that is put together may be this long. */
const MAX_TEXT = 100_000;

/** Values of one stack, in values within them: variables that name variables can double them with every line. */
const MAX_VALUES = 2_000_000;

/** Values within values that all stacks of all programs may still make. */
export interface ValueBudget {
  left: number;
}

/** Evaluates lazily: everything that is named is evaluated once. */
export class ProgramValues {
  readonly #program: Program;
  readonly #stack: Stack | undefined;
  readonly #unit: string;
  readonly #variables = new Map<string, Value>();
  readonly #properties = new Map<string, Value>();
  readonly #running = new Set<string>();
  readonly #budget: ValueBudget;
  #valuesLeft = MAX_VALUES;

  constructor(program: Program, stack: Stack | undefined, unit: string, budget: ValueBudget) {
    this.#program = program;
    this.#stack = stack;
    this.#unit = unit;
    this.#budget = budget;
  }

  /** The properties of a declared resource; unknown when they cannot be told, or are no map. */
  propertiesOf(name: string): Value {
    const placed = this.#program.resources.get(name);
    const node = placed && memberOf(placed.node, 'properties');
    if (placed === undefined || node === undefined) {
      const range = placed === undefined ? undefined : rangeOf(placed.file, placed.key);
      return mapValue(new Map(), {
        range: range ?? rangeOf(this.#program.file, { start: 0, end: 0 }),
        kind: 'literal',
        from: [],
      });
    }
    return this.#once(this.#properties, `resource ${name}`, name, rangeOf(placed.file, node), () =>
      this.valueOf(node, placed.file),
    );
  }

  /** A value of the configuration: of the stack, else the default that the program declares. */
  configValue(name: string): Value | undefined {
    const names = [name, `${this.#program.project}:${name}`];
    const given = names.map((each) => this.#stack?.config.get(each)).find((each) => each !== undefined);
    const declared = names
      .map((each) => this.#program.configuration.get(each))
      .find((each) => each !== undefined);
    const description = declared === undefined ? undefined : this.#describe(declared);
    if (given !== undefined) {
      const value = this.#configured(given);
      return description?.secret === true ? { ...value, sensitive: true } : value;
    }
    if (declared === undefined || description === undefined) return undefined;
    if (description.value !== undefined) return description.value;
    const range = rangeOf(declared.file, declared.key);
    const message = `the configuration "${name}" has no value`;
    return notKnown('missing-input', message, range, {
      unit: this.#unit,
      address: `config.${name}`,
      path: [],
    });
  }

  #configured({ node, file }: PlacedNode): Value {
    const range = rangeOf(file, node);
    if (memberOf(node, 'secure') !== undefined) {
      return { ...notKnown('sensitive', 'it is an encrypted secret', range), sensitive: true };
    }
    return yamlNodeValue(node, { file });
  }

  /** `name: default`, or `name: {type, default, value, secret}`. */
  #describe({ node, file }: PlacedNode): { readonly value: Value | undefined; readonly secret: boolean } {
    const resolved = resolveAlias(node);
    if (resolved.kind !== 'mapping') return { value: yamlNodeValue(resolved, { file }), secret: false };
    const written = memberOf(resolved, 'value') ?? memberOf(resolved, 'default');
    const secret = memberOf(resolved, 'secret');
    const isSecret = secret?.kind === 'scalar' && secret.value === 'true';
    const value = written && yamlNodeValue(written, { file });
    return { value: value && isSecret ? { ...value, sensitive: true } : value, secret: isSecret };
  }

  /** The value of a node, with interpolations and function calls evaluated. */
  valueOf(node: YamlNode, file: SourceFile): Value {
    const value = yamlNodeValue(node, { file, text: (scalar, origin) => this.#text(scalar, origin) });
    return this.#called(value, 0);
  }

  /** What was read through a name has been evaluated where it is declared. */
  #called(value: Value, depth: number): Value {
    if (depth > MAX_DEPTH || value.origin.kind === 'reference') return value;
    if (value.kind === 'list') {
      return { ...value, items: value.items.map((item) => this.#called(item, depth + 1)) };
    }
    if (value.kind !== 'map') return value;
    const call = calledFunction(value);
    if (call !== undefined) {
      return callFunction(call.name, this.#called(call.argument, depth + 1), value.origin.range);
    }
    const entries = new Map([...value.entries].map(([key, item]) => [key, this.#called(item, depth + 1)]));
    return { ...value, entries };
  }

  #text(scalar: YamlScalar, origin: Origin): Value {
    const parts = textParts(scalar.value);
    if (parts === undefined) return stringValue(scalar.value, origin);
    const [only] = parts;
    if (parts.length === 1 && only?.kind === 'interpolation') return this.#interpolated(only, origin);
    const values = parts.map((part) =>
      part.kind === 'text' ? stringValue(part.text, origin) : this.#interpolated(part, origin),
    );
    const read = values.filter((_, index) => parts[index]?.kind !== 'text');
    const length = values.reduce((sum, value) => sum + (value.kind === 'string' ? value.value.length : 0), 0);
    if (length > MAX_TEXT) return notKnown('limit', 'the text is too long', origin.range);
    return withinLimits(joinTexts(values, derivedOrigin(origin.range, read)));
  }

  #interpolated(part: TextPart & { readonly kind: 'interpolation' }, origin: Origin): Value {
    const { path, text } = part;
    if (path === undefined) return notKnown('failed', `${text.slice(0, 60)} is no reference`, origin.range);
    return this.#named(path, origin.range);
  }

  /** What a name means, read at `range`. */
  #named({ root, steps }: PropertyPath, range: Range): Value {
    const variable = this.#program.variables.get(root);
    if (variable !== undefined) {
      const value = this.#once(this.#variables, `variable ${root}`, root, range, () =>
        this.valueOf(variable.node, variable.file),
      );
      return memberAt(value, steps, range);
    }
    if (this.#program.resources.has(root)) return this.#property(root, steps, range);
    const config = this.configValue(root);
    if (config !== undefined) return memberAt(config, steps, range);
    if (root === 'pulumi') return notKnown('environment', 'it depends on where the program runs', range);
    const message = `nothing is declared as "${root.slice(0, 60)}"`;
    return notKnown('missing-input', message, range, {
      unit: this.#unit,
      address: `config.${root}`,
      path: steps,
    });
  }

  /** A property of a resource: as written, else decided at deployment. The resource itself stands for its id. */
  #property(name: string, steps: readonly (string | number)[], range: Range): Value {
    const path = steps.length === 0 ? ['id'] : steps;
    const reference: Reference = { unit: this.#unit, address: name, path };
    const written = path[0] === 'id' ? undefined : pick(this.propertiesOf(name), path);
    if (written !== undefined) return { ...readThrough(written, range), reference };
    return notKnown('computed', `${name}.${path.join('.')} is decided when it is deployed`, range, reference);
  }

  #once(known: Map<string, Value>, key: string, name: string, range: Range, evaluate: () => Value): Value {
    const before = known.get(name);
    if (before !== undefined) return before;
    if (this.#running.has(key)) return notKnown('cycle', `"${name}" depends on itself`, range);
    if (this.#running.size >= MAX_DEPTH) return notKnown('limit', 'names are nested too deep', range);
    this.#running.add(key);
    const evaluated = withinLimits(evaluate());
    this.#running.delete(key);
    const weight = weightOf(evaluated);
    this.#valuesLeft -= weight;
    this.#budget.left -= weight;
    const isTooMuch = this.#valuesLeft < 0 || this.#budget.left < 0;
    const value = isTooMuch ? notKnown('limit', 'the values of the program are too large', range) : evaluated;
    known.set(name, value);
    return value;
  }
}

function notKnown(code: UnknownCode, message: string, range: Range, reference?: Reference): Value {
  return unknownValue({ code, message, range }, { range, kind: 'reference', from: [] }, reference);
}

/** The value at a path; unknown values on the way are the answer. Undefined when the path leads nowhere. */
function pick(value: Value, steps: readonly (string | number)[]): Value | undefined {
  let current: Value | undefined = value;
  for (const step of steps) {
    if (current?.kind === 'map') current = current.entries.get(String(step));
    else if (current?.kind === 'list' && typeof step === 'number') current = current.items[step];
    else return current?.kind === 'unknown' ? current : undefined;
  }
  return current;
}

function memberAt(value: Value, steps: readonly (string | number)[], range: Range): Value {
  const found = pick(value, steps);
  if (found === undefined)
    return notKnown('failed', `there is no ${steps.join('.').slice(0, 60)} in it`, range);
  return readThrough(found, range);
}
