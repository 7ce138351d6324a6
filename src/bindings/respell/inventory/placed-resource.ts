/** Where an exported AWS or Google Cloud resource runs, as its scope. */
import type { DeploymentScope, Resource } from '../../../languages/unit.ts';
import { member } from '../../arm/arm-object.ts';
import { knownText } from '../../read-attributes.ts';

const ARN = /^arn:[\w-]{1,20}:[\w-]{1,30}:([\w-]{0,30}):(\d{12}):/;
const LINK = /\/projects\/([^/]{1,100})\//;
const REGION = /\/(?:regions|zones|locations)\/([\w-]{1,50})/;

/** The resource with the account, region and project that its own fields tell. */
export function placedResource(resource: Resource): Resource {
  const read = (name: string) => knownText(member(resource.attributes, name));
  const [, arnRegion, arnAccount] = ARN.exec(read('arn') ?? '') ?? [];
  const link = read('selflink') ?? '';
  const scope: DeploymentScope = {
    account: read('ownerid') ?? arnAccount,
    region: arnRegion ?? REGION.exec(read('region') ?? link)?.[1] ?? regionOfZone(read('availabilityzone')),
    project: LINK.exec(link)?.[1],
  };
  return { ...resource, scope };
}

/** Such as `eu-central-1` of `eu-central-1a`. */
function regionOfZone(zone: string | undefined): string | undefined {
  return /^([a-z]{2}(?:-[a-z]+){1,3}-\d{1,2})[a-z]$/.exec(zone ?? '')?.[1];
}
