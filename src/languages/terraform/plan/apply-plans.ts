/** Puts plans in the place of the units that they were made of. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import { startOfFile } from '../../../text/range.ts';
import { literalOrigin, type Origin } from '../../../values/origin.ts';
import type { Reference, UnknownReason } from '../../../values/value.ts';
import type { Resource, Unit } from '../../unit.ts';
import { displayFolder } from '../../paths.ts';
import { chooseUnit, indexTarget, type IndexedTarget, type PlanTarget } from './choose-unit.ts';
import { indexCode } from './code-index.ts';
import { nodeAt, scalarText } from './json-members.ts';
import { moduleSteps, withoutKeys } from './plan-address.ts';
import { isRepetition, plannedAttributes, type ValueContext } from './planned-value.ts';
import type { Plan, PlanInput, PlannedInstance } from './plan.ts';

/** A plan stands for no more instances than this. */
const MAX_INSTANCES = 200_000;

/**
 * The units, those that a plan belongs to as the plan has them, in their order; plans of code that is not there make
 * units of their own at the end. A unit keeps its id, so that its findings are the same faults as without the plan.
 * Reports plans that cannot be used (`plan-ambiguous`, `plan-repeated`) and those of which only the file tells the
 * places (`plan-without-code`), or which leave out a part (`plan-incomplete`).
 */
export function applyPlans(
  targets: readonly PlanTarget[],
  plans: readonly PlanInput[],
  isListed: (type: string) => boolean,
  report: (diagnostic: Diagnostic) => void,
): readonly Unit[] {
  if (plans.length === 0) return targets.map(({ unit }) => unit);
  const indexed = targets.map(indexTarget);
  const replaced = new Map<string, Unit>();
  const added = new Map<string, Unit>();
  for (const input of plans) {
    const { plan } = input;
    const tell = (severity: Diagnostic['severity'], code: string, message: string): void => {
      report({ severity, code, message, range: startOfFile(plan.file) });
    };
    const chosen = chooseUnit(input, indexed);
    const [target] = chosen;
    const id = target?.unit.id ?? displayFolder(input.folder ?? plan.file.path);
    if (chosen.length > 1) {
      const units = chosen.map(({ unit }) => unit.id).join(', ');
      const message = `This plan fits several units equally well and is not used: ${units}. Name the folder of its root module, or give the variables.`;
      tell('error', 'plan-ambiguous', message);
      continue;
    }
    if (replaced.has(id) || added.has(id)) {
      tell('error', 'plan-repeated', `There is another plan for ${id}. This one is not used.`);
      continue;
    }
    if (!plan.isComplete) {
      const message =
        'This plan leaves out a part of the code. What it does not tell of is read from the code.';
      tell('warning', 'plan-incomplete', message);
    }
    if (target === undefined) {
      const message =
        'No root module that was read has what this plan deploys. Places are shown in the plan.';
      tell('note', 'plan-without-code', message);
    }
    if (plan.instances.length > MAX_INSTANCES) {
      const message = `The plan has more than ${String(MAX_INSTANCES)} instances. Those beyond are not read.`;
      tell('warning', 'terraform-limit', message);
    }
    const unit: Unit = { id, dialect: 'terraform', resources: plannedResources(plan, id, target, isListed) };
    (target === undefined ? added : replaced).set(id, unit);
  }
  return [...indexed.map(({ unit }) => replaced.get(unit.id) ?? unit), ...added.values()];
}

function plannedResources(
  plan: Plan,
  unit: string,
  target: IndexedTarget | undefined,
  isListed: (type: string) => boolean,
): readonly Resource[] {
  const code = target?.code ?? indexCode([], undefined);
  const byAddress = new Map(plan.instances.map((instance) => [instance.address, instance]));
  const planned = (reference: Reference): string | undefined =>
    reference.unit === unit
      ? scalarText(nodeAt(byAddress.get(reference.address)?.values.known, ...reference.path))
      : undefined;
  const resources = plan.instances
    .slice(0, MAX_INSTANCES)
    .filter(({ type }) => isListed(type))
    .map((instance) => plannedResource(instance, plan, unit, code, planned));
  return [...resources, ...notPlanned(plan, target?.unit.resources ?? [])];
}

function plannedResource(
  instance: PlannedInstance,
  plan: Plan,
  unit: string,
  code: ReturnType<typeof indexCode>,
  planned: ValueContext['planned'],
): Resource {
  const { address, mode, type, name } = instance;
  const written = code.instance(address);
  const block = code.block(instance);
  const range = written?.range ?? block?.range ?? instance.range;
  const reason: UnknownReason =
    mode === 'data'
      ? { code: 'data-source', message: `${address} reads it from outside`, range }
      : { code: 'computed', message: `it is decided when ${address} is deployed`, range };
  const near: Origin | undefined = block && { range: block.range, kind: 'default', from: [] };
  const context: ValueContext = {
    file: plan.file,
    reason,
    planned,
    writes: (attribute) => block?.names?.has(attribute) ?? true,
    repeatsOther: (node) => isRepetition(node, plan.nameById),
  };
  const reference = { unit, address, path: [] };
  const attributes = plannedAttributes(instance.values, written?.attributes, near, reference, context);
  return {
    dialect: 'terraform',
    mode,
    type,
    name,
    address,
    unit,
    attributes: { ...attributes, origin: written?.attributes.origin ?? literalOrigin(range) },
    range,
    ...(written?.provider === undefined ? {} : { provider: written.provider }),
    ...(written?.providerSettings === undefined ? {} : { providerSettings: written.providerSettings }),
    ...(written?.ignoredChanges === undefined ? {} : { ignoredChanges: written.ignoredChanges }),
  };
}

/**
 * What the code has and the plan does not tell of. A complete plan tells of everything that is deployed, also of what
 * does not change; data sources that need not be read may be left out of it. Calls of unread modules stand for what
 * the plan spells out.
 */
function notPlanned(plan: Plan, resources: readonly Resource[]): readonly Resource[] {
  const told = new Set<string>();
  for (const address of [...plan.instances.map((instance) => instance.address), ...plan.gone]) {
    const block = withoutKeys(address);
    told.add(block);
    const steps = moduleSteps(block);
    for (let depth = 1; depth <= steps.length; depth++) {
      told.add(
        steps
          .slice(0, depth)
          .map((step) => `module.${step}`)
          .join('.'),
      );
    }
  }
  return resources.filter(
    ({ mode, address }) => (!plan.isComplete || mode === 'data') && !told.has(withoutKeys(address)),
  );
}
