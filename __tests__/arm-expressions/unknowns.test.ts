/** What stays known where parts are not: `gone`, `gone2` and `flag` are inputs that are missing. */
import { describe, expect, test } from 'vitest';
import { evaluateText, shown } from './evaluate-text.ts';

const GONE = { unknown: 'missing-input' };
const WHERE = { unknown: 'environment' };

const ROWS: readonly (readonly [expression: string, value: unknown])[] = [
  // texts keep their parts
  ["format('vnet-{0}', parameters('gone'))", { ...GONE, parts: ['vnet-', GONE] }],
  ["format('{0}/24', parameters('gone'))", { ...GONE, parts: [GONE, '/24'], prefixLength: 24 }],
  ["format('{0:D2}', parameters('gone'))", GONE],
  ["format(parameters('gone'), 'a')", GONE],
  ["concat('a', parameters('gone'), 'b', 'c')", { ...GONE, parts: ['a', GONE, 'bc'] }],
  ["concat(parameters('gone'), parameters('gone2'))", GONE],
  ["concat(concat('a', parameters('gone')), parameters('gone2'))", { ...GONE, parts: ['a', GONE, GONE] }],
  ["join(createArray('a', parameters('gone')), '/')", { ...GONE, parts: ['a/', GONE] }],
  ["toLower(format('VNet-{0}', parameters('gone')))", { ...GONE, parts: ['vnet-', GONE] }],
  ["string(format('a{0}', parameters('gone')))", { ...GONE, parts: ['a', GONE] }],
  ["string(createArray(parameters('gone')))", GONE],
  ["toUpper(parameters('gone'))", GONE],
  ["replace('a.b', '{x}', parameters('gone'))", 'a.b'],
  ["replace('a.{x}.b', '{x}', parameters('gone'))", { ...GONE, parts: ['a.', GONE, '.b'] }],
  ["replace(parameters('gone'), 'a', 'b')", GONE],
  ["uri(parameters('gone'), 'nested/a.json')", { ...GONE, parts: [GONE, 'nested/a.json'] }],
  ["uri(parameters('gone'), '../a.json')", GONE],
  ["uri(parameters('gone'), '/a.json')", GONE],
  [
    "uri('https://a/b/c.json', concat('d.json', parameters('gone')))",
    { ...GONE, parts: ['https://a/b/d.json', GONE] },
  ],
  // arrays of known length
  ["createArray('a', parameters('gone'))", ['a', GONE]],
  ["concat(createArray('a'), createArray(parameters('gone')))", ['a', GONE]],
  ["concat(createArray('a'), parameters('gone'))", GONE],
  ["length(createArray('a', parameters('gone')))", 2],
  ["length(parameters('gone'))", GONE],
  ["empty(createArray(parameters('gone')))", false],
  ["empty(parameters('gone'))", GONE],
  ["empty(format('a{0}', parameters('gone')))", false],
  ["first(createArray('a', parameters('gone')))", 'a'],
  ["last(createArray('a', parameters('gone')))", GONE],
  ["skip(createArray('a', parameters('gone')), 1)", [GONE]],
  ["take(createArray('a'), parameters('gone'))", GONE],
  ["flatten(createArray(createArray('a'), createArray(parameters('gone'))))", ['a', GONE]],
  ["flatten(createArray(createArray('a'), parameters('gone')))", GONE],
  ["union(createArray('a'), createArray(parameters('gone')))", { set: ['a', GONE] }],
  [
    "union(createArray('a'), createArray(format('b{0}', parameters('gone'))))",
    ['a', { ...GONE, parts: ['b', GONE] }],
  ],
  ["union(createArray(parameters('gone')), createArray(parameters('gone')))", [GONE]],
  ["union(createArray('a'), parameters('gone'))", GONE],
  ["length(union(createArray('a'), createArray(parameters('gone'))))", GONE],
  ["union(createArray('a'), createArray(parameters('gone')))[0]", GONE],
  ["first(union(createArray('a'), createArray(parameters('gone'))))", GONE],
  ["contains(union(createArray('a'), createArray(parameters('gone'))), 'a')", true],
  ["empty(union(createArray('a'), createArray(parameters('gone'))))", false],
  [
    "concat(union(createArray('a'), createArray(parameters('gone'))), createArray('b'))",
    { set: ['a', GONE, 'b'] },
  ],
  ["distinct(createArray('a', parameters('gone'), 'a'))", { set: ['a', GONE] }],
  ["intersection(createArray('a', parameters('gone')), createArray('a'))", GONE],
  ["range(0, parameters('gone'))", GONE],
  ["max(1, parameters('gone'))", GONE],
  ["min(createArray(1, parameters('gone')))", GONE],
  // objects keep what is known
  ["createObject('a', 1, 'b', parameters('gone'))", { a: 1, b: GONE }],
  ["createObject(parameters('gone'), 1)", GONE],
  ["createObject('a', 1, 'b', parameters('gone')).a", 1],
  ["union(createObject('a', 1), createObject('b', parameters('gone')))", { a: 1, b: GONE }],
  ["union(createObject('a', 1), createObject('a', parameters('gone')))", { a: GONE }],
  ["union(createObject('a', createObject('x', 1)), createObject('a', parameters('gone')))", { a: GONE }],
  ["union(createObject('a', parameters('gone')), createObject('a', createObject('x', 1)))", { a: GONE }],
  ["union(createObject('a', 1), parameters('gone'))", GONE],
  [
    "shallowMerge(createArray(createObject('a', 1), createObject('b', parameters('gone'))))",
    { a: 1, b: GONE },
  ],
  ["items(createObject('a', parameters('gone')))", [{ key: 'a', value: GONE }]],
  ["items(parameters('gone'))", GONE],
  ['items(open())', { unknown: 'computed' }],
  ['open().subnets', { unknown: 'computed' }],
  ["contains(open(), 'x')", { unknown: 'computed' }],
  // members of what is unknown
  ["parameters('gone').a.b[0]", GONE],
  ["parameters('gone')[parameters('gone2')]", GONE],
  ["parameters('spokes')[parameters('gone')].cidr", GONE],
  [
    "parameters('spokes')[if(parameters('flag'), 0, 1)].cidr",
    { ...GONE, candidates: ['10.1.0.0/16', '10.2.0.0/16'] },
  ],
  [
    "if(parameters('flag'), parameters('spokes')[0], parameters('spokes')[1]).name",
    { ...GONE, candidates: ['a', 'b'] },
  ],
  ["if(parameters('flag'), createObject('a', 1), createObject()).a", { ...GONE, candidates: [1] }],
  ["tryGet(parameters('gone'), 'a')", GONE],
  ["tryGet(parameters('tags'), parameters('gone'))", GONE],
  ["tryGet(parameters('gone'), 'a', 0, 'b')", GONE],
  [
    "tryGet(if(parameters('flag'), createObject('a', 1), createObject()), 'a')",
    { ...GONE, candidates: [1, null] },
  ],
  [
    "coalesce(tryGet(if(parameters('flag'), createObject('a', 1), createObject()), 'a'), 2)",
    { ...GONE, candidates: [1, 2] },
  ],
  ["tryGet(createArray('x'), if(parameters('flag'), 0, 1))", { ...GONE, candidates: ['x', null] }],
  [
    "tryIndexFromEnd(if(parameters('flag'), createArray(1), createArray()), 1)",
    { ...GONE, candidates: [1, null] },
  ],
  ["tryIndexFromEnd(parameters('gone'), 1)", GONE],
  [
    "indexFromEnd(if(parameters('flag'), createArray(1, 2), createArray(3)), 1)",
    { ...GONE, candidates: [2, 3] },
  ],
  // conditions
  ["if(parameters('flag'), 'a', 'b')", { ...GONE, candidates: ['a', 'b'] }],
  ["if(parameters('flag'), 'a', 'a')", 'a'],
  ["if(parameters('flag'), 'a', parameters('gone'))", { ...GONE, candidates: ['a', GONE] }],
  [
    "if(parameters('flag'), 'a', if(parameters('flag2'), 'b', 'c'))",
    { ...GONE, candidates: ['a', 'b', 'c'] },
  ],
  ["toUpper(if(parameters('flag'), 'a', 'b'))", { ...GONE, candidates: ['A', 'B'] }],
  ["equals(if(parameters('flag'), 'a', 'b'), 'c')", false],
  ["equals(if(parameters('flag'), 'a', 'b'), 'a')", { ...GONE, candidates: [true, false] }],
  ["if(equals(if(parameters('flag'), 'a', 'b'), 'c'), 1, 2)", 2],
  ["length(if(parameters('flag'), createArray(1), createArray()))", { ...GONE, candidates: [1, 0] }],
  [
    "concat(createArray(0), if(parameters('flag'), createArray(1), createArray()))",
    { ...GONE, candidates: [[0, 1], [0]] },
  ],
  ["createObject('a', if(parameters('flag'), 1, 2))", { a: { ...GONE, candidates: [1, 2] } }],
  [
    "format('x{0}', if(parameters('flag'), 1, 2))",
    { ...GONE, parts: ['x', { ...GONE, candidates: [1, 2] }], candidates: ['x1', 'x2'] },
  ],
  ["and(parameters('flag'), false())", false],
  ["and(false(), parameters('flag'))", false],
  ["and(true(), parameters('flag'))", GONE],
  ["or(parameters('flag'), true())", true],
  ["or(parameters('flag'), false())", GONE],
  ["not(parameters('flag'))", GONE],
  ["coalesce(parameters('gone'), 'b')", { ...GONE, candidates: [GONE, 'b'] }],
  ["coalesce(null(), parameters('gone'))", GONE],
  ["coalesce(format('a{0}', parameters('gone')), 'b')", { ...GONE, parts: ['a', GONE] }],
  ["coalesce(if(parameters('flag'), null(), 'a'), 'b')", { ...GONE, candidates: ['a', 'b'] }],
  ["coalesce(if(parameters('flag'), null(), 'a'))", { ...GONE, candidates: ['a', null] }],
  [
    "coalesce(if(parameters('flag'), null(), 'a'), parameters('gone'))",
    { ...GONE, candidates: ['a', GONE, null] },
  ],
  ["coalesce(if(parameters('flag'), 'c', 'a'), 'b')", { ...GONE, candidates: ['c', 'a'] }],
  ["coalesce(tryGet(parameters('tags'), 'none'), 'd')", 'd'],
  // comparisons
  ["equals(parameters('gone'), 'a')", GONE],
  ["equals(parameters('gone'), parameters('gone'))", true],
  ["equals(parameters('gone').a, parameters('gone').a)", true],
  ["equals(parameters('gone').a, parameters('gone').b)", GONE],
  ["equals(format('a{0}', parameters('gone')), 'b')", false],
  ["equals(format('a{0}', parameters('gone')), 'ab')", GONE],
  ["equals(format('a{0}', parameters('gone')), null())", false],
  ["equals(createArray(1, parameters('gone')), createArray(2, 1))", false],
  ["equals(createArray(1, parameters('gone')), createArray(1))", false],
  ["equals(createArray(1, parameters('gone')), createArray(1, 2))", GONE],
  ["contains(createArray('a', parameters('gone')), 'a')", true],
  ["contains(createArray('a', parameters('gone')), 'b')", GONE],
  ["contains(createArray('a'), parameters('gone'))", GONE],
  ["contains('abc', parameters('gone'))", GONE],
  ["contains(format('abc{0}', parameters('gone')), 'b')", true],
  ["contains(format('abc{0}', parameters('gone')), 'd')", GONE],
  ["contains(parameters('tags'), parameters('gone'))", GONE],
  ["startsWith(format('/subscriptions/{0}', parameters('gone')), '/SUB')", true],
  ["startsWith(format('/subscriptions/{0}', parameters('gone')), '/tenants')", false],
  ["startsWith(format('a{0}', parameters('gone')), 'ab')", GONE],
  ["endsWith(format('{0}.com', parameters('gone')), '.net')", false],
  ["endsWith(format('{0}.com', parameters('gone')), '.com')", true],
  ["less(1, parameters('gone'))", GONE],
  // prefixes
  ["cidrSubnet(parameters('gone'), 24, 1)", { ...GONE, prefixLength: 24 }],
  ["cidrSubnet('10.0.0.0/16', 24, parameters('gone'))", { ...GONE, prefixLength: 24 }],
  ["cidrSubnet('10.0.0.0/16', parameters('gone'), 0)", GONE],
  [
    "cidrSubnet(if(parameters('flag'), '10.0.0.0/16', '10.1.0.0/16'), 24, 1)",
    { ...GONE, candidates: ['10.0.1.0/24', '10.1.1.0/24'] },
  ],
  ["cidrHost(parameters('gone'), 1)", GONE],
  ["parseCidr(parameters('gone')).network", GONE],
  // ids
  ["split(parameters('gone'), '/')[8]", GONE],
  [
    "split(format('/subscriptions/{0}/resourceGroups/{1}/providers/X/y/hub', subscription().subscriptionId, resourceGroup().name), '/')[8]",
    'hub',
  ],
  [
    "split(format('/subscriptions/{0}/resourceGroups/{1}/providers/X/y/hub', subscription().subscriptionId, resourceGroup().name), '/')[4]",
    WHERE,
  ],
  ["split(format('a/{0}/b', parameters('gone')), '/')", GONE],
  ["last(split(format('{0}/subnets/apps', parameters('gone')), '/'))", 'apps'],
  ["first(split(format('a/{0}/b', parameters('gone')), '/'))", 'a'],
  ["last(split(format('{0}apps', parameters('gone')), '/'))", GONE],
  ["last(split(format('{0}/a::b', parameters('gone')), '::'))", GONE],
  // lambdas
  ["map(parameters('gone'), lambda('x', 1))", GONE],
  ["map(createArray(1, parameters('gone')), lambda('x', add(lambdaVariables('x'), 1)))", [2, GONE]],
  ["filter(createArray(1, parameters('gone')), lambda('x', equals(lambdaVariables('x'), 1)))", GONE],
  ["filter(createArray('a', parameters('gone')), lambda('x', 'i', less(lambdaVariables('i'), 1)))", ['a']],
  [
    "sort(createArray(2, parameters('gone')), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))",
    GONE,
  ],
  [
    "reduce(createArray(1, parameters('gone')), 0, lambda('a', 'b', add(lambdaVariables('a'), lambdaVariables('b'))))",
    GONE,
  ],
  ["toObject(createArray(parameters('gone')), lambda('x', lambdaVariables('x')))", GONE],
  [
    "toObject(createArray('k'), lambda('x', lambdaVariables('x')), lambda('x', parameters('gone')))",
    { k: GONE },
  ],
];

describe('what is known of partly unknown values', () => {
  test.each(ROWS)('%s', (expression, expected) => {
    const { value, problems } = evaluateText(expression);
    expect({ value: shown(value), problems }).toEqual({ value: expected, problems: [] });
  });
});

test('an undecided branch that would fail is not reported', () => {
  const { value, problems } = evaluateText("if(parameters('flag'), 'a', string(div(1, 0)))");
  expect(shown(value)).toEqual({ ...GONE, candidates: ['a', { unknown: 'failed' }] });
  expect(problems).toEqual([]);
});

test('a step into an unknown stands for one step further', () => {
  const { value } = evaluateText("parameters('gone').peers[1].id");
  expect(value.reference).toEqual({ unit: 't', address: "parameters('gone')", path: ['peers', 1, 'id'] });
});

test('calls of unknowns stand for themselves, so that equal ones are equal', () => {
  const { value } = evaluateText('take(uniqueString(resourceGroup().id), 5)');
  expect(value.reference).toEqual({
    unit: '',
    address: 'take(uniquestring(t:resourceGroup().id),5)'.toLowerCase(),
    path: [],
  });
  const other = evaluateText("take(uniqueString(resourceGroup().id, 'x'), 5)").value;
  expect(other.reference).not.toEqual(value.reference);
});

test('what cannot be told from others stands for nothing', () => {
  expect(evaluateText('toLower(newGuid())').value.reference).toBeUndefined();
  expect(evaluateText('toLower(uniqueString(utcNow()))').value.reference).toBeUndefined();
});
