/** Attributes of resources that `Fn::GetAtt` reads: those that mean the resource, and those that are written. */
import { memberNode, type TemplateNode } from './template-node.ts';

/** Attributes that identify a resource, whatever its type. */
const IDENTITIES: ReadonlySet<string> = new Set(['id', 'arn']);

/** Whether an attribute of a type identifies the resource itself: `Id`, `Arn`, a subnet's `SubnetId`. */
export function isIdentity(type: string, attribute: string): boolean {
  const name = attribute.toLowerCase();
  const kind = type.slice(type.lastIndexOf(':') + 1).toLowerCase();
  if (IDENTITIES.has(name) || name === `${kind}id`) return true;
  return kind === 'securitygroup' && name === 'groupid';
}

/** The property that an attribute repeats: `CidrBlock`, `Endpoint.Port` of a nested one. */
export function writtenProperty(
  properties: TemplateNode | undefined,
  attribute: string,
): TemplateNode | undefined {
  let node = properties;
  for (const name of attribute.split('.')) node = memberNode(node, name);
  return node;
}
