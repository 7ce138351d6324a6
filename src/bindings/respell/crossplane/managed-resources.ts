/** Crossplane's managed resources: the arguments of a Terraform provider under `spec.forProvider`. */
import type { Resource } from '../../../languages/unit.ts';
import type { MapValue } from '../../../values/value.ts';
import { mapValue } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';
import { specOf } from '../declared-object.ts';
import { mergeMaps, respellKeys, withEntries } from '../respell-keys.ts';
import type { RespellContext, Respelling } from '../respelling.ts';
import { snakeCase } from '../snake-case.ts';
import { terraformResource } from '../terraform-resource.ts';
import { AWS } from './aws.ts';
import { AZURE } from './azure.ts';
import { groupEnds, type Family, type Kind } from './family.ts';
import { GCP } from './gcp.ts';
import { deployedName, externalName } from './object-name.ts';
import { providerOf } from './provider-config.ts';
import { referenceEntry, type Referrer } from './references.ts';

/** One respelling for the cluster-wide kinds of a family, one for those in namespaces. */
function respellingsOf(family: Family): readonly Respelling[] {
  return groupEnds(family).map((groupEnd) => {
    const kinds = new Map([...family.kinds].map(([name, kind]) => [`${name}.${groupEnd}`, kind]));
    return {
      dialect: 'kubernetes',
      types: [...kinds.keys()],
      respell(resource, context) {
        const kind = kinds.get(resource.type);
        return kind === undefined ? [] : [respell(context, resource, kind, family, groupEnd)];
      },
    };
  });
}

export const MANAGED_RESOURCES: readonly Respelling[] = [AZURE, AWS, GCP].flatMap(respellingsOf);

function respell(
  context: RespellContext,
  object: Resource,
  kind: Kind,
  family: Family,
  groupEnd: string,
): Resource {
  const referrer: Referrer = { object, family, type: kind.type, groupEnd };
  const isRead = isOnlyObserved(object);
  const written = argumentsOf(object);
  const attributes = respellKeys(written, (key, value, map) => {
    const reference = referenceEntry(context, referrer, key, value, map);
    if (reference === 'written') return undefined;
    const [name, replaced] = reference ?? [snakeCase(key), value];
    return [family.renamed.get(`${kind.type} ${name}`) ?? name, replaced];
  });
  const names: Readonly<Record<string, ReturnType<typeof deployedName>>> =
    kind.nameArgument === undefined
      ? { id: isRead ? externalName(object) : undefined }
      : { [kind.nameArgument]: deployedName(object) };
  return terraformResource(object, {
    type: kind.type,
    mode: isRead ? 'data' : 'managed',
    attributes: withEntries(attributes, names),
    ...providerOf(context, referrer),
  });
}

/** What the provider is told; values that only count at creation come last. */
function argumentsOf(object: Resource): MapValue {
  const spec = specOf(object);
  const forProvider = spec && attribute(spec, 'forProvider');
  const initProvider = spec && attribute(spec, 'initProvider');
  const first = forProvider?.kind === 'map' ? forProvider : mapValue(new Map(), object.attributes.origin);
  return mergeMaps(first, initProvider?.kind === 'map' ? initProvider : undefined);
}

/** https://docs.crossplane.io/latest/managed-resources/managed-resources/#managementpolicies */
function isOnlyObserved(object: Resource): boolean {
  const spec = specOf(object);
  const policies = spec && attribute(spec, 'managementPolicies');
  return (
    policies?.kind === 'list' && policies.items.length === 1 && knownText(policies.items[0]) === 'Observe'
  );
}
