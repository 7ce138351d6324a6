/** Addresses of instances, as Terraform writes them. */

/** The text of an instance key: `[0]`, `["hub"]`. In a string, `${` and `%{` would start a template: they are doubled. */
export function keyText(key: string | number): string {
  if (typeof key === 'number') return `[${String(key)}]`;
  return `[${JSON.stringify(key).replace(/([$%])\{/g, '$1$1{')}]`;
}

/** The key text of an instance of whose key only parts are known: `[*"/subscriptions/?/…"]`. */
export function openKeyText(parts: string): string {
  return `[*${keyText(parts).slice(1)}`;
}

/** Whether an address has an instance key that is not known. */
export function hasOpenKey(address: string): boolean {
  return address.includes('[*');
}

/** The key text that stands for instances whose number and keys are unknown. */
export const ANY_KEY = '[*]';
