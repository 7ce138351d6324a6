/** The names and functions that expressions of Terragrunt files can use. */
import type { Range } from '../../../text/range.ts';
import { literalOrigin } from '../../../values/origin.ts';
import { mapValue, unknownValue, type UnknownReason, type Value } from '../../../values/value.ts';
import type { Resolved, Scope, TraversalStep } from '../../hcl/scope.ts';
import { attributeIn, blocksIn, contentOf } from '../content.ts';
import { Cell } from '../demand.ts';
import { terraformFunctions, treeFiles } from '../functions/index.ts';
import { displayFolder } from '../../paths.ts';
import { terragruntFunctions, withTreePaths } from './functions.ts';
import type { Config, OutputSource } from './terragrunt.ts';

/** The scope of a file's expressions. */
export function createConfigScope(config: Config): Scope {
  const { reading } = config.terragrunt;
  const functions = terraformFunctions(treeFiles(reading.tree, config.place.folder));
  const own = terragruntFunctions(config);
  return {
    file: config.layer.file,
    budget: reading.budget,
    report: reading.report,
    function: (name) => own.get(name) ?? withTreePaths(name, functions(name), config.place.folder),
    resolve: (name, steps, range) => resolve(config, name, steps, range),
  };
}

function resolve(
  config: Config,
  name: string,
  steps: readonly TraversalStep[],
  range: Range,
): Resolved | undefined {
  const [first, ...rest] = steps;
  if (first === undefined) return undefined;
  const key = String(first.key);
  switch (name) {
    case 'local':
      return named(config, config.local(key), `local value "${key}"`, range);
    case 'include':
      return resolveInclude(config, steps, range);
    case 'dependency':
      return resolveDependency(config, key, rest, range);
    case 'feature':
      return resolveFeature(config, key, rest, range);
    case 'values':
      if (config.place.values !== undefined)
        return { value: config.terragrunt.reading.demand.value(config.place.values, range), stepsUsed: 0 };
      return unresolved({ code: 'missing-input', message: `the stack gives the value "${key}"` }, range, 1);
    default:
      return undefined;
  }
}

function named(config: Config, cell: Cell<Value> | undefined, what: string, range: Range): Resolved {
  if (cell !== undefined) return { value: config.terragrunt.reading.demand.value(cell, range), stepsUsed: 1 };
  return undeclared(config, what, range);
}

function undeclared({ terragrunt }: Config, what: string, range: Range): Resolved {
  const message = `There is no ${what} in this file. Declare it, or correct the name.`;
  terragrunt.reading.report({ severity: 'error', code: 'terraform-undeclared', message, range });
  return unresolved({ code: 'failed', message: `${what} is not declared` }, range, 1);
}

function unresolved(reason: UnknownReason, range: Range, stepsUsed: number): Resolved {
  const origin = { range, kind: 'expression', from: [] } as const;
  return { value: unknownValue({ range, ...reason }, origin), stepsUsed };
}

/** `include.root.locals.x`; without a label `include.locals.x`. */
function resolveInclude(config: Config, steps: readonly TraversalStep[], range: Range): Resolved {
  const includes = config.includes();
  const label = String(steps[0]?.key);
  const unnamed = includes.find(({ name }) => name === '');
  const include = unnamed ?? includes.find(({ name }) => name === label);
  if (include === undefined) return undeclared(config, `include "${label}"`, range);
  const used = unnamed === undefined ? 1 : 0;
  const [section, member] = steps.slice(used);
  const { demand } = config.terragrunt.reading;
  if (section?.key === 'locals' && member !== undefined) {
    const { value } = named(
      include.config,
      include.config.local(String(member.key)),
      `local value "${String(member.key)}"`,
      range,
    );
    return { value, stepsUsed: used + 2 };
  }
  return { value: demand.value(include.config.whole, range), stepsUsed: used };
}

/** `dependency.hub.outputs.id`: the output of the unit in that folder. Mocks are no facts. */
function resolveDependency(
  config: Config,
  name: string,
  [section, member]: readonly TraversalStep[],
  range: Range,
): Resolved {
  const path = dependencyPath(config, name);
  if (path === undefined) return undeclared(config, `dependency "${name}"`, range);
  const { terragrunt, place } = config;
  const folder = terragrunt.reading.demand.value(path, range);
  const found = folder.kind === 'string' ? terragrunt.findFolder(folder.value, place.folder) : undefined;
  const unit = found === undefined ? undefined : terragrunt.unitIn(found);
  if (section?.key !== 'outputs') return unresolved(missing(name), range, 1);
  if (member === undefined) return { value: allOutputs(config, unit, name, range), stepsUsed: 2 };
  return { value: outputOf(config, unit, name, String(member.key), range), stepsUsed: 3 };
}

/** A dependency may stand in an included file. */
function dependencyPath(config: Config, name: string): Cell<Value> | undefined {
  const own = config.dependency(name);
  if (own !== undefined) return own;
  return config
    .includes()
    .findLast((include) => include.config.dependency(name) !== undefined)
    ?.config.dependency(name);
}

function outputOf(
  config: Config,
  unit: OutputSource | undefined,
  dependency: string,
  name: string,
  range: Range,
): Value {
  const output = unit?.output(name);
  if (output instanceof Cell) return config.terragrunt.reading.demand.value(output, range);
  if (output !== undefined) return output;
  const reference = {
    unit: displayFolder(config.place.folder),
    address: `dependency.${dependency}`,
    path: ['outputs', name],
  };
  const origin = { range, kind: 'reference', from: [] } as const;
  return unknownValue({ range, ...missing(dependency) }, origin, reference);
}

function missing(dependency: string): UnknownReason {
  return {
    code: 'remote-state',
    message: `the outputs of dependency "${dependency}" are not among what was read`,
  };
}

function allOutputs(config: Config, unit: OutputSource | undefined, dependency: string, range: Range): Value {
  const names = unit?.names ?? [];
  const entries = new Map(names.map((name) => [name, outputOf(config, unit, dependency, name, range)]));
  const reference = {
    unit: displayFolder(config.place.folder),
    address: `dependency.${dependency}`,
    path: ['outputs'],
  };
  const open = { reference, reason: { range, ...missing(dependency) } };
  return { ...mapValue(entries, literalOrigin(range)), open };
}

/** `feature.x.value`: its default, unless somebody sets it when deploying. */
function resolveFeature(
  config: Config,
  name: string,
  [member]: readonly TraversalStep[],
  range: Range,
): Resolved {
  const block = blocksIn([config.layer]).find(
    (each) => each.block.type.name === 'feature' && each.block.labels[0]?.name === name,
  );
  const value = block && attributeIn(contentOf(block), 'default');
  if (value === undefined || member?.key !== 'value') return undeclared(config, `feature "${name}"`, range);
  return { value: config.evaluate(value), stepsUsed: 2 };
}
