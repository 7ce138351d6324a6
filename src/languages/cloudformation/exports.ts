/** What stacks export to others of the same account and region, found by name. */
import type { Range } from '../../text/range.ts';
import { readThrough, unknownValue, type Value } from '../../values/value.ts';
import { toText } from '../hcl/equality.ts';
import { OF_THE_PLACE } from './pseudo-parameters.ts';
import type { Stack } from './stack.ts';
import { memberNode } from './template-node.ts';

/** One output with an export name. */
interface Export {
  readonly stack: Stack;
  readonly output: string;
}

/** Looks up exports among stacks that are known only later. */
export class Exports {
  readonly #stacks: () => Iterable<Stack>;
  #index: ReadonlyMap<string, readonly Export[]> | undefined;
  #isBeingMade = false;

  constructor(stacks: () => Iterable<Stack>) {
    this.#stacks = stacks;
  }

  /** The value that exactly one stack exports under a name, read at `range`. */
  importValue(name: Value, range: Range): Value {
    const key = keyOf(name);
    const found = key === undefined ? [] : (this.#exports().get(key) ?? []);
    const [only] = found;
    const value = found.length === 1 ? only?.stack.output(only.output) : undefined;
    if (value !== undefined) return readThrough(value, range);
    const message =
      found.length > 1
        ? `${String(found.length)} stacks export what is imported here`
        : 'it is exported by a stack that is not in what was read';
    const code = found.length > 1 ? 'ambiguous' : 'remote-state';
    return unknownValue({ code, message, range }, { range, kind: 'reference', from: [name.origin] });
  }

  #exports(): ReadonlyMap<string, readonly Export[]> {
    if (this.#index !== undefined) return this.#index;
    // A name that is itself imported can not be found.
    if (this.#isBeingMade) return new Map();
    this.#isBeingMade = true;
    const index = new Map<string, Export[]>();
    for (const stack of this.#stacks()) {
      for (const entry of stack.entries('outputs').entries) {
        const name = memberNode(memberNode(entry.value, 'Export'), 'Name');
        const key = name === undefined ? undefined : keyOf(entry.scope.evaluate(name));
        if (key === undefined || stack.doubtOf(entry) === false) continue;
        const exports = index.get(key) ?? [];
        if (exports.length === 0) index.set(key, exports);
        exports.push({ stack, output: entry.name });
      }
    }
    this.#index = index;
    return index;
  }
}

/** A name as a key: its texts, and those unknown parts that are equal for exporter and importer. */
function keyOf(name: Value): string | undefined {
  const parts = name.kind === 'unknown' ? (name.parts ?? [name]) : [name];
  const steps = parts.map((part) => {
    const text = part.kind === 'unknown' ? undefined : toText(part);
    if (text !== undefined) return ['text', text];
    const address = part.reference?.path.length === 0 ? part.reference.address : '';
    return OF_THE_PLACE.has(address) ? ['place', address] : undefined;
  });
  return steps.every((step) => step !== undefined) ? JSON.stringify(steps) : undefined;
}
