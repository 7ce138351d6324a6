/** Makes a unit out of a root module and the values of its variables. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { literalOrigin } from '../../values/origin.ts';
import { unknownValue, type Value } from '../../values/value.ts';
import { createBudget } from '../hcl/evaluation.ts';
import type { DeploymentScope, Resource } from '../unit.ts';
import { createModule } from './create-module.ts';
import type { ModuleDeclarations } from './declarations.ts';
import { terraformFunctions, treeFiles } from './functions/index.ts';
import { listResources } from './list-resources.ts';
import type { Module, ModuleInputs, UnitContext } from './module.ts';
import { readManifest } from './modules-manifest.ts';
import type { Reading } from './reading.ts';
import { valueOfText, type PlacedText, type ValueFile } from './value-files.ts';

/** A unit before it is evaluated. */
export interface PreparedUnit {
  readonly id: string;
  /** The folder by which people name it. */
  readonly folder: string;
  /** The folders of the module code from which it starts. What that calls belongs to it as well. */
  readonly modules: readonly string[];
  /** The files beside module code that say what it is: files of values, Terragrunt's files. */
  files(): readonly string[];
  /** Where it is deployed, when whoever names the unit says so. */
  readonly scope?: DeploymentScope | undefined;
  /** The root module, where its code was read. */
  readonly root?: Module | undefined;
  /** Evaluates the unit, within what one unit may cost. `isWanted` says which types are listed. */
  resources(isWanted: (type: string) => boolean): readonly Resource[];
}

/** A unit whose root module was read. */
export interface PreparedModule extends PreparedUnit {
  readonly root: Module;
}

/** What tells a unit from others of the same module. */
export interface UnitParts {
  readonly id: string;
  readonly folder: string;
  /** The name of its set of values. */
  readonly label: string;
  readonly declarations: ModuleDeclarations;
  readonly inputs: ModuleInputs;
  /** The value of `terraform.workspace`; missing, that which holds for all units. */
  readonly workspace?: string | undefined;
  /** The files beside module code that say what it is. */
  readonly files: () => readonly string[];
  /** Names that only its own expressions can use. */
  readonly resolveName?: Module['resolveName'];
}

/** Instances in one unit, at most, each counted when it is made and when it is listed; blocks of dynamic ones too. */
const MAX_INSTANCES = 200_000;

/** Prepares a unit. Nothing is evaluated before it is asked for. */
export function prepareUnit({ folder, label, files, ...parts }: UnitParts, reading: Reading): PreparedModule {
  const { id, declarations } = parts;
  const root = createRoot(parts, reading);
  reading.addOwner({ root, label });
  return {
    id,
    folder,
    modules: [declarations.folder],
    files,
    root,
    resources: (isWanted) => withinSteps(declarations, reading, () => listResources(root, isWanted)),
  };
}

/** The root module of a unit. Nothing is evaluated before it is asked for. */
export function createRoot(
  {
    id,
    declarations,
    inputs,
    workspace,
    resolveName,
  }: Pick<UnitParts, 'id' | 'declarations' | 'inputs' | 'workspace' | 'resolveName'>,
  reading: Reading,
): Module {
  const { tree, loader, options, demand, budget, report } = reading;
  const rootFolder = declarations.folder;
  const unit: UnitContext = {
    id,
    rootFolder,
    workspace: workspace ?? options.workspace,
    loader,
    demand,
    budget,
    report,
    function: terraformFunctions(treeFiles(tree, rootFolder)),
    fetchedFolder: readManifest(tree, rootFolder),
    stateOwner: reading.stateOwner,
    take: instanceLimit(declarations, report),
  };
  return createModule({
    unit,
    declarations,
    prefix: '',
    callPath: [],
    caller: undefined,
    possible: undefined,
    inputs,
    provider: (name) => name,
    resolveName,
  });
}

/**
 * The values of a root module's variables: later files win, texts for all units win over files, and those for this one
 * (`own`) win over everything.
 */
export function inputsOfFiles(
  { variables }: ModuleDeclarations,
  files: readonly ValueFile[],
  reading: Reading,
  own?: ReadonlyMap<string, PlacedText>,
): ModuleInputs {
  return {
    value(name): Value | undefined {
      const placed = own?.get(name);
      const text = placed?.text ?? reading.options.variables?.get(name);
      const declaration = variables.get(name);
      const given =
        text === undefined || declaration === undefined
          ? undefined
          : valueOfText(text, declaration, reading, placed?.place);
      return given ?? valueInFiles(name, files);
    },
    needs: () => [],
  };
}

/** The value in the last file that gives one. A broken file may give one as well: what stands before it is no fact. */
function valueInFiles(name: string, files: readonly ValueFile[]): Value | undefined {
  const file = files.findLast(({ names, brokenAt }) => names.has(name) || brokenAt !== undefined);
  if (file?.brokenAt === undefined || file.names.has(name)) return file?.value(name);
  const range = file.brokenAt;
  const message = `${file.path} is broken, and may give variable "${name}" a value`;
  return unknownValue({ code: 'failed', message, range }, literalOrigin(range));
}

/** Does a unit's work within what one unit may cost; what goes beyond that is reported. */
export function withinSteps<T>(
  { place }: ModuleDeclarations,
  { budget, total, report }: Reading,
  work: () => T,
): T {
  const steps = Math.min(createBudget().steps, total.steps);
  budget.steps = steps;
  const result = work();
  total.steps -= steps - budget.steps;
  if (budget.steps <= 0) {
    const message = 'This unit takes too many steps to evaluate. What is beyond them counts as unknown.';
    report({ severity: 'warning', code: 'terraform-limit', message, range: place });
  }
  return result;
}

function instanceLimit(
  { place }: ModuleDeclarations,
  report: (diagnostic: Diagnostic) => void,
): (instances: number) => boolean {
  let left = MAX_INSTANCES;
  return (instances) => {
    if (instances <= left) {
      left -= instances;
      return true;
    }
    const message =
      'This unit has too many instances of resources, modules and dynamic blocks. Those beyond the bound are not read.';
    report({ severity: 'warning', code: 'terraform-limit', message, range: place });
    return false;
  };
}
