/** From spans of compiled JSON to the places in Bicep files. */
import { describe, expect, test } from 'vitest';
import { staleDiagnostic, templatePlaces } from '../../src/languages/arm/bicep/places.ts';
import { parseJson, type JsonObject } from '../../src/languages/json/parse-json.ts';
import type { Range } from '../../src/text/range.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { readSource } from '../../src/tree/source-text.ts';
import { unmark } from './marked.ts';

const GENERATOR = '"metadata": { "_generator": { "name": "bicep", "version": "0.30.3" } }';

function template(body: string): string {
  return `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", ${GENERATOR}, ${body} }`;
}

interface Opened {
  readonly places: ReturnType<typeof templatePlaces>;
  readonly root: JsonObject;
  readonly range: Range;
}

/** Opens the JSON whose path comes first, and asks for the place of its marked span. */
function open(files: Readonly<Record<string, string>>, jsonPath = 'net/main.json'): Opened {
  const asked = unmark(files[jsonPath] ?? '');
  const plain = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, unmark(text).text]));
  const tree = memoryTree(plain);
  const file = readSource(tree, jsonPath)?.file;
  if (file === undefined) throw new Error('no such file');
  const { root } = parseJson(file);
  if (root?.kind !== 'object') throw new Error('no object');
  const places = templatePlaces(tree, file, root);
  return { places, root, range: places.at(asked) };
}

function shown({ file, start, end }: Range): string {
  return `${file.path} ${start} ${file.text.slice(start, end)}`;
}

/** The place that is marked in one of the files. */
function expected(files: Readonly<Record<string, string>>): string {
  for (const [path, marked] of Object.entries(files)) {
    if (!marked.includes('«')) continue;
    const { text, start, end } = unmark(marked);
    return `${path} ${start} ${text.slice(start, end)}`;
  }
  throw new Error('nothing is marked');
}

const VNET = 'Microsoft.Network/virtualNetworks';

/** Bicep, then what it is compiled to. */
const CASES: readonly (readonly [name: string, bicep: string, json: string])[] = [
  [
    'the default of a parameter',
    "param range string = «'10.0.0.0/16'»",
    '"parameters": { "range": { "type": "string", "defaultValue": ⟦"10.0.0.0/16"⟧ } }',
  ],
  ['a number', 'param size int = «24»', '"parameters": { "size": { "type": "int", "defaultValue": ⟦24⟧ } }'],
  ['a truth value', 'var on = «true»', '"variables": { "on": ⟦true⟧ }'],
  ['a negative number', 'var low = -«5»', '"variables": { "low": ⟦-5⟧ }'],
  [
    'the same text twice in one declaration',
    "var a = {\n  x: '10.0.0.0/24'\n  y: «'10.0.0.0/24'»\n}",
    '"variables": { "a": { "x": "10.0.0.0/24", "y": ⟦"10.0.0.0/24"⟧ } }',
  ],
  [
    'a text that another declaration has as well',
    "var a = '10.0.0.0/24'\nvar b = «'10.0.0.0/24'»",
    '"variables": { "a": "10.0.0.0/24", "b": ⟦"10.0.0.0/24"⟧ }',
  ],
  [
    'behind a comment that says the same',
    "// '10.0.0.0/24'\nvar b = /* '10.0.0.0/24' */ «'10.0.0.0/24'»",
    '"variables": { "b": ⟦"10.0.0.0/24"⟧ }',
  ],
  [
    'escapes on both sides',
    "var a = «'it\\'s \\u{1F600} ${'$'}\\n'»".replace("${'$'}", '\\${x}'),
    '"variables": { "a": ⟦"it\'s 😀 ${x}\\n"⟧ }',
  ],
  ['a text of several lines', "var a = «'''\none\ntwo'''»", '"variables": { "a": ⟦"one\\ntwo"⟧ }'],
  ['a text that begins with a bracket', "var a = «'[x]'»", '"variables": { "a": ⟦"[[x]"⟧ }'],
  [
    'an item of a list without commas',
    "var a = [\n  '10.0.0.0/24'\n  «'10.0.1.0/24'»\n]",
    '"variables": { "a": [ "10.0.0.0/24", ⟦"10.0.1.0/24"⟧ ] }',
  ],
  [
    'an item of a list on one line',
    "var a = ['10.0.0.0/24', «'10.0.1.0/24'»]",
    '"variables": { "a": [ "10.0.0.0/24", ⟦"10.0.1.0/24"⟧ ] }',
  ],
  [
    'a loop of a variable',
    "var a = [for i in range(0, 2): {\n  prefix: «'10.0.0.0/24'»\n}]",
    '"variables": { "copy": [ { "name": "a", "count": 2, "input": { "prefix": ⟦"10.0.0.0/24"⟧ } } ] }',
  ],
  [
    'a literal inside of an expression',
    "param x bool\nvar a = x ? '10.0.0.0/24' : «'10.0.1.0/24'»",
    '"parameters": { "x": { "type": "bool" } }, "variables": { "a": "[if(parameters(\'x\'), \'10.0.0.0/24\', ⟦\'10.0.1.0/24\'⟧)]" }',
  ],
  [
    'a condition over several lines',
    "param x bool\nvar a = {\n  p: x\n    ? '10.0.0.0/24'\n    : «'10.0.1.0/24'»\n}",
    '"parameters": { "x": { "type": "bool" } }, "variables": { "a": { "p": "[if(parameters(\'x\'), \'10.0.0.0/24\', ⟦\'10.0.1.0/24\'⟧)]" } }',
  ],
  [
    'what is computed has the line of its property',
    "param p string\nvar a = {\n  one: '1'\n  «name: '${p}-x'»\n}",
    '"parameters": { "p": { "type": "string" } }, "variables": { "a": { "one": "1", "name": ⟦"[format(\'{0}-x\', parameters(\'p\'))]"⟧ } }',
  ],
  [
    'a resource without symbolic name, the only one of its type',
    `resource v '${VNET}@2023-04-01' = {\n  name: 'hub'\n  properties: {\n    addressSpace: {\n      addressPrefixes: [\n        «'10.0.0.0/16'»\n      ]\n    }\n  }\n}`,
    `"resources": [ { "type": "${VNET}", "apiVersion": "2023-04-01", "name": "hub", "properties": { "addressSpace": { "addressPrefixes": [ ⟦"10.0.0.0/16"⟧ ] } } } ]`,
  ],
  [
    'two of one type, told by their names',
    `resource a '${VNET}@2023-04-01' = {\n  name: 'a'\n  x: '1'\n}\nresource b '${VNET}@2023-04-01' = {\n  name: 'b'\n  x: «'1'»\n}`,
    `"resources": [ { "type": "${VNET}", "name": "b", "x": ⟦"1"⟧ }, { "type": "${VNET}", "name": "a", "x": "1" } ]`,
  ],
  [
    'two of one type, told by what their names are made of',
    `param p string\nparam q string\nresource a '${VNET}@2023-04-01' = {\n  name: '\${p}-v'\n  x: '1'\n}\nresource b '${VNET}@2023-04-01' = {\n  name: '\${q}-v'\n  x: «'1'»\n}`,
    `"parameters": { "p": { "type": "string" }, "q": { "type": "string" } }, "resources": [ { "type": "${VNET}", "name": "[format('{0}-v', parameters('q'))]", "x": ⟦"1"⟧ }, { "type": "${VNET}", "name": "[format('{0}-v', parameters('p'))]", "x": "1" } ]`,
  ],
  [
    'two of one type and name, told by their order',
    `resource a '${VNET}@2023-04-01' = {\n  name: n\n  x: '1'\n}\nresource b '${VNET}@2023-04-01' = {\n  name: n\n  x: «'1'»\n}`,
    `"resources": [ { "type": "${VNET}", "name": "n", "x": "1" }, { "type": "${VNET}", "name": "n", "x": ⟦"1"⟧ } ]`,
  ],
  [
    'a resource with a symbolic name',
    `resource a '${VNET}@2023-04-01' = {\n  name: 'a'\n}\n@description('it is b')\nresource b '${VNET}@2023-04-01' = {\n  name: 'b'\n  tags: {\n    plan: «'a'»\n  }\n}`,
    `"languageVersion": "2.0", "resources": { "a": { "type": "${VNET}", "name": "a" }, "b": { "type": "${VNET}", "name": "b", "tags": { "plan": ⟦"a"⟧ } } }`,
  ],
  [
    'a whole resource is its header',
    `«resource a '${VNET}@2023-04-01'» = {\n  name: 'a'\n}`,
    `"languageVersion": "2.0", "resources": { "a": ⟦{ "type": "${VNET}", "name": "a" }⟧ }`,
  ],
  [
    'a resource inside of another',
    `resource a '${VNET}@2023-04-01' = {\n  name: 'a'\n  p: '10.0.0.0/24'\n\n  @description('inner')\n  resource s 'subnets' = {\n    name: 's'\n    p: «'10.0.0.0/24'»\n  }\n  q: 'behind'\n}`,
    `"languageVersion": "2.0", "resources": { "a::s": { "type": "${VNET}/subnets", "name": "[format('{0}/{1}', 'a', 's')]", "p": ⟦"10.0.0.0/24"⟧ }, "a": { "type": "${VNET}", "name": "a", "p": "10.0.0.0/24", "q": "behind" } }`,
  ],
  [
    'a property behind a resource inside',
    `resource a '${VNET}@2023-04-01' = {\n  name: 'a'\n  resource s 'subnets' = if (x) {\n    name: 's'\n    q: 'behind'\n  }\n  q: «'behind'»\n}`,
    `"resources": [ { "type": "${VNET}/subnets", "name": "a/s", "q": "behind" }, { "type": "${VNET}", "name": "a", "q": ⟦"behind"⟧ } ]`,
  ],
  [
    'a conditional loop of resources, with a loop of properties',
    `resource a '${VNET}@2023-04-01' = [for i in range(0, 2): if (i > 0) {\n  name: 'a\${i}'\n  properties: {\n    subnets: [for j in range(0, 3): {\n      name: 's\${j}'\n      prefix: «'10.0.0.0/24'»\n    }]\n  }\n}]`,
    `"resources": [ { "copy": { "name": "a", "count": 2 }, "type": "${VNET}", "name": "[format('a{0}', copyIndex())]", "properties": { "copy": [ { "name": "subnets", "count": 3, "input": { "name": "[format('s{0}', copyIndex('subnets'))]", "prefix": ⟦"10.0.0.0/24"⟧ } } ] } } ]`,
  ],
  [
    'what a module is given',
    "module m './m.bicep' = {\n  name: 'm'\n  params: {\n    range: «'10.0.0.0/16'»\n  }\n}",
    '"resources": [ { "type": "Microsoft.Resources/deployments", "name": "m", "properties": { "mode": "Incremental", "parameters": { "range": { "value": ⟦"10.0.0.0/16"⟧ } }, "template": {} } } ]',
  ],
  [
    'an object that a module is given',
    "module m './m.bicep' = {\n  name: 'm'\n  params: {\n    o: {\n      range: «'10.0.0.0/16'»\n    }\n  }\n}",
    '"resources": [ { "type": "Microsoft.Resources/deployments", "name": "m", "properties": { "parameters": { "o": { "value": { "range": ⟦"10.0.0.0/16"⟧ } } }, "template": {} } } ]',
  ],
  [
    'an output',
    "output o string = «'10.0.0.1'»",
    '"outputs": { "o": { "type": "string", "value": ⟦"10.0.0.1"⟧ } }',
  ],
  [
    'a text that the compiler took out of a variable',
    `var plan = {\n  prefix: «'10.9.0.0/16'»\n  id: v.id\n}\nresource v '${VNET}@2023-04-01' = {\n  name: 'v'\n  o: plan.prefix\n}`,
    `"resources": [ { "type": "${VNET}", "name": "v", "o": "[createObject('prefix', ⟦'10.9.0.0/16'⟧, 'id', resourceId('x')).prefix]" } ]`,
  ],
  [
    'carriage returns',
    "param a string = '1'\r\nvar b = {\r\n  c: «'2'»\r\n}\r\n",
    '"parameters": { "a": { "type": "string", "defaultValue": "1" } }, "variables": { "b": { "c": ⟦"2"⟧ } }',
  ],
  [
    'an allowed value',
    "@allowed([\n  'x'\n  «'y'»\n])\nparam a string",
    '"parameters": { "a": { "type": "string", "allowedValues": [ "x", ⟦"y"⟧ ] } }',
  ],
];

describe('places in the Bicep file beside the JSON', () => {
  test.each(CASES)('%s', (_, bicep, json) => {
    const files = { 'net/main.json': template(json), 'net/main.bicep': bicep };
    expect(shown(open(files).range)).toBe(expected(files));
  });

  test('a text in an expression with JSON escapes', () => {
    const files = {
      'net/main.json': template('"variables": { "a": "[concat(\'\\u0022\', ⟦\'10.0.0.0/24\'⟧)]" }'),
      'net/main.bicep': "var a = concat('\"', «'10.0.0.0/24'»)",
    };
    expect(shown(open(files).range)).toBe(expected(files));
  });
});

test('what could be one of several of its type is the header of the first', () => {
  const files = {
    'net/main.json': template(
      `"resources": [ { "type": "${VNET}", "name": "n1", "x": "1" }, { "type": "${VNET}", "name": "n2", "x": ⟦"2"⟧ } ]`,
    ),
    'net/main.bicep': `«resource a '${VNET}@2023-04-01'» = {\n  name: n\n  x: '2'\n}`,
  };
  expect(shown(open(files).range)).toBe(expected(files));
});

describe('places in other files', () => {
  const call = (path: string): string => `module m '${path}' = {\n  name: 'm'\n}`;
  const nested = (inner: string): string =>
    template(
      `"resources": [ { "type": "Microsoft.Resources/deployments", "name": "m", "properties": { "template": { ${inner} } } } ]`,
    );

  test('a module in a folder above', () => {
    const files = {
      'net/main.json': nested('"variables": { "a": ⟦"10.0.0.0/24"⟧ }'),
      'net/main.bicep': call('../modules/m.bicep'),
      'modules/m.bicep': "var a = «'10.0.0.0/24'»",
    };
    const { places, root, range } = open(files);
    expect(shown(range)).toBe(expected(files));
    const deployment = deploymentOf(root);
    expect(shown(places.ofModule(deployment).at(unmark(files['net/main.json']))).slice(0, 15)).toBe(
      'modules/m.bicep',
    );
  });

  test.each([
    'br/public:avm/res/network:1.0.0',
    'ts:sub/rg/spec:v1',
    '../../outside.bicep',
    './missing.bicep',
  ])('a module that has no file here: %s', (path) => {
    const { range } = open({
      'net/main.json': nested('"variables": { "a": ⟦"10.0.0.0/24"⟧ }'),
      'net/main.bicep': call(path),
    });
    expect(shown(range)).toBe(`net/main.bicep 0 module m '${path}'`);
  });

  test('an imported variable', () => {
    const files = {
      'net/main.json': template('"variables": { "hub": { "range": ⟦"10.0.0.0/16"⟧ } }'),
      'net/main.bicep': "import { hub } from '../shared.bicep'",
      'shared.bicep': "@export()\nvar hub = {\n  range: «'10.0.0.0/16'»\n}",
    };
    const { range, places } = open(files);
    expect(shown(range)).toBe(expected(files));
    expect(places.isStale()).toBeUndefined();
  });

  test('loaded JSON', () => {
    const files = {
      'net/main.json': template(
        '"variables": { "$fxv#0": { "hub": [ ⟦"10.0.0.0/16"⟧ ] }, "plan": "[variables(\'$fxv#0\')]" }',
      ),
      'net/main.bicep': "var plan = loadJsonContent('plan.json')",
      'net/plan.json': '{ "spoke": ["10.0.0.0/16"], "hub": [«"10.0.0.0/16"»] }',
    };
    expect(shown(open(files).range)).toBe(expected(files));
  });

  test('loaded YAML is what loads it', () => {
    const files = {
      'net/main.json': template('"variables": { "$fxv#0": { "hub": ⟦"10.0.0.0/16"⟧ } }'),
      'net/main.bicep': "var plan = loadYamlContent(«'plan.yaml'»)",
      'net/plan.yaml': 'hub: 10.0.0.0/16\n',
    };
    expect(shown(open(files).range)).toBe(expected(files));
  });

  test.each(['net/hub.bicepparam', 'net/hub.parameters.bicepparam'])('a parameter file of %s', (path) => {
    const json =
      '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": { "range": { "value": ⟦"10.0.0.0/16"⟧ } } }';
    const files = {
      'net/hub.parameters.json': json,
      [path]: "using './main.bicep'\nparam range = «'10.0.0.0/16'»",
    };
    expect(shown(open(files, 'net/hub.parameters.json').range)).toBe(expected(files));
  });

  test('a parameter of the file that is extended', () => {
    const files = {
      'net/hub.json':
        '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", "parameters": { "range": { "value": ⟦"10.0.0.0/16"⟧ } } }',
      'net/hub.bicepparam': "using 'main.bicep'\nextends '../base.bicepparam'",
      'base.bicepparam': "using none\nparam range = «'10.0.0.0/16'»",
    };
    const { range, places } = open(files, 'net/hub.json');
    expect(shown(range)).toBe(expected(files));
    expect(places.isStale()).toBeUndefined();
  });
});

describe('places in the JSON itself', () => {
  const body = '"parameters": { "range": { "type": "string", "defaultValue": ⟦"10.0.0.0/16"⟧ } }';
  const json = template(body);

  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['without a Bicep file', { 'net/main.json': json }],
    [
      'with a Bicep file elsewhere',
      { 'net/main.json': json, 'main.bicep': "param range string = '10.0.0.0/16'" },
    ],
    [
      'of a template that people write',
      { 'net/main.json': `{ ${body} }`, 'net/main.bicep': "param range string = '10.0.0.0/16'" },
    ],
    [
      'of a text that Bicep has otherwise',
      { 'net/main.json': json, 'net/main.bicep': "param range string = '10.1.0.0/16'" },
    ],
    [
      'of what Bicep does not declare',
      { 'net/main.json': json, 'net/main.bicep': "param other string = '10.0.0.0/16'" },
    ],
  ])('%s', (_, files) => {
    const { start } = unmark(files['net/main.json'] ?? '');
    expect(shown(open(files).range)).toBe(`net/main.json ${start} "10.0.0.0/16"`);
  });
});

describe('a template that does not match its Bicep file', () => {
  const json = template(
    `"parameters": { "a": { "type": "string", "defaultValue": ⟦"1"⟧ } }, "resources": [ { "type": "${VNET}", "name": "n" } ]`,
  );
  const vnet = `resource v '${VNET}@2023-04-01' = {\n  name: 'n'\n}`;

  test.each([
    ['a new parameter', `param a string = '1'\nparam b string\n${vnet}`, ['b']],
    ['a parameter that is gone', vnet, ['a']],
    [
      'a new resource',
      `param a string = '1'\n${vnet}\nresource w 'Microsoft.Network/routeTables@2023-04-01' = {\n}`,
      ['w'],
    ],
    ['a resource that is gone', "param a string = '1'", [VNET]],
    ['another text', `param a string = '2'\n${vnet}`, ['a']],
  ])('%s', (_, bicep, names) => {
    const { places, range } = open({ 'net/main.json': json, 'net/main.bicep': bicep });
    expect(places.isStale()?.names).toEqual(names);
    const diagnostic = staleDiagnostic(range.file, places);
    expect(diagnostic).toMatchObject({
      severity: 'warning',
      code: 'bicep-stale',
      range: { file: { path: 'net/main.bicep' } },
    });
    expect(diagnostic?.message).toContain(`they differ in ${names.join(', ')}.`);
  });

  const NETWORK = `resource v '${VNET}@2023-04-01' = {
  name: 'n'
  properties: {
    addressSpace: {
      addressPrefixes: [
        '10.0.0.0/16'
        'fd00::/48'
      ]
    }
    subnets: [
      {
        name: 's'
        properties: {
          addressPrefix: cidrSubnet(range, 24, 1)
        }
      }
    ]
  }
}`;
  const compiledNetwork = template(
    `"parameters": { "range": { "type": "string" } }, "resources": [ { "type": "${VNET}", "name": "n", "properties": {
      "addressSpace": { "addressPrefixes": ⟦["10.0.0.0/16", "fd00::/48"]⟧ },
      "subnets": [ { "name": "s", "properties": { "addressPrefix": "[cidrSubnet(parameters('range'), 24, 1)]" } } ] } } ]`,
  );

  test.each<readonly [string, string, string, readonly string[] | undefined]>([
    ['nothing was changed', 'x', 'x', undefined],
    ['a range was added', "'fd00::/48'", "'fd00::/48'\n        '10.9.0.0/16'", ['v']],
    ['a range was removed', "        'fd00::/48'\n", '', ['v']],
    ['a range is now a parameter', "'10.0.0.0/16'", 'range', ['v']],
    ['a range is now typed', 'cidrSubnet(range, 24, 1)', "'10.0.1.0/24'", ['v']],
    ['a range is cut otherwise', 'range, 24, 1', 'range, 26, 1', ['v']],
    ['a variable that nothing uses was added', '\n}', "\n}\nvar next = '10.1.0.0/16'", ['next']],
    ['a comment names a range', '{\n  name', "{ // '10.5.0.0/16'\n  name", undefined],
    ['a text has a range in it', '\n}', "\n}\nvar text = 'from ${range} to 10.2.0.0/16'", undefined],
  ])('%s', (_, old, changed, names) => {
    const bicep = `param range string\n${NETWORK.replace(old, changed)}`;
    const { places } = open({ 'net/main.json': compiledNetwork, 'net/main.bicep': bicep });
    expect(places.isStale()?.names).toEqual(names);
  });

  test('a module that another file imports from need not have its ranges', () => {
    const json = template('"variables": { "a": ⟦"10.0.0.0/16"⟧, "b": "10.1.0.0/16" }');
    const bicep = "import { b } from 'shared.bicep'\nvar a = '10.0.0.0/16'";
    const shared = "@export()\nvar b = '10.1.0.0/16'";
    const { places } = open({ 'net/main.json': json, 'net/main.bicep': bicep, 'net/shared.bicep': shared });
    expect(places.isStale()).toBeUndefined();
  });

  test.each<readonly [string, readonly string[] | undefined]>([
    ["['10.0.0.0/16', cidrSubnet('10.4.0.0/16', 24, 9)]", undefined],
    ["['10.0.0.0/16', cidrSubnet('10.4.0.0/16', 24, 9), '10.7.0.0/16']", ['ranges']],
  ])('what a parameter file computes is evaluated: %s', (written, names) => {
    const json =
      '{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#", ' +
      '"parameters": { "ranges": { "value": [⟦"10.0.0.0/16"⟧, "10.4.9.0/24"] } } }';
    const bicep = `using 'main.bicep'\nparam ranges = ${written}`;
    const files = { 'net/main.parameters.json': json, 'net/main.bicepparam': bicep };
    expect(open(files, 'net/main.parameters.json').places.isStale()?.names).toEqual(names);
  });

  test('a template inside of a resource is the resource itself', () => {
    const inner = '{ "contentVersion": "1.0.0.0", "resources": [] }';
    const json = template(
      `"resources": [ { "type": "Microsoft.Resources/deployments", "name": ⟦"d"⟧, "properties": { "template": ${inner} } } ]`,
    );
    const bicep = `resource d 'Microsoft.Resources/deployments@2021-04-01' = {
  name: 'd'
  properties: {
    template: {
      contentVersion: '1.0.0.0'
      resources: []
    }
  }
}`;
    expect(open({ 'net/main.json': json, 'net/main.bicep': bicep }).places.isStale()).toBeUndefined();
  });

  test('loops are matched by the names of their symbols, and modules follow resources', () => {
    const deployment = (name: string, loop: string | undefined): string =>
      `{ "type": "Microsoft.Resources/deployments", "name": "[format('${name}', copyIndex())]"${
        loop === undefined ? '' : `, "copy": { "name": "${loop}", "count": 2 }`
      }, "properties": { "template": { "resources": [] } } }`;
    const json = template(
      `"resources": [ ${deployment('x-{0}', undefined)}, ${deployment('a-{0}', 'two')}, ⟦${deployment('b-{0}', 'one')}⟧ ]`,
    );
    const loop = (symbol: string): string =>
      `module ${symbol} 'm.bicep' = [for i in range(0, 2): {\n  name: '\${i}'\n}]`;
    const bicep = `«module one 'm.bicep'»${loop('one').slice("module one 'm.bicep'".length)}\n${loop('two')}\nresource r 'Microsoft.Resources/deployments@2021-04-01' = {\n  name: 'x-\${1}'\n}`;
    const files = { 'net/main.json': json, 'net/main.bicep': bicep };
    expect(shown(open(files).range)).toBe(expected({ 'net/main.bicep': bicep }));
  });

  test.each([
    ['what matches', `param a string = '1'\n${vnet}`],
    [
      'what is only read',
      `param a string = '1'\n${vnet}\nresource w '${VNET}@2023-04-01' existing = {\n  name: 'n'\n}`,
    ],
    [
      'types, functions and variables that were put elsewhere',
      `param a string = '1'\n${vnet}\ntype t = string\nvar x = v.id\nfunc f() string => '1'`,
    ],
  ])('not %s', (_, bicep) => {
    expect(open({ 'net/main.json': json, 'net/main.bicep': bicep }).places.isStale()).toBeUndefined();
  });

  test('a module that changed', () => {
    const { places } = open({
      'net/main.json': template(
        '"resources": [ { "type": "Microsoft.Resources/deployments", "name": "m", "properties": { "template": { "variables": { "a": ⟦"1"⟧ } } } } ]',
      ),
      'net/main.bicep': "module m 'm.bicep' = {\n  name: 'm'\n}",
      'net/m.bicep': "var a = '2'",
    });
    expect(places.isStale()).toMatchObject({ bicepFile: { path: 'net/m.bicep' }, names: ['a'] });
  });
});

function deploymentOf(root: JsonObject): JsonObject {
  const resources = root.members.find(({ key }) => key.value === 'resources')?.value;
  const first = resources?.kind === 'array' ? resources.items[0] : undefined;
  if (first?.kind !== 'object') throw new Error('no deployment');
  return first;
}
