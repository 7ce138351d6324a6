/** What the code of a unit has for the addresses of a plan. */
import type { Range } from '../../../text/range.ts';
import type { Resource } from '../../unit.ts';
import { ANY_KEY, hasOpenKey } from '../address.ts';
import { resourceKey } from '../declarations.ts';
import { contentOfInstance } from '../instance-content.ts';
import type { Module } from '../module.ts';
import { moduleSteps, withoutKeys } from './plan-address.ts';
import type { PlannedInstance } from './plan.ts';

/** The code of one unit, by address. */
export interface CodeIndex {
  /** The instance as the code has it; one that stands for an unknown number of instances stands for each. */
  instance(address: string): Resource | undefined;
  /** The block that declares it, else the call of the module that does and was not read. */
  block(planned: Pick<PlannedInstance, 'address' | 'mode' | 'type' | 'name'>): CodeBlock | undefined;
}

/** A block of the code. */
export interface CodeBlock {
  /** Its header. */
  readonly range: Range;
  /** What it writes: arguments and types of blocks. Undefined when that was not read. */
  readonly names: ReadonlySet<string> | undefined;
}

/** Indexes evaluated resources; `root` is the root module, where its code was read. */
export function indexCode(resources: readonly Resource[], root: Module | undefined): CodeIndex {
  const exact = new Map(resources.map((resource) => [resource.address, resource]));
  const forAny = new Map<string, Resource>();
  const blocks = new Map<string, CodeBlock>();
  for (const resource of resources) {
    const address = withoutKeys(resource.address);
    if (hasOpenKey(resource.address)) forAny.set(address, resource);
    if (!blocks.has(address)) {
      blocks.set(address, { range: resource.range, names: new Set(resource.attributes.entries.keys()) });
    }
  }
  const modules = new Map<string, Module | Range | undefined>([['', root]]);
  /** The module that calls lead to, or the header of the call whose code was not read. */
  const moduleAt = (steps: readonly string[]): Module | Range | undefined => {
    const key = steps.join('.');
    if (!modules.has(key)) {
      const caller = moduleAt(steps.slice(0, -1));
      const name = steps.at(-1) ?? '';
      modules.set(key, caller !== undefined && 'declarations' in caller ? called(caller, name) : caller);
    }
    return modules.get(key);
  };
  return {
    instance: (address) => exact.get(address) ?? forAny.get(withoutKeys(address)),
    block({ address, mode, type, name }) {
      const block = withoutKeys(address);
      const listed = blocks.get(block);
      if (listed !== undefined) return listed;
      const module = moduleAt(moduleSteps(block));
      if (module === undefined) return undefined;
      if (!('declarations' in module)) return { range: module, names: undefined };
      const declaration = module.declarations.resources.get(resourceKey(mode, type, name));
      return (
        declaration && { range: declaration.range, names: new Set(contentOfInstance(declaration).names) }
      );
    },
  };
}

/** Which instances of a call there are is the plan's to say: any of them has the same code. */
function called(caller: Module, name: string): Module | Range | undefined {
  const call = caller.call(name)?.instance({ text: ANY_KEY, names: {} });
  if (call === undefined) return undefined;
  return call.kind === 'read' ? call.module : call.instance.declaration.range;
}
