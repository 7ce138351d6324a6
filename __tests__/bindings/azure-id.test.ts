/** Azure resource ids from whole and partial texts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { azureKey, parseAzureId, textWithGaps, UNKNOWN_PART } from '../../src/bindings/azure/azure-id.ts';
import { isCommercialRegion, privateLinkDomains } from '../../src/bindings/azure/private-link-zones.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { literalOrigin } from '../../src/values/origin.ts';
import { numberValue, stringValue, unknownValue, type Value } from '../../src/values/value.ts';

const GAP = UNKNOWN_PART;

describe('ids', () => {
  test.each([
    [
      '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub',
      ['s', 'rg', 'microsoft.network/virtualnetworks', 'hub'],
    ],
    [
      '/SUBSCRIPTIONS/S/resourcegroups/RG/Providers/MICROSOFT.network/VirtualNetworks/Hub/SUBNETS/a',
      ['S', 'RG', 'microsoft.network/virtualnetworks/subnets', 'Hub', 'a'],
    ],
    [
      '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub/',
      ['s', 'rg', 'microsoft.network/virtualnetworks', 'hub'],
    ],
    [
      `/subscriptions/${GAP}/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub`,
      [undefined, 'rg', 'microsoft.network/virtualnetworks', 'hub'],
    ],
    [
      `${GAP}/providers/Microsoft.Network/virtualNetworks/hub`,
      [undefined, undefined, 'microsoft.network/virtualnetworks', 'hub'],
    ],
    [
      `/subscriptions/s/resourceGroups/rg-${GAP}/providers/Microsoft.Network/virtualNetworks/hub`,
      ['s', undefined, 'microsoft.network/virtualnetworks', 'hub'],
    ],
    [
      '/subscriptions/s/resourceGroups/rg/providers/A.B/c/d/providers/Microsoft.Insights/x/y',
      ['s', 'rg', 'microsoft.insights/x', 'y'],
    ],
  ])('%s', (text, [subscription, resourceGroup, type, ...names]) => {
    expect(parseAzureId(text)).toEqual({ subscription, resourceGroup, type, names });
  });

  test.each([
    [''],
    ['hub'],
    ['/subscriptions/s/resourceGroups/rg'],
    ['/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network'],
    ['/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks'],
    [`/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/${GAP}`],
    [`/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/hub-${GAP}`],
    ['/subscriptions/s/resourceGroups/rg/providers//virtualNetworks/hub'],
    [`/providers/a/b/${'x'.repeat(5000)}`],
  ])('none in %s', (text) => {
    expect(parseAzureId(text)).toBeUndefined();
  });

  test('of whatever text do not throw', () => {
    const piece = fc.constantFrom(
      '/',
      'providers',
      'subscriptions',
      'resourceGroups',
      'x',
      GAP,
      'Microsoft.Network',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ maxLength: 5 })), { maxLength: 20 }), (pieces) => {
        const id = parseAzureId(pieces.join(''));
        if (id === undefined) return;
        expect(id.names.length).toBe(id.type.split('/').length - 1);
        expect([...id.names, id.type].join('')).not.toContain(GAP);
      }),
    );
  });
});

describe('keys', () => {
  const id = { subscription: 's', resourceGroup: 'rg', names: ['hub'] };
  test('of networks are their names', () => {
    expect(azureKey({ ...id, type: 'microsoft.network/virtualnetworks' })).toEqual({
      namespace: 'azure',
      names: ['hub'],
      scope: ['s', 'rg'],
    });
  });

  test('of gateways hold the type', () => {
    expect(azureKey({ ...id, type: 'microsoft.network/azurefirewalls' }).names).toEqual([
      'microsoft.network/azurefirewalls',
      'hub',
    ]);
  });
});

describe('texts with gaps', () => {
  const origin = literalOrigin({ file: new SourceFile('a.tf', ''), start: 0, end: 0 });
  const unknown = unknownValue({ code: 'computed', message: 'later' }, origin);
  const parts = (...items: Value[]): Value => ({ ...unknown, parts: items });

  test('keep what is known', () => {
    const value = parts(stringValue('/a/', origin), unknown, parts(numberValue(7, origin), unknown));
    expect(textWithGaps(value, () => undefined)).toBe(`/a/${GAP}7${GAP}`);
    expect(textWithGaps(value, () => 'x')).toBe('/a/x7x');
  });

  test('are bounded in depth and length', () => {
    let deep: Value = stringValue('x', origin);
    for (let depth = 0; depth < 10_000; depth++) deep = parts(deep, deep);
    expect(textWithGaps(deep, () => undefined).length).toBeLessThan(10_000);
  });
});

describe('private link domains', () => {
  test.each([
    [
      'Microsoft.Storage/storageAccounts',
      ['BLOB', 'file'],
      ['privatelink.blob.core.windows.net', 'privatelink.file.core.windows.net'],
    ],
    ['microsoft.insights/privatelinkscopes', ['azuremonitor'], 5],
    ['Microsoft.Storage/storageAccounts', ['blob', 'nothing'], []],
    ['Microsoft.Kusto/clusters', ['cluster'], []],
    ['Microsoft.Storage/storageAccounts', [], []],
  ])('of %s %s', (type, groups, expected) => {
    const found = privateLinkDomains(type, groups);
    expect(typeof expected === 'number' ? found.length : found).toEqual(expected);
  });

  test.each([
    ['westeurope', true],
    ['US Gov Virginia', false],
    ['usdodeast', false],
    ['chinaeast2', false],
    [undefined, undefined],
  ])('the region %s is commercial: %s', (region, expected) => {
    expect(isCommercialRegion(region)).toBe(expected);
  });
});
