/** Domain names as the model has them. */

/** Lower case, without a final dot; empty for the root. */
export function normalDomain(text: string): string {
  const lower = text.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}
