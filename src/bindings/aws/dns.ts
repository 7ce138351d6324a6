/** AWS: Route 53 zones and their VPCs, resolver endpoints and rules. */
import type { Resource } from '../../languages/unit.ts';
import { mapFact, type Fact } from '../../values/fact.ts';
import type { NameKey, Target } from '../../model/draft.ts';
import { addressConsumerDraft } from '../address-consumer.ts';
import { patchOf, type Binding, type BindingOutput, type Merger } from '../binding.ts';
import { normalDomain } from '../domain-name.ts';
import { headOf, placeOf, placeOfBlock } from '../entity-head.ts';
import { gapOf } from '../gap.ts';
import { attribute, blocks, knownText, type Blocks } from '../read-attributes.ts';
import {
  impliedFact,
  joinLists,
  reasonOf,
  stringFact,
  undecidedFact,
  unknownFact,
  unresolvedList,
} from '../read-facts.ts';
import { addressFact, addressList } from '../read-prefixes.ts';
import { targetIfCertain, targetOfInstance } from '../read-targets.ts';
import { awsTarget, keyAround, plainHead } from './aws-identity.ts';

/** A zone with a VPC is private (https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html). */
export const zone: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_route53_zone'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes, range, unit, address } = resource;
    const vpcs = blocks(attributes, 'vpc');
    const name = attribute(attributes, 'name');
    const text = knownText(name);
    const keys = text === undefined ? [] : [zoneKey(resource, text)];
    const self = targetOfInstance(unit, address, range);
    return [
      {
        ...headOf(placeOf(resource), name, keys),
        kind: 'dns-zone',
        cloud: 'aws',
        domain: mapFact(stringFact(context, name, range), normalDomain),
        private: isPrivate(resource, vpcs),
      },
      ...vpcs.known.map((block) => ({
        ...headOf(placeOfBlock(placeOf(resource), block), name, []),
        kind: 'dns-link' as const,
        zone: self,
        network: awsTarget(context, attribute(block.map, 'vpc_id'), block.map.origin.range),
        registration: impliedFact(false, block.map.origin.range),
      })),
      ...vpcs.unknown.map((value) => gapOf(resource, 'vpc', reasonOf(value), value.origin.range)),
    ];
  },
};

/** Zones of data sources are found by their domain. */
export function zoneKey(resource: Resource, name: string): NameKey {
  return keyAround(resource, ['zone', normalDomain(name)]);
}

function isPrivate(resource: Resource, vpcs: Blocks): Fact<boolean> {
  const [first] = vpcs.known;
  if (first !== undefined) return impliedFact(true, first.map.origin.range);
  const [unknown] = vpcs.unknown;
  return unknown === undefined ? impliedFact(false, resource.range) : unknownFact(unknown);
}

export const zoneAssociation: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_route53_zone_association'],
  bind(resource, context) {
    const { attributes, range } = resource;
    return [
      {
        ...plainHead(resource),
        kind: 'dns-link',
        zone: awsTarget(context, attribute(attributes, 'zone_id'), range),
        network: awsTarget(context, attribute(attributes, 'vpc_id'), range),
        registration: impliedFact(false, range),
      },
    ];
  },
};

/** Inbound endpoints answer at an address in each subnet; outbound ones only take addresses. */
export const resolverEndpoint: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_route53_resolver_endpoint'],
  bind(resource, context): readonly BindingOutput[] {
    const { attributes } = resource;
    const direction = knownText(attribute(attributes, 'direction'))?.toLowerCase();
    const addresses = blocks(attributes, 'ip_address');
    const gaps = addresses.unknown.map((value) =>
      gapOf(resource, 'ip_address', reasonOf(value), value.origin.range),
    );
    const bound = addresses.known.map((block): BindingOutput => {
      const head = headOf(placeOfBlock(placeOf(resource), block), attribute(attributes, 'name'), []);
      const subnet = awsTarget(context, attribute(block.map, 'subnet_id'), head.range);
      if (direction !== 'inbound') {
        return addressConsumerDraft(head, subnet, 'DNS resolver', impliedFact(1, head.range));
      }
      return {
        ...head,
        kind: 'dns-inbound-endpoint',
        network: { state: 'absent', range: head.range },
        subnet,
        addressFact: addressFact(context, attribute(block.map, 'ip'), head.range),
      };
    });
    return [...bound, ...gaps];
  },
};

const NETWORKS: Merger<'dns-forwarding', Target> = {
  entityKind: 'dns-forwarding',
  merge: (draft, networks) => ({ ...draft, networks: [...draft.networks, ...networks] }),
};

export const resolverRule: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_route53_resolver_rule'],
  bind(resource, context) {
    const { attributes, range } = resource;
    // The other types answer a domain by Amazon's own resolver.
    if (knownText(attribute(attributes, 'rule_type'))?.toLowerCase() !== 'forward') return [];
    const targets = blocks(attributes, 'target_ip');
    const domain = mapFact(stringFact(context, attribute(attributes, 'domain_name'), range), normalDomain);
    const servers = joinLists(
      ...targets.known.map((block) => addressList(context, attribute(block.map, 'ip'))),
      ...targets.unknown.map((value) => unresolvedList(unknownFact(value))),
    );
    return [{ ...plainHead(resource), kind: 'dns-forwarding', networks: [], rules: [{ domain, servers }] }];
  },
};

export const resolverRuleAssociation: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['aws_route53_resolver_rule_association'],
  bind(resource, context) {
    const { attributes, range, unit, possible } = resource;
    const network = awsTarget(context, attribute(attributes, 'vpc_id'), range);
    const unseen = undecidedFact('the resolver rule is not in what was read', range, 'outside');
    return [
      patchOf(NETWORKS, targetIfCertain(network, possible), {
        unit,
        target: awsTarget(context, attribute(attributes, 'resolver_rule_id'), range),
        otherwise: [
          {
            ...plainHead(resource),
            kind: 'dns-forwarding',
            networks: [network],
            rules: [{ domain: unseen, servers: unresolvedList(unseen) }],
          },
        ],
      }),
    ];
  },
};
