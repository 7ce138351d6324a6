/** Ranges that standards set aside. */
import { prefixOf, type Prefix } from './prefix.ts';

/** The address ranges for use inside organisations: RFC 1918, RFC 6598 (shared address space), RFC 4193 (IPv6). */
export const PRIVATE_RANGES: readonly Prefix[] = [
  prefixOf(4, 0x0a00_0000n, 8),
  prefixOf(4, 0x6440_0000n, 10),
  prefixOf(4, 0xac10_0000n, 12),
  prefixOf(4, 0xc0a8_0000n, 16),
  prefixOf(6, 0xfcn << 120n, 7),
];
