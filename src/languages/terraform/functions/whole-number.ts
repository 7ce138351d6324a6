/** Whole numbers out of number values, as functions need them for positions, counts and lengths. */

/** A whole number within ±2^63, as it is when it is safe, else the largest safe number of its sign. */
export function whole(value: number | bigint): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined;
  if (value !== BigInt.asIntN(64, value)) return undefined;
  return value < 0n ? Number.MIN_SAFE_INTEGER : Number.MAX_SAFE_INTEGER;
}

/** A whole number of any size. */
export function bigWhole(value: number | bigint): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return Number.isInteger(value) ? BigInt(value) : undefined;
}
