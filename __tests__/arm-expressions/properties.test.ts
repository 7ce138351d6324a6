/** What holds for every value: properties of the functions, and bounds of time and size. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { contains, parsePrefix, samePrefix, type Prefix } from '../../src/ip/prefix.ts';
import { evaluateText, shown } from './evaluate-text.ts';

function valueOf(expression: string): unknown {
  return shown(evaluateText(expression).value);
}

function prefix(text: unknown): Prefix {
  const read = parsePrefix(String(text));
  if ('problem' in read) throw new Error(`${String(text)}: ${read.problem}`);
  return read.prefix;
}

const network = fc
  .tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 28 }))
  .map(
    ([value, length]) =>
      `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}/${length}`,
  );

describe('address ranges', () => {
  test('a subnet lies in its network, and the first and last are its ends', () => {
    fc.assert(
      fc.property(network, fc.nat({ max: 4 }), (text, more) => {
        const outer = prefix(text);
        const last = 2 ** more - 1;
        const [first, final] = [0, last].map((index) => {
          return prefix(valueOf(`cidrSubnet('${text}', ${outer.length + more}, ${index})`));
        });
        if (first === undefined || final === undefined) throw new Error('no subnets');
        expect(contains(outer, first) && contains(outer, final)).toBe(true);
        expect([first.first, final.last]).toEqual([outer.first, outer.last]);
        expect(valueOf(`cidrSubnet('${text}', ${outer.length + more}, ${last + 1})`)).toEqual({
          unknown: 'failed',
        });
      }),
    );
  });

  test('parseCidr says what cidrHost counts from', () => {
    fc.assert(
      fc.property(network, (text) => {
        const {
          firstUsable,
          network: base,
          cidr,
        } = valueOf(`parseCidr('${text}')`) as Record<string, unknown>;
        expect(valueOf(`cidrHost('${text}', 0)`)).toBe(firstUsable);
        expect(samePrefix(prefix(`${String(base)}/${String(cidr)}`), prefix(text))).toBe(true);
      }),
    );
  });
});

const literal: fc.Arbitrary<string> = fc.oneof(
  fc.integer({ min: -9, max: 9 }).map(String),
  fc.constantFrom("'a'", "'B'", "''", 'true()', 'null()', "parameters('gone')", "parameters('tags')"),
);
const arrayText = fc.array(literal, { maxLength: 5 }).map((items) => `createArray(${items.join(',')})`);

describe('arrays and objects', () => {
  test('union is idempotent', () => {
    fc.assert(
      fc.property(arrayText, arrayText, (a, b) => {
        const once = `union(${a}, ${b})`;
        expect(valueOf(`union(${once}, ${once})`)).toEqual(valueOf(once));
      }),
    );
  });

  test('take and skip make up the whole', () => {
    fc.assert(
      fc.property(arrayText, fc.integer({ min: -2, max: 7 }), (a, count) => {
        expect(valueOf(`concat(take(${a}, ${count}), skip(${a}, ${count}))`)).toEqual(valueOf(a));
      }),
    );
  });

  test('toObject undoes items', () => {
    const object = "createObject('b', 1, 'A', parameters('gone'), 'c', createArray())";
    const made = `toObject(items(${object}), lambda('i', lambdaVariables('i').key), lambda('i', lambdaVariables('i').value))`;
    expect(valueOf(made)).toEqual(valueOf(object));
  });

  test('split undoes join', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z0-9]{0,6}$/), { minLength: 1, maxLength: 6 }), (words) => {
        const written = `createArray(${words.map((word) => `'${word}'`).join(',')})`;
        expect(valueOf(`split(join(${written}, '/'), '/')`)).toEqual(words);
      }),
    );
  });

  test('a text survives base64, URIs and JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        const quoted = `'${text.replaceAll("'", "''")}'`;
        expect(valueOf(`base64ToString(base64(${quoted}))`)).toBe(text);
        expect(valueOf(`uriComponentToString(uriComponent(${quoted}))`)).toBe(text);
        expect(valueOf(`json(string(createArray(${quoted})))[0]`)).toBe(text);
      }),
      { numRuns: 40 },
    );
  });
});

describe('bounds', () => {
  const nested = (levels: number): string =>
    levels === 0 ? '1' : `map(range(0, 100), lambda('x${levels}', ${nested(levels - 1)}))`;

  test.each([
    ['loops within loops', nested(6)],
    [
      'a text that doubles',
      `length(reduce(range(0, 60), 'x', lambda('a', 'i', concat(lambdaVariables('a'), lambdaVariables('a')))))`,
    ],
    [
      'an array that doubles',
      `length(reduce(range(0, 60), createArray(1), lambda('a', 'i', concat(lambdaVariables('a'), lambdaVariables('a')))))`,
    ],
    [
      'an object that nests',
      `string(reduce(range(0, 9999), createObject(), lambda('a', 'i', createObject('a', lambdaVariables('a')))))`,
    ],
    [
      'a union of many',
      `length(reduce(range(0, 9999), createArray(), lambda('a', 'i', union(lambdaVariables('a'), createArray(createObject('i', lambdaVariables('i')))))))`,
    ],
    ['padding', "padLeft('a', 2000000000)"],
    ['replacing', "length(replace(padLeft('', 999999, 'a'), 'a', padLeft('', 999999, 'b')))"],
    [
      'sorting',
      "length(sort(map(range(0, 9999), lambda('i', mod(mul(lambdaVariables('i'), 7919), 10007))), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b')))))",
    ],
    ['matching', "like(padLeft('', 20000, 'a'), concat(replace(padLeft('', 2000, 'a'), 'a', '*a'), 'b'))"],
  ])('%s ends in time', (_, expression) => {
    const start = process.cpuUsage();
    evaluateText(expression);
    // Seconds of work, so that a busy machine makes no difference.
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(2);
  });

  test('a bound that is reached says so', () => {
    expect(valueOf("padLeft('a', 2000000000)")).toEqual({ unknown: 'limit' });
    expect(JSON.stringify(valueOf(nested(4)))).toContain('limit');
  });
});
