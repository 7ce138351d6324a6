/** All resources of a module and of those that it calls, evaluated. */
import type { Resource } from '../unit.ts';
import { ignoredChanges } from './ignored-changes.ts';
import { instanceAttributes } from './instance-values.ts';
import { localsInCycles } from './local-cycles.ts';
import type { CallInstance, Instance, Module, Repeated } from './module.ts';
import { providerSettings } from './provider-settings.ts';
import { providerOf } from './providers.ts';

/**
 * The resources in the order of the source, those of called modules behind those of their caller. `isWanted` says
 * which types are listed; calls of modules that were not read always are.
 */
export function listResources(module: Module, isWanted: (type: string) => boolean): readonly Resource[] {
  const resources: Resource[] = [];
  addModule(module, isWanted, resources);
  return resources;
}

/** The resources of all instances of a call: of the modules that were read, and the calls that were not. */
export function listCall(
  call: Repeated<CallInstance>,
  module: Module,
  isWanted: (type: string) => boolean,
): readonly Resource[] {
  const resources: Resource[] = [];
  addCall(call, module, isWanted, resources);
  return resources;
}

/** False when the unit has used up what may be made in it: then nothing more is listed. */
function addModule(module: Module, isWanted: (type: string) => boolean, resources: Resource[]): boolean {
  const { unit, declarations } = module;
  for (const name of localsInCycles(declarations)) {
    const local = module.local(name);
    if (local !== undefined) unit.demand.value(local, declarations.place);
  }
  for (const [key, { type }] of module.declarations.resources) {
    const repeated = isWanted(type) ? module.resource(key) : undefined;
    for (const instance of instancesOf(repeated, module)) {
      if (!unit.take(1)) return false;
      resources.push(resourceOf(instance));
    }
  }
  for (const name of module.declarations.calls.keys()) {
    if (!addCall(module.call(name), module, isWanted, resources)) return false;
  }
  return true;
}

function addCall(
  repeated: Repeated<CallInstance> | undefined,
  module: Module,
  isWanted: (type: string) => boolean,
  resources: Resource[],
): boolean {
  for (const call of instancesOf(repeated, module)) {
    if (!module.unit.take(1)) return false;
    if (call.kind === 'unread') resources.push(resourceOf(call.instance));
    else if (!addModule(call.module, isWanted, resources)) return false;
  }
  return true;
}

function instancesOf<T>(repeated: Repeated<T> | undefined, { unit, declarations }: Module): readonly T[] {
  if (repeated === undefined) return [];
  const { instances } = unit.demand.value(repeated.repetition, declarations.place);
  return [...instances.values()].map((key) => repeated.instance(key));
}

function resourceOf(instance: Instance): Resource {
  const { declaration, reference, possible } = instance;
  const provider = providerOf(instance);
  const byType = declaration.mode === 'module' ? undefined : declaration.type.split('_', 1)[0];
  const providerName = provider ?? byType;
  const settings = providerName === undefined ? undefined : providerSettings(providerName, instance.module);
  const ignored = declaration.mode === 'managed' ? ignoredChanges(declaration) : [];
  return {
    dialect: 'terraform',
    mode: declaration.mode,
    type: declaration.type,
    name: declaration.name,
    address: reference.address,
    unit: reference.unit,
    attributes: instanceAttributes(instance),
    range: declaration.range,
    ...(provider === undefined ? {} : { provider }),
    ...(settings === undefined ? {} : { providerSettings: settings }),
    ...(ignored.length === 0 ? {} : { ignoredChanges: ignored }),
    ...(possible === undefined ? {} : { possible }),
  };
}
