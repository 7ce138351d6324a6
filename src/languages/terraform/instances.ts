/** Resources, data sources and calls of unread modules: their instances, and the values of what they write. */
import type { Range } from '../../text/range.ts';
import { literalOrigin } from '../../values/origin.ts';
import {
  listValue,
  mapValue,
  nullValue,
  unknownValue,
  type UnknownReason,
  type Value,
} from '../../values/value.ts';
import { evaluateExpression } from '../hcl/evaluate.ts';
import { extendReference } from '../hcl/map-member.ts';
import { attributeIn } from './content.ts';
import type { CallDeclaration, Declaration } from './declarations.ts';
import { Cell, type CellParts } from './demand.ts';
import { evaluateBlocks } from './evaluate-blocks.ts';
import { contentOfInstance, isMeta } from './instance-content.ts';
import { instanceView } from './instance-values.ts';
import type { Instance, InstanceDeclaration, InstanceKey, Module, Repeated, Repetition } from './module.ts';
import { needsOf, needsOfBlocks } from './needs.ts';
import { evaluateRepetition, repetitionArguments, unknownRepetition } from './repetition.ts';
import { createScope } from './scope.ts';
import { VALUE_COST } from './value-cost.ts';

/** The address of a declaration in its unit, without instance key. */
function addressOf(declaration: InstanceDeclaration, module: Module): string {
  const { mode, type, name } = declaration;
  const start = mode === 'data' ? 'data.' : '';
  return mode === 'module' ? addressOfCall(declaration, module) : `${module.prefix}${start}${type}.${name}`;
}

/** The address of a module call in its unit, without instance key. */
export function addressOfCall({ name, keyword }: CallDeclaration, { prefix }: Module): string {
  return `${prefix}${keyword ?? 'module'}.${name}`;
}

/** The instances of a resource or data source. */
export function repeatedInstances(declaration: InstanceDeclaration, module: Module): Repeated<Instance> {
  const address = addressOf(declaration, module);
  const repetition = repetitionCell(address, declaration, module);
  const create = (key: InstanceKey): Instance => createInstance(declaration, key, repetition, module);
  return repeated(address, declaration, repetition, module, create, instanceView);
}

/** The cell that says which instances a block has. */
export function repetitionCell(
  address: string,
  { content, range }: Declaration,
  module: Module,
): Cell<Repetition> {
  return new Cell({
    name: address,
    compute: () => evaluateRepetition(content, module),
    needs: () => needsOf(repetitionArguments(content), module),
    unknown: (reason) => unknownRepetition(reason, range),
  });
}

/** Instances by their keys, each made once, and the value of all of them together. */
export function repeated<T>(
  address: string,
  { range }: Declaration,
  repetition: Cell<Repetition>,
  module: Module,
  create: (key: InstanceKey) => T,
  view: (instance: T, place: Range) => Value,
): Repeated<T> {
  const instances = new Map<string, T>();
  const instance = (key: InstanceKey): T => {
    let known = instances.get(key.text);
    if (known === undefined) {
      known = create(key);
      instances.set(key.text, known);
    }
    return known;
  };
  const whole = new Cell<Value>({
    name: address,
    compute: () => wholeValue(address, range, module, repetition, (key) => view(instance(key), range)),
    needs: () => [repetition],
    unknown: (reason) => unknownAt(reason, range),
  });
  return { repetition, instance, whole };
}

/** What a reference to a block with all its instances reads. */
function wholeValue(
  address: string,
  range: Range,
  module: Module,
  cell: Cell<Repetition>,
  view: (key: InstanceKey) => Value,
): Value {
  const { kind, instances, reason, keysUnknown } = module.unit.demand.value(cell, range);
  const origin = literalOrigin(range);
  if (kind === 'unknown') {
    const why = reason ?? { code: 'unsupported', message: `how often ${address} exists is not known` };
    return unknownValue(why, origin, { unit: module.unit.id, address, path: [] });
  }
  if (keysUnknown !== undefined) {
    const pairs = [...instances.values()].flatMap((instance) => {
      const key = instance.names.each?.key;
      return key === undefined ? [] : { key, value: view(instance) };
    });
    const reference = { unit: module.unit.id, address, path: [] };
    return { ...unknownValue(keysUnknown, origin, reference), pairs };
  }
  const views = new Map([...instances].map(([key, instance]) => [String(key), view(instance)]));
  if (kind === 'once') return views.get('') ?? nullValue(origin);
  return kind === 'count' ? listValue([...views.values()], origin) : mapValue(views, origin);
}

/** An unknown of which only the place is known. */
export function unknownAt(reason: UnknownReason, range: Range): Value {
  return unknownValue(reason, { range, kind: 'expression', from: [] });
}

/** One instance. What it writes is evaluated when it is asked for, each argument by itself. */
export function createInstance(
  declaration: InstanceDeclaration,
  key: InstanceKey,
  repetition: Cell<Repetition>,
  module: Module,
  openReason: UnknownReason = reasonOfDeployment(declaration, module),
): Instance {
  const address = `${addressOf(declaration, module)}${key.text}`;
  const cells = new Map<string, Cell<Value> | undefined>();
  const instance: Instance = {
    module,
    declaration,
    key,
    reference: { unit: module.unit.id, address, path: [] },
    possible: module.possible ?? module.unit.demand.value(repetition, declaration.range).reason,
    openReason,
    attribute(name) {
      if (!cells.has(name)) {
        module.unit.budget.steps -= VALUE_COST;
        cells.set(name, attributeCell(name, instance));
      }
      return cells.get(name);
    },
  };
  return instance;
}

function reasonOfDeployment(declaration: InstanceDeclaration, module: Module): UnknownReason {
  const address = addressOf(declaration, module);
  const { range, mode, type } = declaration;
  if (mode === 'data' && type === 'terraform_remote_state') {
    const message = `the deployment whose state ${address} reads is not among what was read`;
    return { code: 'remote-state', message, range };
  }
  return mode === 'data'
    ? { code: 'data-source', message: `${address} reads it from outside`, range }
    : { code: 'computed', message: `it is decided when ${address} is deployed`, range };
}

/** An argument, else the blocks of this type. */
function attributeCell(name: string, instance: Instance): Cell<Value> | undefined {
  const { declaration, reference } = instance;
  const work = isMeta(declaration, name) ? undefined : attributeWork(name, instance);
  if (work === undefined) return undefined;
  return new Cell({
    ...work,
    name: `${reference.address}.${name}`,
    unknown: (reason) => unknownAt(reason, declaration.range),
  });
}

function attributeWork(
  name: string,
  instance: Instance,
): Pick<CellParts<Value>, 'compute' | 'needs'> | undefined {
  const { module, declaration, key, openReason, reference } = instance;
  const argument = attributeIn(declaration.content, name);
  if (argument !== undefined) {
    const { file, expression } = argument;
    return {
      compute: () => evaluateExpression(expression, createScope(module, file, key.names)),
      needs: () => needsOf([argument], module),
    };
  }
  const blocks = contentOfInstance(declaration).blocks.get(name);
  if (blocks === undefined) return undefined;
  const context = { module, names: key.names, openReason };
  return {
    compute: () => evaluateBlocks(blocks, extendReference(reference, name), context),
    needs: () => needsOfBlocks(blocks, module),
  };
}
