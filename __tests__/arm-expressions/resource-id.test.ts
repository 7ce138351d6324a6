/** The ids of resourceId and its kin. */
import { describe, expect, test } from 'vitest';
import {
  isResourceIdFunction,
  readResourceIdArguments,
  resourceIdSteps,
  resourceIdText,
} from '../../src/languages/arm/functions/resource-id.ts';
import { numberValue, stringValue, unknownValue, type Value } from '../../src/values/value.ts';
import { evaluateText, shown } from './evaluate-text.ts';

const { origin } = evaluateText("'x'").value;
const text = (value: string): Value => stringValue(value, origin);
const gone = unknownValue({ code: 'missing-input', message: 'it has no value' }, origin);

function idOf(type: string, ...names: readonly Value[]): unknown {
  const steps = resourceIdSteps(type, names, origin);
  return 'problem' in steps ? steps : shown(resourceIdText(steps, origin));
}

describe('steps of types and names', () => {
  test('alternate', () => {
    expect(idOf('Microsoft.Network/virtualNetworks', text('hub'))).toBe(
      '/providers/Microsoft.Network/virtualNetworks/hub',
    );
    expect(idOf('Microsoft.Network/virtualNetworks/subnets', text('hub'), text('apps'))).toBe(
      '/providers/Microsoft.Network/virtualNetworks/hub/subnets/apps',
    );
    expect(idOf('X/y', numberValue(5, origin))).toBe('/providers/X/y/5');
    expect(idOf('X/y/', text('a'))).toBe('/providers/X/y/a');
  });

  test('keep unknown names as parts', () => {
    expect(idOf('Microsoft.Network/virtualNetworks/subnets', gone, text('apps'))).toEqual({
      unknown: 'missing-input',
      parts: ['/providers/Microsoft.Network/virtualNetworks/', { unknown: 'missing-input' }, '/subnets/apps'],
    });
  });

  test('an id is unknown because of a name rather than because of where it is', () => {
    const where = unknownValue({ code: 'environment', message: 'no group is written' }, origin);
    const id = (...parts: readonly Value[]): unknown => {
      const value = resourceIdText(parts, origin);
      return value.kind === 'unknown' ? value.reason.message : value.value;
    };
    expect(id(where, text('/a/'), gone)).toBe('it has no value');
    expect(id(where, text('/a/b'))).toBe('no group is written');
  });

  test('need a name for each type', () => {
    expect(idOf('Microsoft.Network/virtualNetworks/subnets', text('hub'))).toEqual({
      problem: 'the type Microsoft.Network/virtualNetworks/subnets takes 2 names, not 1',
    });
    expect(idOf('Microsoft.Network', text('hub'))).toHaveProperty('problem');
    expect(idOf('Microsoft.Network//x', text('hub'), text('b'))).toHaveProperty('problem');
    expect(idOf('X/y', { kind: 'null', origin })).toEqual({
      problem: 'a name of a resource must be a string',
    });
  });
});

describe('arguments', () => {
  const type = text('X/y');
  test('of resourceId', () => {
    expect(readResourceIdArguments('resourceid', [type, text('n')])).toEqual({
      type: 'X/y',
      names: [text('n')],
    });
    expect(readResourceIdArguments('resourceid', [text('rg'), type, text('n')])).toEqual({
      resourceGroup: text('rg'),
      type: 'X/y',
      names: [text('n')],
    });
    expect(readResourceIdArguments('resourceid', [gone, gone, type, text('n')])).toEqual({
      subscription: gone,
      resourceGroup: gone,
      type: 'X/y',
      names: [text('n')],
    });
  });

  test('of its kin', () => {
    expect(readResourceIdArguments('subscriptionresourceid', [text('s'), type, text('n')])).toEqual({
      subscription: text('s'),
      type: 'X/y',
      names: [text('n')],
    });
    expect(readResourceIdArguments('managementgroupresourceid', [text('m'), type, text('n')])).toMatchObject({
      managementGroup: text('m'),
    });
    expect(readResourceIdArguments('tenantresourceid', [type, text('n')])).toMatchObject({ type: 'X/y' });
    expect(
      readResourceIdArguments('extensionresourceid', [text('/subscriptions/s'), type, text('n')]),
    ).toEqual({
      extended: text('/subscriptions/s'),
      type: 'X/y',
      names: [text('n')],
    });
  });

  test('a slash in a name is no type', () => {
    expect(readResourceIdArguments('subscriptionresourceid', [type, text('a/b')])).toEqual({
      type: 'X/y',
      names: [text('a/b')],
    });
  });

  test('a type that is unknown cannot be told, one that is missing is wrong', () => {
    expect(readResourceIdArguments('resourceid', [gone, text('n')])).toBeUndefined();
    expect(readResourceIdArguments('resourceid', [text('n')])).toEqual({
      problem: 'the type of the resource is missing',
    });
    expect(readResourceIdArguments('tenantresourceid', [])).toHaveProperty('problem');
  });
});

test('the names of the functions', () => {
  expect(isResourceIdFunction('resourceid')).toBe(true);
  expect(isResourceIdFunction('toString')).toBe(false);
});
