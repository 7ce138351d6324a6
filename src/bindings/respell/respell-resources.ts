/** Rewrites the resources of all dialects into the spellings that bindings know. */
import type { Resource } from '../../languages/unit.ts';
import { addToList } from '../../model/lists-by-key.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { normalModuleSource } from '../module-source.ts';
import { RESPELLINGS } from './registry.ts';
import type { RespellContext, Respelling } from './respelling.ts';

const BY_TYPE: ReadonlyMap<string, Respelling> = new Map(
  RESPELLINGS.flatMap((respelling) =>
    respelling.types.map((type) => [`${respelling.dialect} ${type}`, respelling] as const),
  ),
);

/** The resources in their order, each replaced by what it stands for; those that no table knows stay as they are. */
export function respellResources(
  resources: readonly Resource[],
  report: (diagnostic: Diagnostic) => void,
): readonly Resource[] {
  const byUnit = new Map<string, Resource[]>();
  const byAddress = new Map<string, Resource>();
  for (const resource of resources) {
    addToList(byUnit, resource.unit, resource);
    byAddress.set(`${resource.unit}\0${resource.address}`, resource);
  }
  const context: RespellContext = {
    find: (reference) => reference && byAddress.get(`${reference.unit}\0${reference.address}`),
    inUnit: (unit) => byUnit.get(unit) ?? [],
    report,
  };
  return resources.flatMap((resource) => {
    const respelling = BY_TYPE.get(`${resource.dialect} ${spelledType(resource)}`);
    return respelling === undefined ? [resource] : respelling.respell(resource, context);
  });
}

/** A type as respellings have it: modules by their normalised sources. */
function spelledType({ mode, type }: Resource): string {
  return mode === 'module' ? normalModuleSource(type) : type;
}
