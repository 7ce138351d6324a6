/** Every function with known arguments: the examples of Microsoft's documentation and of Bicep, and the borders. */
import { describe, expect, test } from 'vitest';
import { ARM_FUNCTIONS } from '../../src/languages/arm/functions/registry.ts';
import { evaluateText, shown } from './evaluate-text.ts';
import { TEXT_ROWS, type Row } from './text-rows.ts';

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  ...TEXT_ROWS,
  numbers: [
    ['add(5, 3)', 8],
    ['sub(3, 7)', -4],
    ['mul(5, 3)', 15],
    ['div(8, 3)', 2],
    ['div(-8, 3)', -2],
    ['mod(7, 3)', 1],
    ['mod(-7, 3)', -1],
    ["mul(json('2199023255552'), 2)", 4398046511104],
    ['add(9007199254740991, 2)', '9007199254740993n'],
    ['sub(9223372036854775807, 9223372036854775807)', 0],
    ['max(0, 3, 2, 5, 4)', 5],
    ['max(createArray(0, 3, 2, 5, 4))', 5],
    ['min(0, 3, 2, 5, 4)', 0],
    ['min(createArray(4, -3))', -3],
    ["int('4')", 4],
    ["int('-4')", -4],
    ['int(4)', 4],
    ["float('3.5')", 3.5],
    ['float(3)', 3],
    ["json('0.25')", 0.25],
    ["parameters('half')", 1.5],
    ['less(1, 2)', true],
    ['less(2, 2)', false],
    ['lessOrEquals(2, 2)', true],
    ['greater(1, 2)', false],
    ['greaterOrEquals(2, 2)', true],
    ["less('abc', 'abd')", true],
    ["greater('b', 'a')", true],
    ["less('a', 'B')", { unknown: 'unsupported' }],
    ['-5', -5],
    ['+5', 5],
    ['-0', 0],
  ],
  arrays: [
    ['array(1)', [1]],
    ["array('efgh')", ['efgh']],
    ["array(createObject('a', 'b'))", [{ a: 'b' }]],
    ['array(createArray(1))', [1]],
    ['array(null())', { unknown: 'unsupported' }],
    ["createArray('a', 1, createArray())", ['a', 1, []]],
    ['createArray()', []],
    ["first(createArray('one', 'two'))", 'one'],
    ["last(createArray('one', 'two', 'three'))", 'three'],
    ['first(createArray())', null],
    ['last(createArray())', null],
    ["take(createArray('one', 'two', 'three'), 2)", ['one', 'two']],
    ["skip(createArray('one', 'two', 'three'), 2)", ['three']],
    ["skip(createArray('one'), 2)", []],
    ['range(5, 3)', [5, 6, 7]],
    ['range(5, 0)', []],
    ['range(-1, 2)', [-1, 0]],
    ['length(range(0, 10000))', 10000],
    ["length(createArray('one', 'two', 'three'))", 3],
    ['length(createObject())', 0],
    ['flatten(createArray(createArray(1, 2), createArray(), createArray(createArray(3))))', [1, 2, [3]]],
    ['distinct(createArray(1, 2, 1, createArray(1), createArray(1)))', [1, 2, [1]]],
    ["distinct(createArray('1', 1))", ['1', 1]],
    [
      "union(createArray('one', 'two', 'three'), createArray('three', 'four'))",
      ['one', 'two', 'three', 'four'],
    ],
    ['union(createArray(1, 1))', [1]],
    [
      "union(createArray(createArray('one', 'two'), createArray('three')), createArray(createArray('three'), createArray('four', 'two')))",
      [['one', 'two'], ['three'], ['four', 'two']],
    ],
    ["intersection(createArray('one', 'two', 'three'), createArray('two', 'three'))", ['two', 'three']],
    ['intersection(createArray(1, 2, 2), createArray(2), createArray(2, 1))', [2]],
    ["createArray('a', 'b')[1]", 'b'],
    ["createArray(createArray('a'))[0][0]", 'a'],
    ["indexFromEnd(createArray('a', 'b', 'c'), 1)", 'c'],
    ["indexFromEnd(createArray('a', 'b', 'c'), 3)", 'a'],
    ["tryIndexFromEnd(createArray('a'), 2)", null],
    ["tryIndexFromEnd(createArray('a'), 1)", 'a'],
    ["tryGet(createArray('a'), 1)", null],
    ["tryGet(createArray('a'), 0)", 'a'],
  ],
  objects: [
    ["createObject('intProp', 1, 'arrayProp', createArray('a'))", { intProp: 1, arrayProp: ['a'] }],
    ['createObject()', {}],
    [
      "items(parameters('entities'))",
      [
        { key: 'Item001', value: { number: 300 } },
        { key: 'item002', value: { number: 200 } },
      ],
    ],
    ["objectKeys(parameters('entities'))", ['Item001', 'item002']],
    [
      "union(parameters('first'), parameters('second'))",
      { property: { one: 'a', two: 'b', three: 'c2', four: 'd', five: 'e' }, nestedArray: [3, 4] },
    ],
    ["union(createObject('a', 1), createObject('A', 2))", { a: 2 }],
    [
      "union(createObject('a', 1), createObject('a', null()))",
      { a: { unknown: 'unsupported', candidates: [1, null] } },
    ],
    ["union(createObject('a', null()), createObject('a', 1))", { a: 1 }],
    [
      "intersection(createObject('one', 'a', 'two', 'b', 'three', 'c'), createObject('one', 'a', 'two', 'z', 'three', 'c'))",
      { one: 'a', three: 'c' },
    ],
    [
      "shallowMerge(createArray(parameters('first'), parameters('second')))",
      { property: { three: 'c2', four: 'd', five: 'e' }, nestedArray: [3, 4] },
    ],
    ['shallowMerge(createArray())', {}],
    ["parameters('tags').ENV", 'prod'],
    ["parameters('tags')['costcenter']", 12],
    ["parameters('tags')[concat('e', 'nv')]", 'prod'],
    ["parameters('tags').nothing", null],
    ["tryGet(parameters('tags'), 'env')", 'prod'],
    ["tryGet(parameters('tags'), 'other')", null],
    ["tryGet(parameters('tags'), 'other', 'deeper')", null],
    ["tryGet(parameters('first'), 'property', 'one')", 'a'],
    ["tryGet(parameters('first'), 'nestedArray', createObject('value', 1, 'fromEnd', true()))", 2],
    ["tryGet(null(), 'a')", null],
    ["tryGet('text', 'a')", null],
    ["parameters('spokes')[1].cidr", '10.2.0.0/16'],
    ['json(\'{"a": [1, true, null, "b"]}\')', { a: [1, true, null, 'b'] }],
    ["json('test')", { unknown: 'unsupported' }],
    ['json(\'"test"\')', 'test'],
    ['json(\'{"__proto__": 1}\').__proto__', 1],
  ],
  lambdas: [
    ["filter(range(0, 10), lambda('i', equals(0, mod(lambdaVariables('i'), 2))))", [0, 2, 4, 6, 8]],
    [
      "map(filter(parameters('dogs'), lambda('dog', greaterOrEquals(lambdaVariables('dog').age, 5))), lambda('d', lambdaVariables('d').name))",
      ['Evie', 'Kira'],
    ],
    ["filter(createArray('a', 'b', 'c'), lambda('x', 'i', greater(lambdaVariables('i'), 0)))", ['b', 'c']],
    [
      "map(parameters('dogs'), lambda('dog', format('Hello {0}!', lambdaVariables('DOG').name)))[0]",
      'Hello Evie!',
    ],
    [
      "map(createArray('a', 'b'), lambda('x', 'i', format('{0}{1}', lambdaVariables('x'), lambdaVariables('i'))))",
      ['a0', 'b1'],
    ],
    [
      "map(range(0, 2), lambda('a', map(range(0, 2), lambda('b', add(mul(lambdaVariables('a'), 10), lambdaVariables('b'))))))",
      [
        [0, 1],
        [10, 11],
      ],
    ],
    [
      "reduce(map(parameters('dogs'), lambda('dog', lambdaVariables('dog').age)), 1, lambda('cur', 'next', add(lambdaVariables('cur'), lambdaVariables('next'))))",
      19,
    ],
    [
      "reduce(createArray('a', 'b'), '', lambda('c', 'n', 'i', format('{0}{1}{2}', lambdaVariables('c'), lambdaVariables('n'), lambdaVariables('i'))))",
      'a0b1',
    ],
    [
      "reduce(createArray(createObject('foo', 123), createObject('bar', 456)), createObject(), lambda('cur', 'next', union(lambdaVariables('cur'), lambdaVariables('next'))))",
      { foo: 123, bar: 456 },
    ],
    ["reduce(createArray(), 7, lambda('a', 'b', 0))", 7],
    [
      "sort(createArray(8, 3, 10, -13, 5), lambda('x', 'y', less(lambdaVariables('x'), lambdaVariables('y'))))",
      [-13, 3, 5, 8, 10],
    ],
    [
      "sort(createArray('ghi', 'abc', 'def'), lambda('x', 'y', greater(lambdaVariables('x'), lambdaVariables('y'))))",
      ['ghi', 'def', 'abc'],
    ],
    [
      "map(sort(parameters('dogs'), lambda('a', 'b', less(lambdaVariables('a').age, lambdaVariables('b').age))), lambda('d', lambdaVariables('d').name))",
      ['Indy', 'Casper', 'Evie', 'Kira'],
    ],
    [
      "toObject(parameters('spokes'), lambda('s', lambdaVariables('s').name), lambda('s', lambdaVariables('s').cidr))",
      { a: '10.1.0.0/16', b: '10.2.0.0/16' },
    ],
    ["toObject(createArray('x'), lambda('s', lambdaVariables('s')))", { x: 'x' }],
    [
      "groupBy(createArray(createObject('type', 'a', 'value', 123), createObject('type', 'b', 'value', 456), createObject('type', 'a', 'value', 789)), lambda('arg', lambdaVariables('arg').type), lambda('arg', lambdaVariables('arg').value))",
      { a: [123, 789], b: [456] },
    ],
    ["groupBy(createArray('x', 'y'), lambda('s', 'k'))", { k: ['x', 'y'] }],
    ["mapValues(createObject('a', 1, 'b', 2), lambda('v', add(lambdaVariables('v'), 1)))", { a: 2, b: 3 }],
  ],
};

describe.each(Object.entries(ROWS))('%s', (_, rows) => {
  test.each(rows)('%s', (expression, expected) => {
    const { value, problems } = evaluateText(expression);
    expect({ value: shown(value), problems }).toEqual({ value: expected, problems: [] });
  });
});

test('every function is called by a row', () => {
  const text = Object.values(ROWS)
    .flat()
    .map(([expression]) => expression.toLowerCase());
  const missing = [...ARM_FUNCTIONS.keys()].filter((name) => !text.some((each) => each.includes(`${name}(`)));
  expect(missing).toEqual([]);
  expect(text.length).toBeGreaterThan(300);
});
