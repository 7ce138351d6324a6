/** Sources of public modules in one form, whichever way they are written. */

/**
 * `azure/vnet/azurerm`, with `//sub/folder` behind it for a part of a module: namespace, name and provider in lower
 * case. Registry addresses with and without the public host and git addresses of repositories that are called
 * `terraform-<provider>-<name>` come out alike; anything else stays as it is.
 */
export function normalModuleSource(source: string): string {
  const plain = source.split('?')[0] ?? '';
  const withoutScheme = plain
    .replace(/^git::/, '')
    .replace(/^(https?|ssh):\/\//, '')
    .replace(/^git@/, '');
  const [address, folder] = splitFolder(withoutScheme);
  const parts = address
    .toLowerCase()
    .replace(/\.git$/, '')
    .split(/[/:]/);
  if (parts[0] === 'registry.terraform.io' || parts[0] === 'registry.opentofu.org') parts.shift();
  const inside = folder === undefined ? '' : `//${folder.replace(/\.git$/, '')}`;
  if (parts[0] === 'github.com') {
    const [, namespace = '', repository = ''] = parts;
    const [, provider, name] = /^terraform-([a-z0-9]+)-(.+)$/.exec(repository) ?? [];
    if (provider !== undefined && name !== undefined) return `${namespace}/${name}/${provider}${inside}`;
  }
  return parts.length === 3 ? `${parts.join('/')}${inside}` : source;
}

function splitFolder(address: string): [address: string, folder: string | undefined] {
  const at = address.indexOf('//');
  return at === -1 ? [address, undefined] : [address.slice(0, at), address.slice(at + 2)];
}
