/** Module code and values in JSON syntax. */
import { expect, test } from 'vitest';
import { history, plain, read, referenceText, sourceOf } from './reading.ts';

test('a module in JSON is a module', () => {
  const reading = read({
    'main.tf.json': JSON.stringify({
      '//': 'a comment',
      terraform: { backend: { s3: { key: 'x' } }, required_version: '>= 1.5' },
      variable: {
        cidr: { type: 'string' },
        nets: { type: 'map(object({ bits = optional(number, 8) }))', default: { a: {} } },
        text: { default: '${not.a.template}' },
      },
      locals: [{ base: '${var.cidr}', more: ['${local.base}', '10.9.0.0/16'] }, { other: 'o' }],
      resource: {
        azurerm_virtual_network: {
          hub: {
            '//': 'another',
            address_space: '${local.more}',
            name: 'hub-${local.other}',
            provider: 'azurerm.hub',
            depends_on: ['a_b.c'],
            tags: { owner: 'me' },
            subnet: [{ name: 'a' }, { name: 'b' }],
            lifecycle: { prevent_destroy: true },
          },
        },
        a_b: [
          {
            c: {
              count: 2,
              index: '${count.index}',
              ref: '${azurerm_virtual_network.hub.id}',
              text: '${var.text}',
            },
            d: {
              for_each: '${var.nets}',
              bits: '${each.value.bits}',
              dynamic: {
                rule: { for_each: ['x', 'y'], iterator: 'r', content: { name: '${r.value}-${r.key}' } },
              },
            },
          },
        ],
      },
      data: { x_y: { z: { name: 'n' } } },
      module: { net: { source: './net', cidr: '${var.cidr}', providers: { azurerm: 'azurerm.hub' } } },
      output: { id: { value: '${module.net.id}' } },
    }),
    'net/main.tf':
      'variable "cidr" {}\nresource "azurerm_subnet" "s" { cidr = var.cidr }\noutput "id" { value = azurerm_subnet.s.id }',
    'terraform.tfvars.json': '{ "cidr": "10.0.0.0/16" }',
  });
  expect(reading.problems).toEqual([]);
  expect(reading.units).toEqual(['.']);
  expect(plain(reading.resource('azurerm_virtual_network.hub').attributes)).toEqual({
    address_space: ['10.0.0.0/16', '10.9.0.0/16'],
    name: 'hub-o',
    tags: { owner: 'me' },
    subnet: [{ name: 'a' }, { name: 'b' }],
  });
  expect(reading.resource('azurerm_virtual_network.hub').provider).toBe('azurerm.hub');
  expect(plain(reading.value('a_b.c[1]', 'index'))).toBe(1);
  expect(plain(reading.value('a_b.c[1]', 'text'))).toBe('${not.a.template}');
  expect(referenceText(reading.value('a_b.c[0]', 'ref').reference)).toBe('./azurerm_virtual_network.hub#id');
  expect(plain(reading.resource('a_b.d["a"]').attributes)).toEqual({
    bits: 8,
    rule: [{ name: 'x-0' }, { name: 'y-1' }],
  });
  expect(reading.resource('data.x_y.z').mode).toBe('data');
  expect(reading.resource('module.net.azurerm_subnet.s').provider).toBe('azurerm.hub');
  expect(history(reading.value('module.net.azurerm_subnet.s', 'cidr'))[0]).toBe(
    'terraform.tfvars.json:1:11 "10.0.0.0/16"',
  );
  expect(sourceOf(reading.resource('a_b.c[0]').range)).toBe('"c"');
});

test('values in JSON stand for themselves', () => {
  const reading = read({
    'main.tf': 'variable "v" {}\nresource "a_b" "c" { v = var.v }',
    'x.auto.tfvars.json': '{"v": {"text": "${x}", "list": [1, true, null, "a\\"b"]}}',
  });
  expect(plain(reading.value('a_b.c', 'v'))).toEqual({ text: '${x}', list: [1, true, null, 'a"b'] });
});

test.each([
  ['{', 'json-syntax'],
  ['[]x', 'json-syntax'],
  ['{"resource": 3}', 'hcl-syntax'],
  ['{"resource": {"a_b": {"c": {"x": "${"}}}}', 'hcl-syntax'],
  ['{"frobnicate": {}}', 'terraform-unexpected-argument'],
])('what is wrong with JSON is reported: %s', (text, code) => {
  const reading = read({ 'main.tf.json': text, 'other.tf': 'resource "a_b" "other" {}' });
  expect(reading.diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  expect(reading.resources.map(({ address }) => address)).toContain('a_b.other');
});
