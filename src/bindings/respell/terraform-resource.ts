/** An instance as a Terraform provider would spell it. */
import type { Resource } from '../../languages/unit.ts';
import type { MapValue } from '../../values/value.ts';

/** What differs from the instance that is rewritten. */
interface TerraformSpelling {
  readonly type: string;
  readonly attributes: MapValue;
  readonly mode?: 'managed' | 'data' | undefined;
  readonly provider?: string | undefined;
  readonly providerSettings?: MapValue | undefined;
}

/** The instance, at its address, as one of a Terraform provider. */
export function terraformResource(resource: Resource, spelling: TerraformSpelling): Resource {
  return { ...resource, dialect: 'terraform', mode: spelling.mode ?? resource.mode, ...defined(spelling) };
}

function defined({
  type,
  attributes,
  provider,
  providerSettings,
}: TerraformSpelling): Partial<Resource> & Pick<Resource, 'type' | 'attributes'> {
  return {
    type,
    attributes,
    ...(provider === undefined ? {} : { provider }),
    ...(providerSettings === undefined ? {} : { providerSettings }),
  };
}

/** One more instance that a resource stands for. `steps` tells it apart, and follows the resource's own address. */
export function furtherResource(resource: Resource, steps: string, spelling: TerraformSpelling): Resource {
  const address = `${resource.address}${steps}`;
  return { ...terraformResource(resource, spelling), address, range: spelling.attributes.origin.range };
}
