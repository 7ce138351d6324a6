/** Services, ingresses and network policies in the model's text. */
import { formatAddress } from '../ip/address.ts';
import type { NetworkPolicy, Service } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';
import { knownValue, mapFact } from '../values/fact.ts';
import { factText, prefixList, title } from './model-words.ts';

/** The lines of every service, ingress and network policy. */
export function kubernetesBlocks(model: NetworkModel): string[][] {
  return [
    ...model.all('service').map((service) => [serviceLine(service)]),
    ...model
      .all('ingress')
      .map((ingress) => [`${title(ingress)}  ${ingress.type} of class ${factText(ingress.class)}`]),
    ...model.all('network-policy').map((policy) => [policyLine(policy)]),
  ];
}

function serviceLine(service: Service): string {
  const { internal, loadBalancerIp, subnetName, sourceRanges, externalName } = service;
  const words = [factText(service.type)];
  if (knownValue(internal) === true) words.push('internal');
  const addresses = [...service.clusterIps.items, ...service.externalIps.items];
  for (const fact of loadBalancerIp.state === 'absent' ? addresses : [loadBalancerIp, ...addresses])
    words.push(factText(mapFact(fact, formatAddress)));
  if (subnetName.state !== 'absent') words.push(`in subnet ${factText(subnetName)}`);
  if (sourceRanges.items.length + sourceRanges.unresolved.length > 0)
    words.push(`from ${prefixList(sourceRanges)}`);
  if (externalName.state !== 'absent') words.push(factText(externalName));
  return `${title(service)}  ${words.join(' ')}`;
}

function policyLine(policy: NetworkPolicy): string {
  const denied = [
    ...(knownValue(policy.deniesIngress) === true ? ['in'] : []),
    ...(knownValue(policy.deniesEgress) === true ? ['out'] : []),
  ];
  const limits = denied.length === 0 ? '' : `, only what is allowed ${denied.join(' and ')}`;
  return `${title(policy)}  pods: ${factText(policy.selects)}${limits}`;
}
