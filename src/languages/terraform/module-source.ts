/** Where the code of a called module is: in the tree, or somewhere else under a name. */

/** What the `source` of a call means. */
export type ModuleSource =
  /** A folder, relative to the caller's. */
  | { readonly kind: 'local'; readonly path: string }
  /**
   * Code from elsewhere. `name` is the address in one form however it is written: `terraform-aws-modules/vpc/aws`,
   * `github.com/acme/modules//network`. `version` is the tag or branch that the address itself asks for.
   */
  | { readonly kind: 'remote'; readonly name: string; readonly version: string | undefined };

const PUBLIC_REGISTRIES: readonly string[] = ['registry.terraform.io/', 'registry.opentofu.org/'];

/** Reads a `source`. */
export function parseModuleSource(text: string): ModuleSource {
  const source = text.trim();
  if (/^\.\.?(?:[/\\]|$)/.test(source)) return { kind: 'local', path: source.replaceAll('\\', '/') };
  const [address, query] = splitOnce(source, '?');
  const parameters = new URLSearchParams(query);
  const version = parameters.get('ref') ?? parameters.get('version') ?? undefined;
  return { kind: 'remote', name: normalizeAddress(address), version };
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

/** Without scheme, user, `.git` and the public registries' hosts; `git@host:path` is `host/path`. */
function normalizeAddress(address: string): string {
  const getter = /^(?:git|hg|s3|gcs|oci)::/.exec(address)?.[0] ?? '';
  const url = address.slice(getter.length);
  const withoutScheme = url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '');
  const hasScheme = withoutScheme !== url;
  const withoutUser = withoutScheme.replace(/^[^/@]*@/, '');
  const path = hasScheme || withoutUser === withoutScheme ? withoutUser : withoutUser.replace(':', '/');
  const plain = path.replace(/\.git(?=\/\/|$)/, '').replace(/^\/+|\/+$/g, '');
  const registry = PUBLIC_REGISTRIES.find((host) => plain.startsWith(host));
  return registry === undefined ? plain : plain.slice(registry.length);
}
