/** The units of Terraform stacks: every component of every deployment is a root module with inputs. */
import type { Range } from '../../../text/range.ts';
import { unknownValue, type UnknownReason, type Value } from '../../../values/value.ts';
import { evaluateExpression } from '../../hcl/evaluate.ts';
import type { Resolved } from '../../hcl/scope.ts';
import { repeatedCall } from '../calls.ts';
import { attributeIn } from '../content.ts';
import { createModule } from '../create-module.ts';
import type { Declaration } from '../declarations.ts';
import { calledFolders } from '../find-roots.ts';
import { listCall } from '../list-resources.ts';
import { inputIn } from '../map-inputs.ts';
import type { CallInstance, Module, ModuleInputs, Repeated } from '../module.ts';
import { displayFolder } from '../../paths.ts';
import { createRoot, withinSteps, type PreparedUnit } from '../prepare-unit.ts';
import type { Reading } from '../reading.ts';
import { createScope } from '../scope.ts';
import { findStacks, readStack, reportJsonFiles, type Stack } from './read-stack.ts';

/** What stacks deploy. */
export interface StackUnits {
  readonly units: readonly PreparedUnit[];
  /** The folders of the modules that they use. */
  readonly modules: ReadonlySet<string>;
}

/** A stack is read with no more components in all its deployments than this. */
const MAX_UNITS = 1000;

/** The units of the stacks of a tree, called `folder (deployment/component)`; `isWanted` limits the folders. */
export function createStackUnits(reading: Reading, isWanted: (folder: string) => boolean): StackUnits {
  const units: PreparedUnit[] = [];
  const modules = new Set<string>();
  reportJsonFiles(reading);
  for (const [folder, files] of findStacks(reading.tree)) {
    const stack = isWanted(folder) ? readStack(folder, files, reading) : undefined;
    if (stack === undefined) continue;
    for (const module of calledFolders(stack.code)) modules.add(module);
    units.push(...unitsOf(stack, reading));
  }
  return { units, modules };
}

function unitsOf(stack: Stack, reading: Reading): readonly PreparedUnit[] {
  const { place, calls } = stack.code;
  if (stack.deployments.length === 0 && calls.size > 0) {
    const message = 'No deployment of this stack was found: its components are not judged.';
    reading.report({ severity: 'note', code: 'terraform-stack-not-read', message, range: place });
  }
  const units = stack.deployments.flatMap((deployment) => deploymentUnits(stack, deployment, reading));
  if (units.length > MAX_UNITS) {
    const message = `This stack has ${String(units.length)} components in all deployments. The first ${String(MAX_UNITS)} are read.`;
    reading.report({ severity: 'warning', code: 'terraform-limit', message, range: place });
  }
  return units.slice(0, MAX_UNITS);
}

interface Component {
  readonly instances: Repeated<CallInstance>;
  /** The stack as the component's block sees it; instances belong to the component's unit. */
  readonly module: Module;
}

function deploymentUnits(stack: Stack, deployment: Declaration, reading: Reading): readonly PreparedUnit[] {
  const { code, files } = stack;
  const { folder } = code;
  const components = new Map<string, Component>();
  const root = createRoot(
    {
      id: `${displayFolder(folder)} (${deployment.name})`,
      declarations: code,
      inputs: deploymentInputs(stack, deployment, reading),
      resolveName: (name, [first], range) =>
        name === 'component' || name === 'stack'
          ? ofComponent(name, components.get(String(first?.key)), String(first?.key), range, reading)
          : undefined,
    },
    reading,
  );
  return [...code.calls].map(([name, call]): PreparedUnit => {
    const id = `${displayFolder(folder)} (${deployment.name}/${name})`;
    const module: Module = {
      ...root,
      unit: { ...root.unit, id },
      provider: (provider) => provider.replace(/^provider\./, ''),
    };
    const instances = repeatedCall(call, module, createModule);
    components.set(name, { instances, module });
    return {
      id,
      folder,
      modules: calledFolders({ folder, calls: new Map([[name, call]]) }),
      files: () => files,
      resources: (isWanted) => withinSteps(code, reading, () => listCall(instances, module, isWanted)),
    };
  });
}

/** `component.network` is all outputs of a component, under `for_each` by their keys. */
function ofComponent(
  kind: 'component' | 'stack',
  component: Component | undefined,
  name: string,
  range: Range,
  { demand, report }: Reading,
): Resolved {
  if (kind === 'stack')
    return unresolved({ code: 'unsupported', message: 'stacks in stacks are not read' }, range);
  if (component !== undefined) return { value: demand.value(component.instances.whole, range), stepsUsed: 1 };
  const message = `There is no component "${name}" in this stack. Declare it, or correct the name.`;
  report({ severity: 'error', code: 'terraform-undeclared', message, range });
  return unresolved({ code: 'failed', message: `component "${name}" is not declared` }, range);
}

/** What only whoever deploys can tell. */
const OUTSIDE: ReadonlyMap<string, UnknownReason> = new Map([
  ['identity_token', { code: 'environment', message: 'the token is issued at deployment' }],
  ['store', { code: 'outside', message: 'the store of variables is not among what was read' }],
  [
    'upstream_input',
    { code: 'remote-state', message: 'the output of another stack is not among what was read' },
  ],
]);

/** The inputs of a deployment are evaluated beside the local values of its files. */
function deploymentInputs(
  { deploymentCode }: Stack,
  { name, content }: Declaration,
  reading: Reading,
): ModuleInputs {
  const written = attributeIn(content, 'inputs');
  const root = createRoot(
    {
      id: `${displayFolder(deploymentCode.folder)} (${name})`,
      declarations: deploymentCode,
      inputs: { value: () => undefined, needs: () => [] },
      resolveName: (word, _, range) => {
        const reason = OUTSIDE.get(word);
        return reason && unresolved(reason, range);
      },
    },
    reading,
  );
  let inputs: { readonly value: Value } | undefined;
  return {
    value(variable) {
      if (written === undefined) return undefined;
      inputs ??= { value: evaluateExpression(written.expression, createScope(root, written.file, {})) };
      return inputIn(inputs.value, variable, reading.report);
    },
    needs: () => [],
  };
}

function unresolved(reason: UnknownReason, range: Range): Resolved {
  const value = unknownValue({ range, ...reason }, { range, kind: 'expression', from: [] });
  return { value, stepsUsed: 1 };
}
