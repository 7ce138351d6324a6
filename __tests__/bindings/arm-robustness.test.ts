/** Whatever stands in resources of Azure's API, binding ends and its facts make a model. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ARM_BINDINGS } from '../../src/bindings/arm/arm-bindings.ts';
import { bindResources } from '../../src/bindings/bind-resources.ts';
import { buildModel } from '../../src/model/build-model.ts';
import { armResources } from './arm-resources.ts';

const NAMES = [
  'properties',
  'name',
  'id',
  'subnet',
  'subnets',
  'addressPrefix',
  'addressPrefixes',
  'addressSpace',
  'virtualNetworkPeerings',
  'remoteVirtualNetwork',
  'routes',
  'routeTable',
  'securityRules',
  'networkProfile',
  'podCidr',
  'agentPoolProfiles',
  'count',
  'upgradeSettings',
  'maxSurge',
  'ipConfigurations',
  'gatewayType',
  'virtualWan',
  'aRecords',
  'ipv4Address',
  'parent_id',
  '__proto__',
];
const TEXTS = [
  '',
  'x',
  '*',
  '10.0.0.0/8',
  '10.0.0.4',
  '{?p}',
  '{@r0.id}',
  '{@r1.id}/subnets/a',
  '{@r1.subnets.0.id}',
  'Vpn',
  '33%',
];
const JSON_OF = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(...TEXTS, null, true, 0, -1, 5),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NAMES), tie('value'), { maxKeys: 6 }),
  ),
})).value;

const RESOURCE = fc
  .record({
    type: fc.constantFrom(...ARM_BINDINGS.keys()),
    mode: fc.constantFrom('managed', 'data'),
    body: fc.dictionary(fc.constantFrom(...NAMES), JSON_OF, { maxKeys: 8 }),
  })
  .map(({ type, mode, body }) => ({ ...body, type, mode }));

describe('anything at all', () => {
  test('is bound without a fault, and the same each time', () => {
    fc.assert(
      fc.property(fc.array(RESOURCE, { minLength: 1, maxLength: 5 }), (written) => {
        const resources = () => armResources(written.map((one, index) => ({ ...one, address: `r${index}` })));
        const [first, second] = [bindResources(resources()), bindResources(resources())];
        expect(second.facts.length).toBe(first.facts.length);
        const ids = buildModel(first.facts)
          .all('subnet')
          .map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 300 },
    );
  });

  test('that holds very much is bound in little time', () => {
    const subnets = Array.from({ length: 3000 }, (_, index) => ({
      name: `s${index}`,
      properties: { addressPrefix: '10.0.0.0/24', routeTable: { id: '{@r0.id}/subnets/x' } },
    }));
    const written = [
      { type: 'Microsoft.Network/virtualNetworks', address: 'r0', name: 'n', properties: { subnets } },
    ];
    expect(bindResources(armResources(written)).facts.length).toBeGreaterThanOrEqual(6000);
  });
});
