/** What all units of one reading share: the modules, the files of values, and what evaluation may cost. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { startOfFile } from '../../text/range.ts';
import { SourceFile } from '../../text/source-file.ts';
import type { Tree } from '../../tree/tree.ts';
import { createBudget } from '../hcl/evaluation.ts';
import type { EvaluationBudget } from '../hcl/scope.ts';
import { Demand } from './demand.ts';
import type { ModuleLoader } from './load-modules.ts';
import { joinPath } from '../paths.ts';
import { findStates, type FindState, type StateOwner } from './remote-state.ts';
import { readValueFile, type ValueFile } from './value-files.ts';

/** What whoever runs cidrlint says about values. */
export interface ValueOptions {
  /** Paths of files of values for all units, later ones win: what `-var-file` is to Terraform. */
  readonly varFiles?: readonly string[] | undefined;
  /** Texts for variables, which win over all files: what `-var` is to Terraform. */
  readonly variables?: ReadonlyMap<string, string> | undefined;
  /** The value of `terraform.workspace`, which is unknown without it. */
  readonly workspace?: string | undefined;
}

/** Steps of evaluation in all units together, at most: half a minute. */
const MAX_TOTAL_STEPS = 50_000_000;

export interface Reading {
  readonly tree: Tree;
  readonly loader: ModuleLoader;
  readonly options: ValueOptions;
  readonly demand: Demand;
  /** What the unit that is evaluated may still spend. */
  readonly budget: EvaluationBudget;
  /** What is left of the steps of all units. */
  readonly total: { steps: number };
  /** The files of values that whoever runs cidrlint names. */
  readonly chosenFiles: readonly ValueFile[];
  readonly stateOwner: FindState;
  /** Takes a root module that keeps a state. */
  addOwner(owner: StateOwner): void;
  /** A file of values, each read once. */
  readonly valueFile: (path: string) => ValueFile;
  /** Whether the tree has a file with this path. */
  readonly has: (path: string | undefined) => boolean;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** Starts the reading of a tree. Files of values that are named but missing are reported. */
export function createReading(
  tree: Tree,
  loader: ModuleLoader,
  options: ValueOptions,
  report: (diagnostic: Diagnostic) => void,
): Reading {
  const budget = createBudget();
  const files = new Map<string, ValueFile>();
  const valueFile = (path: string): ValueFile => {
    const file = files.get(path) ?? readValueFile(path, { tree, budget, report });
    files.set(path, file);
    return file;
  };
  const paths = new Set(tree.entries.map(({ path }) => path));
  const chosenFiles = (options.varFiles ?? []).flatMap((given) => {
    const path = joinPath('', given);
    if (path !== undefined && paths.has(path)) return [valueFile(path)];
    const message = `There is no file of values ${given}.`;
    report({
      severity: 'error',
      code: 'terraform-missing-file',
      message,
      range: startOfFile(new SourceFile(given, '')),
    });
    return [];
  });
  const owners: StateOwner[] = [];
  return {
    tree,
    loader,
    options,
    budget,
    report,
    valueFile,
    has: (path) => path !== undefined && paths.has(path),
    chosenFiles,
    demand: new Demand(report),
    total: { steps: MAX_TOTAL_STEPS },
    stateOwner: findStates(owners),
    addOwner: (owner) => owners.push(owner),
  };
}
