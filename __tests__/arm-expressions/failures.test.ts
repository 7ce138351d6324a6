/** Calls that are wrong, and what is said about them. */
import { describe, expect, test } from 'vitest';
import { evaluateText, evaluateWhole, shown } from './evaluate-text.ts';

const ROWS: readonly (readonly [expression: string, message: string])[] = [
  ["cidrSubnet('10.0.0.0/16', 24)", 'Function "cidrSubnet" takes 3 arguments, not 2.'],
  ["cidrSubnet('10.0.0.0/16', 8, 0)", 'the length must be 16 to 32 in 10.0.0.0/16, not 8'],
  ["cidrSubnet('10.0.0.0/16', 33, 0)", 'the length must be 16 to 32'],
  ["cidrSubnet('10.0.0.0/16', 17, 2)", '10.0.0.0/16 has room for 2 of /17: there is no number 2'],
  ["cidrSubnet('10.0.0.0/16', 17, -1)", 'there is no number -1'],
  ["cidrSubnet('10.0.0.0/33', 33, 0)", '"10.0.0.0/33" is no address range'],
  ["cidrSubnet(parameters('gone'), 129, 0)", 'a prefix has no length of 129'],
  ["cidrSubnet('10.0.0.0/16', '24', 0)", 'argument 2 must be a whole number, and is a string'],
  ["cidrHost('10.0.0.0/30', 2)", '10.0.0.0/30 has 2 usable hosts: no number 2'],
  ["cidrHost('10.0.0.0/30', -1)", 'must not be negative'],
  ["parseCidr('10.0.0.256/24')", '256 is not an octet'],
  ["substring('1234567890', 0, 11)", '11 characters from 0 on do not lie in a text of 10'],
  ["substring('abc', 4)", 'do not lie in a text of 3'],
  ["substring('abc', -1)", 'do not lie'],
  ["parameters('tags').region", 'There is no property "region" among "Env", "costCenter", "nothing".'],
  ['createObject().x', 'There is no property "x": the object is empty.'],
  ['createArray(1)[1]', 'There is no element 1: the array has 1 element.'],
  ['createArray(1)[-1]', 'There is no element -1'],
  ["'text'.x", 'A string has no property "x".'],
  ['null().x', 'Null has no property "x".'],
  ['createArray(1)[true()]', 'A boolean is neither an index nor a name.'],
  ['indexFromEnd(createArray(1), 2)', 'there is no element 2 from the end'],
  ['indexFromEnd(createArray(1), 0)', 'there is no element 0 from the end'],
  ["if('yes', 1, 2)", 'A condition must be true or false, and is a string.'],
  ['and(true(), 1)', 'A condition must be true or false, and is a number.'],
  ["not('a')", 'must be true or false'],
  ['add(1)', 'Function "add" takes 2 arguments, not 1.'],
  ["add(1, json('1.5'))", 'argument 2 must be a whole number, and is 1.5'],
  ['add(9223372036854775807, 1)', 'more than 64 bits'],
  ['div(1, 0)', 'a number cannot be divided by 0'],
  ['mod(1, 0)', 'a number cannot be divided by 0'],
  ['max(createArray())', 'of an empty array there is none'],
  ["int('1.5')", '"1.5" is no whole number'],
  ["int('9223372036854775808')", 'more than 64 bits'],
  ["bool('maybe')", 'neither true nor false'],
  ["less('a', 1)", 'argument 2 must be of the kind of argument 1'],
  ['range(0, 10001)', 'a range has 0 to 10000 numbers, not 10001'],
  ['range(0, -1)', 'a range has 0 to 10000'],
  ['range(2147483647, 1)', 'a range ends at 2147483647'],
  ["createObject('a')", 'it takes a value for each name'],
  ['createObject(createArray(), 1)', 'argument 1 must be a name, and is an array'],
  ["concat(createArray(1), 'a')", 'an array cannot be joined with a string'],
  ['concat(createObject())', 'only texts or arrays can be joined, not an object'],
  ['union(createArray(), createObject())', 'an array and an object have no union'],
  ["union('a', 'b')", 'a string is neither an array nor an object'],
  ["format('{1}', 'a')", 'the format needs 2 arguments behind it'],
  ["format('{x}', 'a')", '{x} is no item of a format'],
  ["format('{0', 'a')", 'a brace of the format is not paired'],
  ["format('a}', 'a')", 'a brace of the format is not paired'],
  ["replace('abc', '', 'x')", 'must not be empty'],
  ["padLeft('a', 5, '00')", 'must be one character'],
  ["base64ToString('*')", 'no base64'],
  ['toLower(1)', 'argument 1 must be a string, and is a number'],
  ['length(1)', 'argument 1 must be a string, array or object'],
  ['length(null())', 'argument 1 must be a string, array or object, and is null'],
  ['flatten(createArray(1))', 'an element is a number, not an array'],
  ['shallowMerge(createArray(1))', 'an element is a number, not an object'],
  ["map(range(0, 1), 'x')", 'argument 2 must be a lambda'],
  ['map(range(0, 1), lambda(1))', 'its lambda has 1 or 2 variables, not 0'],
  ["map('abc', lambda('x', 1))", 'argument 1 must be an array, and is a string'],
  ["filter(range(0, 1), lambda('x', 1))", 'its lambda must give true or false, not a number'],
  ["toObject(range(0, 1), lambda('x', null()))", 'a key must be a text, not null'],
  ["lambdaVariables('x')", 'there is no lambda variable "x" here'],
  ["lambda('x', 1)", 'a lambda can only be an argument'],
  ["fail('no address is left')", 'deployment ends here: no address is left'],
  ["nonsense('x')", 'There is no function named "nonsense".'],
  ["ns.nonsense('x')", 'There is no function named "ns.nonsense".'],
  ["listing.x('x')", 'There is no function named "listing.x".'],
  ["uri('nested', 'x')", 'it is no absolute URI'],
  ["dateTimeAdd('2020-04-07 14:53:14Z', '9D', 'u')", '"9D" is no duration'],
  ['guid(createArray())', 'its arguments must be strings'],
];

describe('a wrong call is unknown, and reported where it stands', () => {
  test.each(ROWS)('%s', (expression, message) => {
    const { value, problems } = evaluateText(expression);
    expect(shown(value)).toMatchObject({ unknown: 'failed' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ severity: 'error', code: 'arm-expression' });
    expect(problems[0]?.message).toContain(message);
  });
});

test('the place of a diagnostic is the call within the expression', () => {
  const { problems, file } = evaluateText("concat('a', string(div(1, 0)))");
  const range = problems[0]?.range;
  expect(file.text.slice(range?.start, range?.end)).toBe('div(1, 0)');
});

test('where the text has escapes the place is the whole text', () => {
  const { problems, file } = evaluateText('div(\n1, 0)');
  const range = problems[0]?.range;
  expect(file.text.slice(range?.start, range?.end)).toBe('"[div(\\n1, 0)]"');
});

test('what fails in every turn of a lambda is told once', () => {
  const { problems, value } = evaluateText("map(range(0, 50), lambda('i', div(1, 0)))");
  expect(problems).toHaveLength(1);
  expect(value.kind === 'list' && value.items.length).toBe(50);
});

test('a failed argument makes the call unknown without a second message', () => {
  const { problems, value } = evaluateText("toLower(concat(string(div(1, 0)), 'x'))");
  expect(problems).toHaveLength(1);
  expect(shown(value)).toEqual({ unknown: 'failed' });
});

test('an expression that cannot be read is reported with the character', () => {
  const { problems, value } = evaluateWhole("[concat('a', ]");
  expect(shown(value)).toEqual({ unknown: 'failed' });
  expect(problems[0]?.message).toContain('(at character 14)');
});

test('what cannot be told is no fault: nothing is reported', () => {
  expect(evaluateText("less('a', 'B')").problems).toEqual([]);
});
