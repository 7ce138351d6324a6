/** One deployment of a template: its parameters have values, its names can be read. */
import type { Range } from '../../text/range.ts';
import { literalOrigin } from '../../values/origin.ts';
import {
  readThrough,
  unknownValue,
  type BoolValue,
  type Reference,
  type UnknownReason,
  type UnknownValue,
  type Value,
} from '../../values/value.ts';
import { unknownOf } from '../hcl/derived.ts';
import { evaluateCondition } from './choices.ts';
import { evaluateNode } from './evaluate.ts';
import { expandLoops, type LoopEntry, type LoopResult } from './for-each.ts';
import { nestedLocation, isNestedStack } from './nested-types.ts';
import { parameterValue } from './parameter-value.ts';
import { pseudoParameter } from './pseudo-parameters.ts';
import { isIdentity, writtenProperty } from './resource-attributes.ts';
import type { Scope } from './scope.ts';
import type { Surroundings } from './surroundings.ts';
import { memberNode, nodeText, type MapEntry, type TemplateNode } from './template-node.ts';
import type { Template } from './template.ts';

/** Expressions within expressions, references followed, at most. */
const MAX_DEPTH = 300;

/** Stacks within stacks, at most. */
const MAX_NESTING = 8;

/** The value that a stack is given for a parameter; undefined when it is given none. */
export type GivenParameter = (name: string) => Value | undefined;

/** How a stack came to be. */
export interface StackStart {
  readonly template: Template;
  readonly given: GivenParameter;
  /** The addresses of what it declares begin with this: `Network.` in a nested stack. */
  readonly prefix: string;
  /** The stacks that it is nested in, outermost first. */
  readonly outer: readonly Stack[];
}

const IN_WORK = Symbol('in work');

/** Evaluation is by need, and once for each name. */
export class Stack {
  readonly template: Template;
  readonly prefix: string;
  readonly #start: StackStart;
  readonly #around: Surroundings;
  readonly #values = new Map<string, Value | typeof IN_WORK>();
  readonly #nested = new Map<string, Stack | undefined>();
  readonly #sections = new Map<'resources' | 'outputs' | 'conditions', LoopSection>();
  readonly scope: Scope;

  constructor(start: StackStart, around: Surroundings) {
    this.template = start.template;
    this.prefix = start.prefix;
    this.#start = start;
    this.#around = around;
    this.scope = this.#scopeWith(new Map());
  }

  get unit(): string {
    return this.#around.unit;
  }

  /** The members of a section, loops expanded. */
  entries(section: 'resources' | 'outputs' | 'conditions'): LoopResult {
    return this.#section(section).result;
  }

  /** Whether a member of a section exists: undefined when it does, `false` when not, a reason when that is unknown. */
  doubtOf(entry: LoopEntry): UnknownReason | false | undefined {
    const condition = memberNode(entry.value, 'Condition');
    const decision = condition === undefined ? undefined : evaluateCondition(condition, entry.scope);
    if (decision?.kind === 'bool' && !decision.value) return false;
    return decision?.kind === 'unknown' ? decision.reason : entry.possible?.reason;
  }

  /** The properties of a resource, evaluated once. */
  properties(entry: LoopEntry): Value {
    const node = memberNode(entry.value, 'Properties');
    return node === undefined
      ? { kind: 'map', type: 'object', entries: new Map(), origin: literalOrigin(entry.keyRange) }
      : this.#once(`properties ${entry.name}`, entry.keyRange, () => entry.scope.evaluate(node));
  }

  /** The stack that a resource nests, when its template is in the tree. */
  nestedStack(entry: LoopEntry): Stack | undefined {
    if (!isNestedStack(typeOf(entry))) return undefined;
    if (!this.#nested.has(entry.name)) {
      // Whoever asks for it while it is made gets none.
      this.#nested.set(entry.name, undefined);
      this.#nested.set(entry.name, this.#makeNested(entry));
    }
    return this.#nested.get(entry.name);
  }

  #makeNested(entry: LoopEntry): Stack | undefined {
    const outer = [...this.#start.outer, this];
    const location = nestedLocation(entry.value);
    if (location === undefined || outer.length > MAX_NESTING) return undefined;
    const template = this.#around.nestedTemplate(this.template, entry.scope.evaluate(location));
    if (template === undefined || outer.some((stack) => stack.template === template)) return undefined;
    const parameters = memberNode(memberNode(entry.value, 'Properties'), 'Parameters');
    const given = (name: string): Value | undefined => {
      if (parameters === undefined) return undefined;
      if (parameters.kind === 'map') {
        const node = parameters.entries.get(name)?.value;
        return node && entry.scope.evaluate(node);
      }
      const all = entry.scope.evaluate(parameters);
      if (all.kind === 'unknown') return unknownOf([all], all.origin);
      return all.kind === 'map' ? all.entries.get(name) : undefined;
    };
    return new Stack({ template, given, prefix: `${this.prefix}${entry.name}.`, outer }, this.#around);
  }

  /** What an output of this stack says, without regard to whether it exists. */
  output(name: string): Value | undefined {
    const entry = this.#section('outputs').byName.get(name);
    const node = memberNode(entry?.value, 'Value');
    if (entry === undefined || node === undefined) return undefined;
    return this.#once(`output ${name}`, entry.keyRange, () => entry.scope.evaluate(node));
  }

  report(severity: 'warning' | 'note', code: string, message: string, range: Range): void {
    this.#around.report({ severity, code: `cloudformation-${code}`, message, range });
  }

  /** The reference to something declared here. */
  referenceTo(name: string, ...path: readonly string[]): Reference {
    return { unit: this.unit, address: `${this.prefix}${name}`, path };
  }

  #section(section: 'resources' | 'outputs' | 'conditions'): LoopSection {
    const known = this.#sections.get(section);
    if (known !== undefined) return known;
    // While loops are expanded, what stands outside of them can be read.
    const plain = new Map([...this.template[section]].filter(([name]) => !name.startsWith('Fn::')));
    this.#sections.set(section, asSection(expandLoops(plain, this.scope)));
    const made = asSection(expandLoops(this.template[section], this.scope));
    this.#sections.set(section, made);
    return made;
  }

  #scopeWith(turns: ReadonlyMap<string, Value>): Scope {
    const scope: Scope = {
      turns,
      mappings: this.template.mappings,
      evaluate: (node) => this.#evaluate(node, scope),
      within: (variable, item) => this.#scopeWith(new Map([...turns, [variable, item]])),
      refer: (name, range) => {
        const item = turns.get(name);
        return item === undefined ? this.#refer(name, range) : readThrough(item, range);
      },
      attributeOf: (name, attribute, range) => this.#attributeOf(name, attribute, range),
      condition: (name, range) => this.#condition(name, range),
      importValue: (name, range) => this.#around.importValue(name, range),
      spend: (cost) => this.#around.spend(cost),
      fail: (message, range) => this.#fail(message, range),
    };
    return scope;
  }

  #evaluate(node: TemplateNode, scope: Scope): Value {
    return this.#deeper(node.range, () => evaluateNode(node, scope));
  }

  /** One step further into expressions and references, within bounds. */
  #deeper<V extends Value>(range: Range, make: () => V): V | UnknownValue {
    const { depth } = this.#around;
    if (depth.level >= MAX_DEPTH || !this.#around.spend(1)) {
      const reason = {
        code: 'limit',
        message: 'the template asks for more than is evaluated',
        range,
      } as const;
      return unknownValue(reason, { range, kind: 'expression', from: [] });
    }
    depth.level++;
    const value = make();
    depth.level--;
    return value;
  }

  #fail(message: string, range: Range): UnknownValue {
    this.report('warning', 'evaluation', `${message}.`, range);
    return failed(message, range);
  }

  /** The value of a name, worked out once; one that depends on itself is unknown. */
  #once(key: string, range: Range, make: () => Value): Value {
    const known = this.#values.get(key);
    if (known === IN_WORK) {
      const message = `the ${key} depends on itself`;
      return unknownValue({ code: 'cycle', message, range }, { range, kind: 'expression', from: [] });
    }
    if (known !== undefined) return known;
    this.#values.set(key, IN_WORK);
    const value = make();
    this.#values.set(key, value);
    return value;
  }

  #refer(name: string, range: Range): Value {
    const pseudo = pseudoParameter(name, {
      unit: this.unit,
      prefix: this.prefix,
      scope: this.#around.scope,
      range,
    });
    if (pseudo !== undefined) return pseudo;
    const parameter = this.template.parameters.get(name);
    if (parameter !== undefined) return readThrough(this.#parameter(name, parameter), range);
    const entry = this.#section('resources').byName.get(name);
    if (entry === undefined) return this.#undeclared(name, range);
    return this.#computed(`the id of ${name}`, range, this.referenceTo(name, 'id'));
  }

  #parameter(name: string, { value, keyRange }: MapEntry): Value {
    return this.#once(`parameter ${name}`, keyRange, () =>
      parameterValue(value, this.#start.given(name), {
        name: `${this.prefix}${name}`,
        range: keyRange,
        reference: this.referenceTo(name),
      }),
    );
  }

  #attributeOf(name: string, attribute: string, range: Range): Value {
    const entry = this.#section('resources').byName.get(name);
    if (entry === undefined) return this.#undeclared(name, range);
    const output = /^Outputs\.(.+)$/s.exec(attribute)?.[1];
    if (output !== undefined && isNestedStack(typeOf(entry))) return this.#nestedOutput(entry, output, range);
    if (isIdentity(typeOf(entry) ?? '', attribute))
      return this.#computed(`the id of ${name}`, range, this.referenceTo(name, 'id'));
    const property = writtenProperty(memberNode(entry.value, 'Properties'), attribute);
    const reference = this.referenceTo(name, ...attribute.split('.'));
    if (property === undefined) return this.#computed(`${attribute} of ${name}`, range, reference);
    const written = this.#once(`attribute ${name}.${attribute}`, range, () => entry.scope.evaluate(property));
    if (written.kind === 'null') return this.#computed(`${attribute} of ${name}`, range, reference);
    const value = readThrough(written, range);
    return value.reference === undefined ? { ...value, reference } : value;
  }

  #nestedOutput(entry: LoopEntry, name: string, range: Range): Value {
    const stack = this.nestedStack(entry);
    const value = stack?.output(name);
    if (value !== undefined) return readThrough(value, range);
    const message =
      stack === undefined
        ? `the template of ${this.prefix}${entry.name} was not read`
        : `the template of ${this.prefix}${entry.name} has no output ${name}`;
    const code = stack === undefined ? 'module-not-read' : 'failed';
    const origin = { range, kind: 'reference', from: [] } as const;
    return unknownValue({ code, message, range }, origin, this.referenceTo(entry.name, 'Outputs', name));
  }

  #condition(name: string, range: Range): BoolValue | UnknownValue {
    const entry = this.#section('conditions').byName.get(name);
    if (entry === undefined) {
      if (this.#section('conditions').result.unknown !== undefined || this.template.macros.length > 0)
        return failed(`the condition ${name} may be made by a loop or a macro`, range);
      return this.#fail(`There is no condition ${name}`, range);
    }
    const value = this.#once(`condition ${name}`, entry.keyRange, () =>
      this.#deeper(range, () => evaluateCondition(entry.value, entry.scope)),
    );
    const read = readThrough(value, range);
    return read.kind === 'bool' || read.kind === 'unknown' ? read : failed(`${name} is no condition`, range);
  }

  /** Something that SAM or a macro may make, else a mistake. */
  #undeclared(name: string, range: Range): Value {
    const mayExist = this.template.addsNames || this.#section('resources').result.unknown !== undefined;
    if (!mayExist) return this.#fail(`There is neither a parameter nor a resource ${name}`, range);
    return this.#computed(`the id of ${name}`, range, this.referenceTo(name, 'id'));
  }

  #computed(what: string, range: Range, reference: Reference): UnknownValue {
    const message = `${what} is known when the stack is deployed`;
    return unknownValue(
      { code: 'computed', message, range },
      { range, kind: 'reference', from: [] },
      reference,
    );
  }
}

interface LoopSection {
  readonly result: LoopResult;
  readonly byName: ReadonlyMap<string, LoopEntry>;
}

function asSection(result: LoopResult): LoopSection {
  return { result, byName: new Map(result.entries.map((entry) => [entry.name, entry])) };
}

function failed(message: string, range: Range): UnknownValue {
  const sentence = `${message.charAt(0).toLowerCase()}${message.slice(1)}`;
  const origin = { range, kind: 'expression', from: [] } as const;
  return unknownValue({ code: 'failed', message: sentence, range }, origin);
}

/** The type of a resource; of a module that a tool puts in, the tool's word for it. Undefined when it has none. */
export function typeOf(entry: LoopEntry): string | undefined {
  const type = memberNode(entry.value, 'Type');
  return type?.kind === 'call' ? type.name : nodeText(type);
}
