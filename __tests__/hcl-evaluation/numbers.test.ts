/** Numbers as text, exact arithmetic on decimals, and the order of texts. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareCodePoints } from '../../src/languages/hcl/equality.ts';
import { calculate, formatNumber, parseNumber } from '../../src/languages/hcl/number-text.ts';

/** The same runs every time. */
const RUNS = { seed: 20, numRuns: 500 };

describe('numbers are written with all their digits', () => {
  test.each([
    [0, '0'],
    [-5, '-5'],
    [1.5, '1.5'],
    [1e21, '1000000000000000000000'],
    [1.5e25, '15000000000000000000000000'],
    [1e-7, '0.0000001'],
    [-1.25e-10, '-0.000000000125'],
    [12345678901234567890n, '12345678901234567890'],
  ])('%s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe('numbers are read as a whole, in one form', () => {
  test.each([
    ['0', 0],
    ['-0', 0],
    ['0123', 123],
    ['+5', 5],
    ['.5', 0.5],
    ['5.', 5],
    ['1.50', 1.5],
    ['1e3', 1000],
    ['1.5E-1', 0.15],
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', 9007199254740993n],
    ['9007199254740993.0', 9007199254740993n],
    ['1e21', 10n ** 21n],
    ['123456789012345678901.5e1', 1234567890123456789015n],
    ['', undefined],
    ['.', undefined],
    ['-', undefined],
    ['e5', undefined],
    ['1e', undefined],
    [' 1', undefined],
    ['1 ', undefined],
    ['1_000', undefined],
    ['0x1f', undefined],
    ['1,5', undefined],
    ['1.2.3', undefined],
    ['Infinity', undefined],
    ['NaN', undefined],
    ['١', undefined],
    ['1e999', 10n ** 999n],
    ['1e1001', undefined],
    ['1e-1001', undefined],
    ['1e999999999', undefined],
    ['1e9999999999999999999', undefined],
    ['0e999999999', 0],
    ['9'.repeat(3000), undefined],
  ])('%s', (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  test('what is written is read back', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const back = parseNumber(formatNumber(value));
        expect(Number(back)).toBe(value === 0 ? 0 : value);
      }),
      RUNS,
    );
    fc.assert(
      fc.property(fc.bigInt(), (value) => {
        expect(BigInt(parseNumber(String(value)) ?? 'x')).toBe(value);
      }),
      RUNS,
    );
  });
});

describe('decimals are computed exactly', () => {
  test.each([
    ['+', 0.1, 0.2, 0.3],
    ['-', 1.1, 1, 0.1],
    ['*', 1.1, 1.1, 1.21],
    ['/', 3.3, 1.1, 3],
    ['/', 1, 3, 1 / 3],
    ['/', 1, 0, undefined],
    ['/', 0, 0, undefined],
    ['%', 11, 5.1, 0.8],
    ['%', -7, 3, -1],
    ['%', 7, -3, 1],
    ['%', 5, 0, 5],
    ['*', 0, -1, 0],
    ['+', 9007199254740991, 2, 9007199254740993n],
    ['-', 9007199254740993n, 2, 9007199254740991],
    ['/', 10n ** 30n, 10n ** 29n, 10],
    ['*', 10n ** 600n, 10n ** 600n, undefined],
    ['+', Number.NaN, 1, undefined],
    ['+', Number.POSITIVE_INFINITY, 1, undefined],
  ] as const)('%s %s %s', (operator, left, right, result) => {
    expect(calculate(operator, left, right)).toBe(result);
  });

  const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });

  test('as if in hundredths', () => {
    fc.assert(
      fc.property(cents, cents, (a, b) => {
        expect(calculate('+', a / 100, b / 100)).toBe((a + b) / 100 + 0);
        expect(calculate('-', a / 100, b / 100)).toBe((a - b) / 100 + 0);
        expect(calculate('*', a / 100, b / 100)).toBe((a * b) / 10000 + 0);
        if (b !== 0) expect(calculate('%', a / 100, b / 100)).toBe((a % b) / 100 + 0);
      }),
      RUNS,
    );
  });

  test('as whole numbers of any size', () => {
    const value = (result: unknown): bigint => BigInt(String(result));
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt(), (a, b) => {
        expect(value(calculate('+', a, b))).toBe(a + b);
        expect(value(calculate('*', a, b))).toBe(a * b);
        if (b !== 0n) expect(value(calculate('%', a, b))).toBe(a % b);
        if (b !== 0n) expect(value(calculate('/', a * b, b))).toBe(a);
      }),
      RUNS,
    );
  });
});

test('texts are ordered by code point', () => {
  const codePoints = (text: string): number[] =>
    Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const expected = (a: string, b: string): number => {
    const [left, right] = [codePoints(a), codePoints(b)];
    const index = left.findIndex((point, at) => point !== right[at]);
    if (index === -1) return left.length - right.length;
    return (left[index] ?? 0) - (right[index] ?? -1);
  };
  const text = fc.string({
    unit: fc.constantFrom('a', 'Z', 'é', '\uFFFD', '\uE000', '\u{1F600}', '\u{10000}'),
  });
  fc.assert(
    fc.property(text, text, (a, b) => {
      expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(expected(a, b)));
    }),
    RUNS,
  );
});
