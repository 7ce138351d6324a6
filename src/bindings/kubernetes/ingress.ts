/** Ingresses and Gateways: of both, which controller serves them. */
import type { Binding } from '../binding.ts';
import { stringFact } from '../read-facts.ts';
import { objectHead, valueAt } from './manifest-values.ts';
import { namespaceFact } from './namespace.ts';

/** Named the class before there was a field for it; controllers still look at it first. */
const OLD_CLASS = 'kubernetes.io/ingress.class';

export const ingress: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['Ingress.networking.k8s.io'],
  bind(resource, context) {
    const named =
      valueAt(resource, 'metadata', 'annotations', OLD_CLASS) ??
      valueAt(resource, 'spec', 'ingressClassName');
    return [
      {
        ...objectHead(resource),
        kind: 'ingress',
        type: 'ingress',
        namespace: namespaceFact(context, resource),
        class: stringFact(context, named, resource.range),
      },
    ];
  },
};

export const gateway: Binding = {
  dialect: 'kubernetes',
  mode: 'managed',
  types: ['Gateway.gateway.networking.k8s.io'],
  bind: (resource, context) => [
    {
      ...objectHead(resource),
      kind: 'ingress',
      type: 'gateway',
      namespace: namespaceFact(context, resource),
      class: stringFact(context, valueAt(resource, 'spec', 'gatewayClassName'), resource.range),
    },
  ],
};
