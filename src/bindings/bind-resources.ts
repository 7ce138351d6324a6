/** From evaluated instances to the facts of the model: every instance goes to the binding of its type. */
import type { Resource } from '../languages/unit.ts';
import type { BindingFact } from '../model/draft.ts';
import { formatAddressPath } from '../model/entity-id.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { applyPatches } from './apply-patches.ts';
import { doubtByRecords } from './azurerm/loose-records.ts';
import type { Binding, BindingContext, BindingOutput, Patch } from './binding.ts';
import { normalModuleSource } from './module-source.ts';
import { BINDINGS } from './registry.ts';
import { respellResources } from './respell/respell-resources.ts';
import { settleTargets } from './settle-targets.ts';
import { unreadModule } from './unread-module.ts';

/** What binding yields: facts in the order of the resources, and what is wrong with values. */
export interface BoundResources {
  readonly facts: readonly BindingFact[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Binds the instances of all units of a run at once: references may lead from one unit to another. Types that no
 * binding knows yield nothing, calls of modules that none knows what they are given.
 */
export function bindResources(written: readonly Resource[]): BoundResources {
  const diagnostics = new Diagnostics();
  const resources = respellResources(written, (diagnostic) => {
    diagnostics.add(diagnostic);
  });
  const instances = new Map(resources.map((resource) => [keyOf(resource), resource]));
  const context: BindingContext = {
    find: (reference) => (reference === undefined ? undefined : instances.get(keyOf(reference))),
    outputOf: (reference) => {
      const call = instances.get(keyOf(reference));
      const path = call && bindingOf(call)?.outputs?.(call, reference.path);
      if (path === undefined) return undefined;
      // What a call deploys can stand behind it as a resource of its own.
      const part = { ...reference, address: formatAddressPath(reference.address, path), path: [] };
      return instances.has(keyOf(part)) ? part : { ...reference, path };
    },
    report: (diagnostic) => {
      diagnostics.add(diagnostic);
    },
  };
  const outputs = resources.flatMap((resource) => outputsOf(resource, context));
  const patched = applyPatches(outputs.filter(isFact), outputs.filter(isPatch));
  const facts = doubtByRecords(patched, resources, context);
  return { facts: settleTargets(facts, context), diagnostics: diagnostics.all };
}

function outputsOf(resource: Resource, context: BindingContext): readonly BindingOutput[] {
  const binding = bindingOf(resource);
  if (binding !== undefined) return binding.bind(resource, context);
  return resource.mode === 'module' ? unreadModule(resource, context) : [];
}

const BY_TYPE: ReadonlyMap<string, Binding> = new Map(
  BINDINGS.flatMap((binding) =>
    binding.types.map((type) => [`${binding.dialect} ${binding.mode} ${type}`, binding] as const),
  ),
);

function bindingOf(resource: Resource): Binding | undefined {
  return BY_TYPE.get(`${resource.dialect} ${resource.mode} ${boundType(resource)}`);
}

/** A type as bindings have it. Azure's API compares its types without case. */
function boundType({ mode, dialect, type }: Resource): string {
  if (mode === 'module') return normalModuleSource(type);
  return dialect === 'arm' ? type.toLowerCase() : type;
}

function keyOf(instance: { readonly unit: string; readonly address: string }): string {
  return `${instance.unit}\0${instance.address}`;
}

function isPatch(output: BindingOutput): output is Patch {
  return output.kind === 'patch';
}

function isFact(output: BindingOutput): output is BindingFact {
  return output.kind !== 'patch';
}

/** Diagnostics without repetition: one line of a module is bound once for every call of it. */
class Diagnostics {
  readonly #seen = new Map<string, Diagnostic>();

  add(diagnostic: Diagnostic): void {
    const { code, message, range } = diagnostic;
    const key = `${code}\0${range.file.path}\0${range.start}\0${range.end}\0${message}`;
    if (!this.#seen.has(key)) this.#seen.set(key, diagnostic);
  }

  get all(): readonly Diagnostic[] {
    return [...this.#seen.values()];
  }
}
