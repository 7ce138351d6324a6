/** The provider configuration that a Crossplane object is deployed with: it decides the subscription or account. */
import { mapValue, type MapValue } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';
import { namespaceOf, specOf } from '../declared-object.ts';
import type { RespellContext } from '../respelling.ts';
import { groupEnds } from './family.ts';
import type { Referrer } from './references.ts';

interface ProviderOfObject {
  /** Equal for objects with one configuration. */
  readonly provider: string;
  readonly providerSettings: MapValue | undefined;
}

/** Kinds in namespaces can have a configuration in their namespace, or one for all of them. */
export function providerOf(
  context: RespellContext,
  { object, family, groupEnd }: Referrer,
): ProviderOfObject {
  const spec = specOf(object);
  const written = spec === undefined ? undefined : attribute(spec, 'providerConfigRef');
  const reference = written?.kind === 'map' ? written : undefined;
  const name = (reference && knownText(attribute(reference, 'name'))) ?? 'default';
  const [clusterWide] = groupEnds(family);
  const asked = reference && knownText(attribute(reference, 'kind'));
  const kind = groupEnd === clusterWide ? 'ProviderConfig' : (asked ?? 'ClusterProviderConfig');
  const inNamespace = groupEnd !== clusterWide && kind === 'ProviderConfig';
  const namespace = inNamespace ? namespaceOf(object) : 'default';
  const config = context.find({
    unit: object.unit,
    address: `${kind}.${groupEnd}/${namespace}/${name}`,
    path: [],
  });
  const settings = config && specOf(config);
  const label = inNamespace ? `${namespace}/${name}` : name;
  return {
    provider: label === 'default' ? family.provider : `${family.provider}.${label}`,
    providerSettings: settings && settingsOf(settings, family.settings(settings)),
  };
}

function settingsOf(spec: MapValue, settings: ReturnType<Referrer['family']['settings']>): MapValue {
  const known = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return mapValue(new Map(known), spec.origin);
}
