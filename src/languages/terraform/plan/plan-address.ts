/** Taking apart the addresses of instances. */

/** The address without instance keys: `module.spoke.azurerm_subnet.this` of `module.spoke["a"].azurerm_subnet.this[0]`. */
export function withoutKeys(address: string): string {
  const pieces: string[] = [];
  let at = 0;
  for (let open = address.indexOf('['); open !== -1; open = address.indexOf('[', at)) {
    pieces.push(address.slice(at, open));
    at = endOfKey(address, open);
  }
  pieces.push(address.slice(at));
  return pieces.join('');
}

/** The offset behind the key that opens at `open`. A quoted key may hold brackets and escaped quotes. */
function endOfKey(address: string, open: number): number {
  let at = open + 1;
  if (address[at] === '"') {
    at++;
    while (at < address.length && address[at] !== '"') at += address[at] === '\\' ? 2 : 1;
  }
  const close = address.indexOf(']', at);
  return close === -1 ? address.length : close + 1;
}

/** The names of the module calls that an address without keys leads through, from the outside in. */
export function moduleSteps(address: string): readonly string[] {
  const parts = address.split('.');
  const steps: string[] = [];
  for (let index = 0; parts[index] === 'module' && parts.length > index + 2; index += 2) {
    steps.push(parts[index + 1] ?? '');
  }
  return steps;
}
