/** The order of many prefixes: by first address, a containing prefix before what it contains, else as given. */
import { compareNumbers, type Prefix } from './prefix.ts';

const LENGTH_BITS = 6;
/** So many IPv4 prefixes fit the packed sort: their index shares a word with the length. */
const MAX_PACKED = 2 ** (32 - LENGTH_BITS);
const HIGH_WORD = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The indices of the IPv4 prefixes among `prefixes`, in order. */
export function orderIpv4(prefixes: readonly Prefix[]): Uint32Array {
  const count = prefixes.reduce((sum, prefix) => sum + (prefix.family === 4 ? 1 : 0), 0);
  if (prefixes.length > MAX_PACKED) return orderByComparing(prefixes, 4);
  // One 64-bit key per prefix, made and read through its two halves: sorting numbers needs no comparing function.
  const keys = new BigUint64Array(count);
  const words = new Uint32Array(keys.buffer);
  let at = 0;
  prefixes.forEach((prefix, index) => {
    if (prefix.family !== 4) return;
    words[at + HIGH_WORD] = Number(prefix.first);
    words[at + 1 - HIGH_WORD] = prefix.length * MAX_PACKED + index;
    at += 2;
  });
  keys.sort();
  const order = new Uint32Array(count);
  for (let i = 0; i < count; i++) order[i] = (words[2 * i + 1 - HIGH_WORD] ?? 0) % MAX_PACKED;
  return order;
}

/** The indices of the IPv6 prefixes among `prefixes`, in order. */
export function orderIpv6(prefixes: readonly Prefix[]): Uint32Array {
  return orderByComparing(prefixes, 6);
}

function orderByComparing(prefixes: readonly Prefix[], family: Prefix['family']): Uint32Array {
  const picked: { readonly prefix: Prefix; readonly index: number }[] = [];
  prefixes.forEach((prefix, index) => {
    if (prefix.family === family) picked.push({ prefix, index });
  });
  picked.sort(
    (a, b) =>
      compareNumbers(a.prefix.first, b.prefix.first) ||
      a.prefix.length - b.prefix.length ||
      a.index - b.index,
  );
  return Uint32Array.from(picked, ({ index }) => index);
}
