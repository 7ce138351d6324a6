/** Finds what other tasks of a file declare, by the options that name it. */
import type { Resource } from '../../../languages/unit.ts';
import { addToList } from '../../../model/lists-by-key.ts';
import { unknownValue, type Value } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';
import type { RespellContext } from '../respelling.ts';

type ByOption = ReadonlyMap<string, readonly Resource[]>;

/** A file's tasks are sorted once for all that look for others. */
const sorted = new WeakMap<readonly Resource[], ByOption>();

/** The options by which tasks are looked for. */
const OPTIONS = ['name', 'cidr'];

function byOption(tasks: readonly Resource[]): ByOption {
  const known = sorted.get(tasks);
  if (known !== undefined) return known;
  const found = new Map<string, Resource[]>();
  for (const task of tasks) {
    for (const option of OPTIONS) {
      const text = wordingOf(attribute(task.attributes, option));
      if (text !== undefined) addToList(found, keyOf(task.type, option, text), task);
    }
  }
  sorted.set(tasks, found);
  return found;
}

function keyOf(module: string, option: string, text: string): string {
  return `${module}\0${option}\0${text.toLowerCase()}`;
}

/** Equal for values that are certainly equal: of unknown ones, by what they were read from. */
export function wordingOf(value: Value | undefined): string | undefined {
  const { reference } = value ?? {};
  return (
    knownText(value) ?? (reference && JSON.stringify([reference.unit, reference.address, ...reference.path]))
  );
}

/** The only task of a module with this option, and with equal ones of `also`; undefined when it cannot be told. */
export function taskWith(
  context: RespellContext,
  unit: string,
  module: string,
  option: 'name' | 'cidr',
  value: Value,
  also: (task: Resource) => boolean = () => true,
): Resource | undefined {
  const text = wordingOf(value);
  if (text === undefined) return undefined;
  const found = (byOption(context.inUnit(unit)).get(keyOf(module, option, text)) ?? []).filter(also);
  return found.length === 1 ? found[0] : undefined;
}

/** A value that means what a task makes, named by `at`. */
export function valueOfTask(task: Resource, at: Value): Value {
  const message = `the id of ${task.address} is known when it is deployed`;
  const reference = { unit: task.unit, address: task.address, path: ['id'] };
  return unknownValue({ code: 'computed', message, range: task.range }, at.origin, reference);
}
