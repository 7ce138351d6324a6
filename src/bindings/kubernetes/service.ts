/**
 * Services that say something about the network around their cluster. Annotations:
 * https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer,
 * https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations,
 * https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters.
 */
import type { Prefix } from '../../ip/prefix.ts';
import type { Resource } from '../../languages/unit.ts';
import type { FactList, ServiceType } from '../../model/entities.ts';
import type { Range } from '../../text/range.ts';
import type { Fact, KnownFact, UnknownFact } from '../../values/fact.ts';
import type { Value } from '../../values/value.ts';
import type { Binding, BindingContext, BindingOutput } from '../binding.ts';
import {
  EMPTY_LIST,
  joinLists,
  orDefault,
  stringFact,
  undecidedFact,
  unresolvedList,
} from '../read-facts.ts';
import { addressFact, addressList, prefixList } from '../read-prefixes.ts';
import { wordFact } from '../traffic.ts';
import { elements, listOfAll, objectHead, splitRanges, valueAt, valueIn } from './manifest-values.ts';
import { namespaceFact } from './namespace.ts';

const TYPES: ReadonlyMap<string, ServiceType> = new Map([
  ['clusterip', 'ClusterIP'],
  ['nodeport', 'NodePort'],
  ['loadbalancer', 'LoadBalancer'],
  ['externalname', 'ExternalName'],
]);

/** What Azure and AWS begin their annotations with. */
const CLOUD = 'service.beta.kubernetes.io';

/** The value of an annotation. */
type Annotation = (name: string) => Value | undefined;

export const service: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['Service'],
  bind(resource, context): readonly BindingOutput[] {
    const { range } = resource;
    const spec = valueAt(resource, 'spec');
    const type = orDefault(wordFact(context, valueIn(spec, 'type'), range, TYPES), 'ClusterIP');
    const isOf = (wanted: ServiceType) => type.state !== 'known' || type.value === wanted;
    const clusterIps =
      type.state === 'known' && type.value === 'ExternalName'
        ? EMPTY_LIST
        : chosenAddresses(context, spec, range);
    const externalIps = addressList(context, valueIn(spec, 'externalIPs'));
    const isPlain = !isOf('LoadBalancer') && !isOf('ExternalName');
    if (isPlain && isEmptyList(clusterIps) && isEmptyList(externalIps)) return [];
    return [
      {
        ...objectHead(resource),
        kind: 'service',
        namespace: namespaceFact(context, resource),
        type,
        ...(isOf('LoadBalancer') ? loadBalancer(context, resource, spec) : unbalanced(range)),
        clusterIps,
        externalIps,
        externalName: isOf('ExternalName')
          ? stringFact(context, valueIn(spec, 'externalName'), range)
          : { state: 'absent', range },
      },
    ];
  },
};

function isEmptyList({ items, unresolved }: FactList<unknown>): boolean {
  return items.length + unresolved.length === 0;
}

/** `None` makes a service without an address. */
function chosenAddresses(context: BindingContext, spec: Value | undefined, range: Range) {
  const written = elements(valueIn(spec, 'clusterIPs') ?? valueIn(spec, 'clusterIP'));
  const addresses = written.flatMap(([value]) =>
    value.kind === 'string' && (value.value === 'None' || value.value === '') ? [] : [value],
  );
  return addressList(context, listOfAll(range, ...addresses));
}

function unbalanced(range: Range) {
  const absent = { state: 'absent', range } as const;
  return { internal: absent, loadBalancerIp: absent, subnetName: absent, sourceRanges: EMPTY_LIST };
}

function loadBalancer(context: BindingContext, resource: Resource, spec: Value | undefined) {
  const { range } = resource;
  const annotation: Annotation = (name) => valueAt(resource, 'metadata', 'annotations', name);
  const address =
    annotation(`${CLOUD}/azure-load-balancer-ipv4`) ??
    valueIn(spec, 'loadBalancerIP') ??
    annotation(`${CLOUD}/azure-load-balancer-ipv6`);
  const subnet =
    annotation(`${CLOUD}/azure-load-balancer-internal-subnet`) ??
    annotation('networking.gke.io/internal-load-balancer-subnet');
  return {
    internal: internalFact(context, annotation, range),
    loadBalancerIp: addressFact(context, address, range),
    subnetName: stringFact(context, subnet, range),
    sourceRanges: sourceRanges(context, annotation, spec),
  };
}

/** What the annotations of one cloud say; the first one that is written counts. `otherwise` is for texts not in `words`. */
interface InternalWords {
  readonly name: string;
  readonly words: ReadonlyMap<string, boolean>;
  readonly otherwise?: boolean;
}

const INTERNAL: readonly (readonly InternalWords[])[] = [
  [{ name: `${CLOUD}/azure-load-balancer-internal`, words: new Map([['true', true]]), otherwise: false }],
  [
    {
      name: `${CLOUD}/aws-load-balancer-scheme`,
      words: new Map([
        ['internal', true],
        ['internet-facing', false],
      ]),
    },
    // Older than the scheme; `0.0.0.0/0` was the way to say yes.
    { name: `${CLOUD}/aws-load-balancer-internal`, words: new Map([['false', false]]), otherwise: true },
  ],
  ['networking.gke.io/load-balancer-type', 'cloud.google.com/load-balancer-type'].map((name) => ({
    name,
    words: new Map([['internal', true]]),
    otherwise: false,
  })),
];

/** A manifest may say it for several clouds: those that say it at all have to agree. */
function internalFact(context: BindingContext, annotation: Annotation, range: Range): Fact<boolean> {
  const said = INTERNAL.flatMap((names): (KnownFact<boolean> | UnknownFact)[] => {
    for (const { name, words, otherwise } of names) {
      const fact = wordFact(context, annotation(name), range, words, otherwise);
      if (fact.state !== 'absent') return [fact];
    }
    return [];
  });
  const [first, ...others] = said;
  if (first === undefined) return { state: 'absent', range };
  const unknown = said.find(({ state }) => state === 'unknown');
  if (unknown !== undefined || first.state === 'unknown') return unknown ?? first;
  if (others.every((fact) => fact.state === 'known' && fact.value === first.value)) return first;
  return undecidedFact(
    'its annotations say one thing for one cloud and another for the next',
    range,
    'ambiguous',
  );
}

/** Where the field is written, Kubernetes does not look at the annotation of the same meaning; Azure has one of its own. */
function sourceRanges(
  context: BindingContext,
  annotation: Annotation,
  spec: Value | undefined,
): FactList<Prefix> {
  const written =
    valueIn(spec, 'loadBalancerSourceRanges') ??
    splitRanges(annotation(`${CLOUD}/load-balancer-source-ranges`));
  const tags = annotation(`${CLOUD}/azure-allowed-service-tags`);
  return joinLists(
    prefixList(context, written),
    prefixList(context, splitRanges(annotation(`${CLOUD}/azure-allowed-ip-ranges`))),
    tags === undefined
      ? EMPTY_LIST
      : unresolvedList(
          undecidedFact(
            'service tags name sources, and their ranges are not read',
            tags.origin.range,
            'unsupported',
          ),
        ),
  );
}
