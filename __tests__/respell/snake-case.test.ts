/** Argument names from the spellings of others. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { snakeCase } from '../../src/bindings/respell/snake-case.ts';

test.each([
  ['vpcId', 'vpc_id'],
  ['vpcID', 'vpc_id'],
  ['peerVPCID', 'peer_vpc_id'],
  ['subnetIDs', 'subnet_ids'],
  ['destinationCIDRBlock', 'destination_cidr_block'],
  ['destinationIPv6CIDRBlock', 'destination_ipv6_cidr_block'],
  ['serviceIPv4CIDR', 'service_ipv4_cidr'],
  ['ipv4IPAMPoolID', 'ipv4_ipam_pool_id'],
  ['ipv6CidrBlock', 'ipv6_cidr_block'],
  ['enableDNSHostnames', 'enable_dns_hostnames'],
  ['clusterIpv4CidrBlock', 'cluster_ipv4_cidr_block'],
  ['dnsServiceIp', 'dns_service_ip'],
  ['tunnel1InsideCidr', 'tunnel1_inside_cidr'],
  ['userIDGroupPairs', 'user_id_group_pairs'],
  ['already_snake', 'already_snake'],
  ['', ''],
])('%s is %s', (written, spelled) => {
  expect(snakeCase(written)).toBe(spelled);
});

test('camel case of small words comes back', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{2,8}$/), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(words, ([first = '', ...others]) => {
      const camel = first + others.map((each) => each.slice(0, 1).toUpperCase() + each.slice(1)).join('');
      expect(snakeCase(camel)).toBe([first, ...others].join('_'));
    }),
  );
});
