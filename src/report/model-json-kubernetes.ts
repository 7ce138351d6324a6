/** Services, network policies and ingresses in the model's JSON. */
import { formatAddress } from '../ip/address.ts';
import type { Ingress, NetworkPolicy, PolicyBlock, PolicyPort, Service } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';
import { mapFact } from '../values/fact.ts';
import { addresses, foot, head, items, portText, prefixes, value } from './model-json-parts.ts';

/** The arrays `services`, `networkPolicies` and `ingresses`. */
export function kubernetesParts(model: NetworkModel) {
  return {
    services: model.all('service').map(serviceJson),
    networkPolicies: model.all('network-policy').map(policyJson),
    ingresses: model.all('ingress').map(ingressJson),
  };
}

function serviceJson(service: Service) {
  return {
    ...head(service),
    namespace: value(service.namespace),
    type: value(service.type),
    internal: value(service.internal),
    loadBalancerIp: value(mapFact(service.loadBalancerIp, formatAddress)),
    subnetName: value(service.subnetName),
    sourceCidrs: prefixes(service.sourceRanges),
    clusterIps: addresses(service.clusterIps),
    externalIps: addresses(service.externalIps),
    externalName: value(service.externalName),
    ...foot(service),
  };
}

function policyJson(policy: NetworkPolicy) {
  return {
    ...head(policy),
    namespace: value(policy.namespace),
    engine: policy.engine,
    selects: value(policy.selects),
    deniesIngress: value(policy.deniesIngress),
    deniesEgress: value(policy.deniesEgress),
    blocks: policy.blocks.map(blockJson),
    dnsOverUdp: value(policy.dnsOverUdp),
    dnsOverTcp: value(policy.dnsOverTcp),
    ...foot(policy),
  };
}

function blockJson({ direction, access, ranges, ports }: PolicyBlock) {
  return {
    direction,
    access,
    ranges: ranges.map((range) => ({ cidrs: prefixes(range.prefixes), except: prefixes(range.except) })),
    ports: ports.map(portJson),
  };
}

function portJson({ protocol, ports }: PolicyPort) {
  return { protocol: value(protocol), ports: items(ports, portText) };
}

function ingressJson(ingress: Ingress) {
  return {
    ...head(ingress),
    namespace: value(ingress.namespace),
    kind: ingress.type,
    class: value(ingress.class),
    ...foot(ingress),
  };
}
