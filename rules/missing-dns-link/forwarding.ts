/** Which servers a set of forwarding rules asks for the names of a private zone. */
import type { Address } from '../../src/ip/address.ts';
import type { DnsForwarding, FactList } from '../../src/model/entities.ts';
import type { NotJudged } from '../../src/rule/rule.ts';
import { editingRange } from '../../src/values/origin.ts';

/** Why something is not known, and where. */
export type Doubt = Pick<NotJudged, 'reason' | 'range'>;

/** Where queries go. */
export type Forwarded =
  | { readonly state: 'to'; readonly servers: FactList<Address> }
  /** No rule takes them. */
  | { readonly state: 'nowhere' }
  | { readonly state: 'unknown'; readonly doubt: Doubt };

/** The servers that the rule with the longest fitting domain names. */
export function forwardedTo(forwarding: DnsForwarding, zoneDomain: string): Forwarded {
  let best: { readonly length: number; readonly servers: FactList<Address> } | undefined;
  for (const { domain, servers } of forwarding.rules) {
    if (domain.state === 'absent') continue;
    if (domain.state === 'unknown') {
      return { state: 'unknown', doubt: { reason: domain.reason, range: editingRange(domain.origin) } };
    }
    const fits = namesInZone(zoneDomain).some((name) => isWithin(name, domain.value));
    if (fits && domain.value.length > (best?.length ?? -1)) best = { length: domain.value.length, servers };
  }
  return best === undefined ? { state: 'nowhere' } : { state: 'to', servers: best.servers };
}

/** The empty domain is the root, in which every name is. */
function isWithin(name: string, domain: string): boolean {
  return domain === '' || name === domain || name.endsWith(`.${domain}`);
}

/**
 * The domains under which clients ask for what a zone holds: its own, and the public one whose names lead there. The
 * public names are the private ones without the label `privatelink`; those of key vaults have another last label
 * (https://learn.microsoft.com/azure/private-link/private-endpoint-dns).
 */
function namesInZone(domain: string): readonly string[] {
  const labels = domain.split('.');
  if (!labels.includes('privatelink')) return [domain];
  const outer = labels.filter((label) => label !== 'privatelink');
  const renamed = outer.map((label) => (label === 'vaultcore' ? 'vault' : label));
  return [domain, outer.join('.'), renamed.join('.')];
}
