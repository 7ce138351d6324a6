/** Instances as values: as the resource that is deployed, and as what a reference to it reads. */
import type { Range } from '../../text/range.ts';
import { literalOrigin, type Origin } from '../../values/origin.ts';
import {
  mapValue,
  stringValue,
  unknownValue,
  type ListValue,
  type MapValue,
  type Reference,
  type UnknownValue,
  type Value,
} from '../../values/value.ts';
import { extendReference } from '../hcl/map-member.ts';
import { limitReason } from '../hcl/value-limits.ts';
import { rangeOfExpression } from './content.ts';
import { contentOfInstance } from './instance-content.ts';
import type { CallInstance, Instance } from './module.ts';

/** The instance as it is deployed: everything that the code writes, with the references that its values carry. */
export function instanceAttributes(instance: Instance): MapValue {
  const { module, declaration, reference, openReason } = instance;
  const entries = new Map<string, Value>();
  for (const name of contentOfInstance(declaration).names) {
    if (module.unit.budget.steps <= 0) return beyondSteps(instance);
    const cell = instance.attribute(name);
    if (cell !== undefined) entries.set(name, module.unit.demand.value(cell, declaration.range));
  }
  if (declaration.mode === 'module' && declaration.sourceVersion !== undefined && !entries.has('version')) {
    const { sourceVersion, source, range } = declaration;
    const place = source === undefined ? range : rangeOfExpression(source);
    entries.set('version', stringValue(sourceVersion, literalOrigin(place)));
  }
  return { ...mapValue(entries, instanceOrigin(instance)), open: { reference, reason: openReason } };
}

/** An instance of which nothing is told, since the unit has used up its steps. */
function beyondSteps({ reference, declaration }: Instance): MapValue {
  const reason = limitReason('the evaluation takes too many steps');
  return { ...mapValue(new Map(), literalOrigin(declaration.range)), open: { reference, reason } };
}

/** An instance was typed where its block is; under `for_each` also where the element is that it stands for. */
function instanceOrigin({ declaration, key }: Instance): Origin {
  const { range } = declaration;
  const each = key.names.each?.value;
  return each === undefined ? literalOrigin(range) : { range, kind: 'expression', from: [each.origin] };
}

/**
 * An attribute of an instance, as a reference to it reads it: its value carries the reference. What the code does not
 * write, or sets to null, is left to the deployment.
 */
export function readAttribute(instance: Instance, name: string, place: Range): Value {
  const { module, reference } = instance;
  const cell = instance.attribute(name);
  const value = cell === undefined ? undefined : module.unit.demand.value(cell, place);
  if (value === undefined || value.kind === 'null' || isUnwrittenBlock(instance, name, value)) {
    return openAttribute(instance, name);
  }
  return readBy(value, extendReference(reference, name));
}

/** Dynamic blocks that make no block write none: a provider may fill in its own, as where no block stands. */
function isUnwrittenBlock({ declaration }: Instance, name: string, value: Value): boolean {
  const isEmpty = value.kind === 'list' && value.items.length === 0;
  return isEmpty && contentOfInstance(declaration).blocks.has(name);
}

function openAttribute(instance: Instance, name: string): UnknownValue {
  const { reference, openReason } = instance;
  return unknownValue(openReason, instanceOrigin(instance), extendReference(reference, name));
}

/** True for what reads the outputs of another deployment. */
export function readsState({ declaration }: Instance): boolean {
  return declaration.mode === 'data' && declaration.type === 'terraform_remote_state';
}

/** An output that a data source reads from another deployment's state. */
export function readOutput(reader: Instance, name: string, place: Range): Value {
  const owner = reader.module.unit.stateOwner(reader);
  const cell = owner?.output(name);
  if (cell !== undefined) return reader.module.unit.demand.value(cell, place);
  const reference = { ...reader.reference, path: ['outputs', name] };
  return unknownValue(reader.openReason, instanceOrigin(reader), reference);
}

const views = new WeakMap<Instance, MapValue>();

/** An instance as a reference to it reads it: every attribute carries the reference to it. */
export function instanceView(instance: Instance, place: Range): MapValue {
  const known = views.get(instance);
  if (known !== undefined) return known;
  const entries = new Map<string, Value>();
  for (const name of contentOfInstance(instance.declaration).names) {
    entries.set(name, readAttribute(instance, name, place));
  }
  const { reference, openReason: reason } = instance;
  const view = { ...mapValue(entries, instanceOrigin(instance)), reference, open: { reference, reason } };
  views.set(instance, view);
  return view;
}

/** A value as it is read by a reference. Blocks in it are instances of their own: they pass the reference on. */
function readBy(value: Value, reference: Reference): Value {
  if (value.kind === 'list' && value.items.some(isOpen)) return readBlocks(value, reference);
  return { ...value, reference };
}

function isOpen(value: Value): boolean {
  return value.kind === 'map' && value.open !== undefined;
}

function readBlocks(list: ListValue, reference: Reference): Value {
  const items: Value[] = [];
  for (const [index, item] of list.items.entries()) {
    const isOwn = item.kind === 'map' && item.open?.reference.address === reference.address;
    if (isOwn && item.possible !== undefined) return unknownBlocks(item, list, reference);
    items.push(isOwn ? readBlock(item, extendReference(reference, index)) : item);
  }
  return { ...list, items, reference };
}

/** How many blocks there are is unknown, so is what a reference to all of them reads. */
function unknownBlocks(item: MapValue, list: ListValue, reference: Reference): UnknownValue {
  const reason = item.possible ?? { code: 'unsupported', message: 'the number of blocks is not known' };
  return unknownValue(reason, list.origin, reference);
}

function readBlock(block: MapValue, reference: Reference): MapValue {
  const entries = new Map<string, Value>();
  for (const [name, value] of block.entries) {
    if (value.kind !== 'null') entries.set(name, readBy(value, extendReference(reference, name)));
  }
  return { ...block, entries, reference };
}

/** An output of a module whose code was not read. */
export function unreadOutput({ declaration, reference, openReason }: Instance, name: string): UnknownValue {
  return unknownValue(openReason, literalOrigin(declaration.range), extendReference(reference, name));
}

/** A call as a reference to it reads it: all outputs of the module. */
export function callView(instance: CallInstance, place: Range): MapValue {
  if (instance.kind === 'unread') {
    const { declaration, reference, openReason: reason } = instance.instance;
    return {
      ...mapValue(new Map(), literalOrigin(declaration.range)),
      reference,
      open: { reference, reason },
    };
  }
  const { module } = instance;
  const entries = new Map<string, Value>();
  for (const name of module.declarations.outputs.keys()) {
    const cell = module.output(name);
    if (cell !== undefined) entries.set(name, module.unit.demand.value(cell, place));
  }
  return mapValue(entries, literalOrigin(place));
}
