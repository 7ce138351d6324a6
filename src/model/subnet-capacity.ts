/** How many addresses of a subnet are left for machines. */
import { addressCount, type Prefix } from '../ip/prefix.ts';
import type { Cloud } from './entities.ts';

/**
 * Addresses that the cloud keeps of every subnet; undefined where no document tells.
 *
 * Azure: the first four and the last (https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq).
 * AWS: the first four and the last (https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html).
 * Google: the first two and the last two of a primary range (https://cloud.google.com/vpc/docs/subnets).
 */
const RESERVED: Readonly<Record<Cloud, bigint | undefined>> = {
  azure: 5n,
  aws: 5n,
  gcp: 4n,
  kubernetes: undefined,
  other: undefined,
};

/** How many addresses the cloud keeps of an IPv4 subnet; undefined when that is not known of this cloud. */
export function reservedAddresses(cloud: Cloud): bigint | undefined {
  return RESERVED[cloud];
}

/** How many addresses of a subnet's IPv4 prefix machines can take; undefined for IPv6 and for other clouds. */
export function usableAddresses(cloud: Cloud, prefix: Prefix): bigint | undefined {
  const reserved = reservedAddresses(cloud);
  if (reserved === undefined || prefix.family === 6) return undefined;
  const left = addressCount(prefix) - reserved;
  return left > 0n ? left : 0n;
}
