/** Pseudo parameters: what the place of deployment tells. */
import type { Range } from '../../text/range.ts';
import { nullValue, stringValue, unknownValue, type Value } from '../../values/value.ts';
import type { DeploymentScope } from '../unit.ts';

/** Those that differ between a stack and the stacks that it nests. */
const OF_THE_STACK: ReadonlySet<string> = new Set([
  'AWS::StackName',
  'AWS::StackId',
  'AWS::NotificationARNs',
]);

/** Those that are equal wherever one stack reads what another one exports: an account's exports are of one region. */
export const OF_THE_PLACE: ReadonlySet<string> = new Set([
  'AWS::AccountId',
  'AWS::Partition',
  'AWS::Region',
  'AWS::URLSuffix',
]);

/** Where a pseudo parameter is read. */
interface Place {
  readonly unit: string;
  /** The address of the nested stack with a point behind it; empty for the stack that is the unit. */
  readonly prefix: string;
  readonly scope: DeploymentScope | undefined;
  readonly range: Range;
}

/** The value of a pseudo parameter; undefined when there is none of that name. */
export function pseudoParameter(name: string, { unit, prefix, scope, range }: Place): Value | undefined {
  const origin = { range, kind: 'reference', from: [] } as const;
  if (name === 'AWS::NoValue') return nullValue(origin);
  const known = knownText(name, scope);
  if (known !== undefined) return stringValue(known, origin);
  if (!OF_THE_STACK.has(name) && !OF_THE_PLACE.has(name)) return undefined;
  const address = OF_THE_STACK.has(name) ? `${prefix}${name}` : name;
  const message = `${name} is known when the stack is deployed`;
  return unknownValue({ code: 'environment', message, range }, origin, { unit, address, path: [] });
}

function knownText(name: string, scope: DeploymentScope | undefined): string | undefined {
  const region = scope?.region;
  switch (name) {
    case 'AWS::Region':
      return region;
    case 'AWS::AccountId':
      return scope?.account;
    case 'AWS::Partition':
      return region && partitionOf(region);
    case 'AWS::URLSuffix':
      return region && (region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com');
    default:
      return undefined;
  }
}

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
function partitionOf(region: string): string | undefined {
  if (/^cn-/.test(region)) return 'aws-cn';
  if (/^us-gov-/.test(region)) return 'aws-us-gov';
  return /^(?:af|ap|ca|eu|il|me|mx|sa|us)-[a-z]+-\d$/.test(region) ? 'aws' : undefined;
}
