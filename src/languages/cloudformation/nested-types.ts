/** Types of resources that deploy other templates. */
import { memberNode, type TemplateNode } from './template-node.ts';

/** The property that says where the template is. */
const LOCATIONS: ReadonlyMap<string, string> = new Map([
  ['AWS::CloudFormation::Stack', 'TemplateURL'],
  ['AWS::Serverless::Application', 'Location'],
]);

/** Types whose code is never in the tree, or is deployed somewhere else as well. */
const UNREAD: ReadonlySet<string> = new Set([
  'AWS::CloudFormation::StackSet',
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
]);

/** Whether a resource is a stack of its own in this one. */
export function isNestedStack(type: string | undefined): boolean {
  return type !== undefined && LOCATIONS.has(type);
}

/** Whether a resource stands for code that is not read: what it declares is not known. */
export function isUnreadCode(type: string): boolean {
  return UNREAD.has(type) || /::MODULE$|^Rain::|^Fn::/.test(type);
}

/** Where the template of a nested stack is, as it is written. */
export function nestedLocation(resource: TemplateNode): TemplateNode | undefined {
  const type = memberNode(resource, 'Type');
  const name = type?.kind === 'scalar' ? LOCATIONS.get(String(type.value)) : undefined;
  return name === undefined ? undefined : memberNode(memberNode(resource, 'Properties'), name);
}
