/** Tasks of Ansible, spelled as the resources of Terraform's providers. */
import type { Resource } from '../../../languages/unit.ts';
import { mapValue, type MapValue } from '../../../values/value.ts';
import { attribute, knownText } from '../../read-attributes.ts';
import { respellKeys, withEntries } from '../respell-keys.ts';
import type { RespellContext, Respelling } from '../respelling.ts';
import { terraformResource } from '../terraform-resource.ts';
import type { ModuleSpelling } from './module-spelling.ts';
import { MODULE_SPELLINGS } from './module-spellings.ts';
import { withResultReference } from './results.ts';

export const ansibleModules: Respelling = {
  dialect: 'ansible',
  types: Object.keys(MODULE_SPELLINGS),
  respell(task, context) {
    const spelling = MODULE_SPELLINGS[task.type];
    if (spelling === undefined) return [];
    const spelled = spell(context, task, spelling);
    const further = spelling.further?.(spelled, context) ?? [];
    // Who accepts a connection does not make one.
    const isAcceptance = further.some(({ type }) => type === 'aws_vpc_peering_connection_accepter');
    return (isAcceptance ? further : [spelled, ...further]).map((resource) => withResults(context, resource));
  },
};

function spell(context: RespellContext, task: Resource, spelling: ModuleSpelling): Resource {
  const { renamed = {}, finish, type } = spelling;
  const entries = new Map(
    [...task.attributes.entries].map(([name, value]) => [renamed[name] ?? name, value]),
  );
  const options: MapValue = { ...task.attributes, entries };
  return terraformResource(task, {
    type,
    attributes: finish === undefined ? options : withEntries(options, finish(options, task, context)),
    providerSettings: settingsOf(task),
  });
}

function withResults(context: RespellContext, resource: Resource): Resource {
  const attributes = respellKeys(
    resource.attributes,
    (key, value) => [key, value],
    (value) => withResultReference(context, value),
  );
  return { ...resource, attributes };
}

/** Tasks say themselves where they deploy to. */
function settingsOf(task: Resource): MapValue | undefined {
  const subscription = attribute(task.attributes, 'subscription_id');
  if (subscription === undefined || knownText(subscription) === undefined) return undefined;
  return mapValue(new Map([['subscription_id', subscription]]), task.attributes.origin);
}
