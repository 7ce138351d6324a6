/**
 * Who accepts a peering connection: CloudFormation itself in the same account, and in another one with a role that it
 * may take on there (https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/peer-with-vpc-in-another-account.html).
 */
import type { Resource } from '../../../languages/unit.ts';
import { boolValue, unknownValue, type Value } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';

/** True when CloudFormation accepts; undefined when somebody else has to, unknown when the account is. */
export function acceptedBySelf({ attributes, scope, range }: Resource): Value | undefined {
  const role = attribute(attributes, 'PeerRoleArn');
  const owner = attribute(attributes, 'PeerOwnerId');
  const deciding = [role, owner].find((value) => value !== undefined);
  const accepted = boolValue(true, deciding?.origin ?? { range, kind: 'default', from: [] });
  if (owner === undefined) return accepted;
  if (role?.kind === 'unknown' && role.reason.code !== 'computed')
    return isOwn(owner, scope?.account) ? accepted : unknownRole(role, owner);
  return role !== undefined || isOwn(owner, scope?.account) ? accepted : unknownOwner(owner);
}

/** `AWS::AccountId`, or the account that the rule file states. */
function isOwn(owner: Value, account: string | undefined): boolean {
  if (owner.kind === 'unknown')
    return owner.reference?.address === 'AWS::AccountId' && owner.reference.path.length === 0;
  return account !== undefined && knownText(owner) === account;
}

/** A role whose name is not known is one all the same, as long as nothing says that there may be none. */
function unknownRole(role: Value & { readonly kind: 'unknown' }, owner: Value): Value | undefined {
  const mayBeMissing = role.candidates?.some(({ kind }) => kind === 'null') === true;
  if (!mayBeMissing) return boolValue(true, role.origin);
  return unknownValue(role.reason, { range: owner.origin.range, kind: 'expression', from: [role.origin] });
}

function unknownOwner(owner: Value): Value | undefined {
  return owner.kind === 'unknown' ? unknownValue(owner.reason, owner.origin) : undefined;
}
