/** A fault between two things is told of the one that the change touched. */
import { describe, expect, test } from 'vitest';
import { check } from '../../src/check.ts';
import { loadConfig } from '../../src/config/config.ts';
import { rules } from '../../src/rule/registry.ts';
import { formatPlace } from '../../src/text/range.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

const network = (name: string, range: string): string =>
  `resource "azurerm_virtual_network" "${name}" {
  name                = "${name}"
  resource_group_name = "rg"
  location            = "westeurope"
  address_space       = [${range}]
}
`;

const peered = `resource "azurerm_virtual_network_peering" "both" {
  for_each                  = { a = "b", b = "a" }
  name                      = "to-\${each.value}"
  resource_group_name       = "rg"
  virtual_network_name      = { a = azurerm_virtual_network.a, b = azurerm_virtual_network.b }[each.key].name
  remote_virtual_network_id = { a = azurerm_virtual_network.a, b = azurerm_virtual_network.b }[each.value].id
}
`;

/** The only finding when these lines changed. */
function told(code: string, ...lines: number[]) {
  const { findings } = check({
    head: memoryTree({ 'main.tf': code }),
    changed: { has: (_, line) => lines.includes(line) },
    within: [],
    config: loadConfig(undefined, rules),
    rules,
  });
  const [finding] = findings;
  expect(findings).toHaveLength(1);
  return {
    place: finding && formatPlace(finding.place),
    message: finding?.message,
    edits: finding?.fix?.edits.map(({ range }) => formatPlace(range)),
    fingerprint: finding?.fingerprint,
    related: finding?.related.map(({ range }) => formatPlace(range)),
  };
}

describe('an overlap of two networks', () => {
  const code = network('a', '"10.0.0.0/16"') + network('b', '"10.0.4.0/22"') + peered;

  test.each([
    ['the one', [5], 'main.tf:5:26', /^Network a .* Give a 10\.\d+\.0\.0\/16/, 'main.tf:5:27'],
    ['the other', [11], 'main.tf:11:26', /^Network b .* Give b 10\.\d+\.\d+\.0\/22/, 'main.tf:11:27'],
    ['both', [5, 11], 'main.tf:11:26', /^Network b .* Give b /, 'main.tf:11:27'],
  ])('is told of %s that changed', (_, lines, place, message, edit) => {
    const finding = told(code, ...lines);
    expect(finding).toMatchObject({ place, edits: [edit] });
    expect(finding.message).toMatch(message);
  });

  test('is one fault whichever side is told', () => {
    expect(told(code, 5).fingerprint).toBe(told(code, 11).fingerprint);
  });
});

test('a value that is computed on the changed line is shown whole, and not once more beside it', () => {
  const code = network('a', 'cidrsubnet("10.0.0.0/8", 8, 4)') + network('b', '"10.4.0.0/22"') + peered;
  const finding = told(code, 5);
  expect(finding.place).toBe('main.tf:5:26');
  expect(finding.related?.filter((place) => place.startsWith('main.tf:5:'))).toEqual([]);
});
