/** What `uniqueString` makes of a text: the letters of a MurmurHash of 64 bits, as Resource Manager computes it. */

/** RFC 4648 in small letters. */
const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** Five bits a letter; the last one holds the four that are left. */
const LENGTH = 13;

const FIRST = 0x239b961b;
const SECOND = 0xab0e9789;

/** The 13 letters for a text. Capitals make a difference. */
export function uniqueText(text: string): string {
  let rest = hashOf(new TextEncoder().encode(text));
  let letters = '';
  for (let index = 0; index < LENGTH; index++) {
    letters += LETTERS[Number(rest >> 59n)] ?? '';
    rest = BigInt.asUintN(64, rest << 5n);
  }
  return letters;
}

/** Two lanes of 32 bits, each fed with every other word. */
function hashOf(bytes: Uint8Array): bigint {
  let low = 0;
  let high = 0;
  let at = 0;
  for (; at + 8 <= bytes.length; at += 8) {
    low = rotate(low ^ mixLow(wordAt(bytes, at, 4)), 19);
    low = (Math.imul(low + high, 5) + 0x561ccd1b) | 0;
    high = rotate(high ^ mixHigh(wordAt(bytes, at + 4, 4)), 13);
    high = (Math.imul(high + low, 5) + 0x0bcaa747) | 0;
  }
  const left = bytes.length - at;
  low ^= mixLow(wordAt(bytes, at, Math.min(left, 4)));
  high ^= mixHigh(wordAt(bytes, at + 4, Math.max(left - 4, 0)));
  [low, high] = shareOut(low ^ bytes.length, high ^ bytes.length);
  [low, high] = shareOut(spread(low), spread(high));
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

function shareOut(low: number, high: number): readonly [number, number] {
  const sum = (low + high) | 0;
  return [sum, (high + sum) | 0];
}

/** Up to four bytes as a number, the lowest one first. */
function wordAt(bytes: Uint8Array, at: number, count: number): number {
  let word = 0;
  for (let index = 0; index < count; index++) word |= (bytes[at + index] ?? 0) << (8 * index);
  return word;
}

function mixLow(word: number): number {
  return Math.imul(rotate(Math.imul(word, FIRST), 15), SECOND);
}

function mixHigh(word: number): number {
  return Math.imul(rotate(Math.imul(word, SECOND), 17), FIRST);
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** The end of every MurmurHash3: each bit comes to change all others. */
function spread(word: number): number {
  let spreading = word ^ (word >>> 16);
  spreading = Math.imul(spreading, 0x85ebca6b);
  spreading ^= spreading >>> 13;
  spreading = Math.imul(spreading, 0xc2b2ae35);
  return spreading ^ (spreading >>> 16);
}
