/** What Azure resources are called that Cluster API creates. */
import type { Target } from '../../model/draft.ts';
import type { Range } from '../../text/range.ts';
import type { Value } from '../../values/value.ts';
import { azureKey, whatIsUnknown, type AzureId } from '../azure/azure-id.ts';
import { knownText } from '../read-attributes.ts';
import { writtenName } from './written-name.ts';

/** The subscription and the resource group that something is created in. */
export interface AzureScope {
  readonly subscription: Value | undefined;
  readonly group: Value | undefined;
}

/** The id of a network, or of a subnet in one; undefined when a name is not known. */
export function networkId(
  { subscription, group }: AzureScope,
  ...names: readonly (Value | undefined)[]
): AzureId | undefined {
  const texts = names.map(knownText);
  if (!texts.every((text) => text !== undefined)) return undefined;
  const unknown = [subscription, group].filter(
    (value) => value !== undefined && knownText(value) === undefined,
  );
  return {
    subscription: knownText(subscription)?.toLowerCase(),
    resourceGroup: knownText(group),
    type:
      names.length === 1 ? 'microsoft.network/virtualnetworks' : 'microsoft.network/virtualnetworks/subnets',
    names: texts,
    within: [
      'cluster-api',
      ...unknown.map((value) => (value === undefined ? '' : whatIsUnknown(value))),
    ].join(' '),
  };
}

/** What a name means that stands for a network, or for a subnet in one. */
export function networkTarget(
  scope: AzureScope,
  names: readonly [Value | undefined, ...(Value | undefined)[]],
  absentAt: Range,
): Target {
  const last = names.at(-1);
  if (last === undefined) return { state: 'absent', range: absentAt };
  const id = networkId(scope, ...names);
  const text = writtenName(last) ?? '';
  if (id !== undefined) return { state: 'target', key: azureKey(id), text, origin: last.origin };
  const unknown = names.find((name) => name?.kind === 'unknown');
  const reason =
    unknown?.kind === 'unknown'
      ? unknown.reason
      : ({ code: 'failed', message: 'a name is needed here', range: last.origin.range } as const);
  const reference = last.kind === 'unknown' ? last.reference : undefined;
  return { state: 'unknown', reason, reference, text, origin: last.origin };
}
