/** AKS clusters and pools of Ansible: their options are those of Azure's API in other letters. */
import type { Resource } from '../../../languages/unit.ts';
import { attribute } from '../../read-attributes.ts';
import { respellKeys, withEntries } from '../respell-keys.ts';
import type { RespellContext, Respelling } from '../respelling.ts';
import { taskWith, valueOfTask } from './declared-tasks.ts';
import { withResultReference } from './results.ts';

const CLUSTER = 'Microsoft.ContainerService/managedClusters';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['azure_rm_aks', CLUSTER],
  ['azure_rm_aksagentpool', `${CLUSTER}/agentPools`],
]);

export const aksModules: Respelling = {
  dialect: 'ansible',
  types: [...TYPES.keys()],
  respell(task, context) {
    const type = TYPES.get(task.type);
    if (type === undefined) return [];
    const attributes = respellKeys(
      task.attributes,
      (key, value) => [camelCase(key), value],
      (value) => withResultReference(context, value),
    );
    return [
      {
        ...task,
        dialect: 'arm',
        type,
        attributes: withEntries(attributes, { parent_id: clusterOf(context, task) }),
      },
    ];
  },
};

function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function clusterOf(context: RespellContext, task: Resource) {
  const name = attribute(task.attributes, 'cluster_name');
  const declared = name && taskWith(context, task.unit, 'azure_rm_aks', 'name', name);
  return name === undefined || declared === undefined ? name : valueOfTask(declared, name);
}
