/** The names that expressions of a module can use. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Range } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { boolValue, stringValue, unknownValue, type UnknownReason, type Value } from '../../values/value.ts';
import type { EvaluationBudget, HclFunction, Resolved, Scope, TraversalStep } from '../hcl/scope.ts';
import { resourceKey } from './declarations.ts';
import type { Cell } from './demand.ts';
import {
  callView,
  instanceView,
  readAttribute,
  readOutput,
  readsState,
  unreadOutput,
} from './instance-values.ts';
import type { CallInstance, EachItem, Instance, Module, Names, Repeated } from './module.ts';
import { displayFolder } from '../paths.ts';
import { selectInstance } from './select-instance.ts';
import { writtenOutputValue } from './written-outputs.ts';

/** The scope of expressions that stand in a file of a module, with the names that only they can see. */
export function createScope(module: Module, file: SourceFile, names: Names): Scope {
  return new ModuleScope(module, file, names);
}

/** A class, since one is made for every expression. */
class ModuleScope implements Scope {
  readonly file: SourceFile;
  readonly #module: Module;
  readonly #names: Names;

  constructor(module: Module, file: SourceFile, names: Names) {
    this.#module = module;
    this.file = file;
    this.#names = names;
  }

  get budget(): EvaluationBudget {
    return this.#module.unit.budget;
  }

  function(name: string): HclFunction | undefined {
    return this.#module.unit.function(name);
  }

  report(diagnostic: Diagnostic): void {
    this.#module.unit.report(diagnostic);
  }

  resolve(name: string, steps: readonly TraversalStep[], range: Range): Resolved | undefined {
    const iterator = this.#names.iterators?.get(name);
    if (iterator !== undefined) return { value: iterator, stepsUsed: 0 };
    const [first] = steps;
    if (first === undefined) return undefined;
    const own = this.#module.resolveName?.(name, steps, range);
    if (own !== undefined) return own;
    const key = String(first.key);
    switch (name) {
      case 'var':
        return this.#named(this.#module.variable(key), `variable "${key}"`, `var.${key}`, range);
      case 'local':
        return this.#named(this.#module.local(key), `local value "${key}"`, `local.${key}`, range);
      case 'module':
        return this.#moduleOutput(key, steps, range);
      case 'each':
      case 'count':
        return this.#instanceName(name, key, range);
      case 'path':
        return this.#path(key, range);
      case 'terraform':
        return this.#terraform(key, range);
      case 'self':
        return unresolved({ code: 'computed', message: 'self is known only at deployment' }, range, 0);
      case 'ephemeral':
        return unresolved(
          { code: 'data-source', message: `it is read from outside at deployment` },
          range,
          0,
        );
      case 'data':
        return this.#resource('data', steps, 2, range);
      case 'resource':
        return this.#resource('managed', steps, 2, range);
      default:
        return this.#resource('managed', [{ kind: 'attribute', key: name, range }, ...steps], 1, range);
    }
  }

  #named(cell: Cell<Value> | undefined, what: string, address: string, range: Range): Resolved {
    if (cell === undefined) return this.#undeclared(what, address, range);
    return { value: this.#module.unit.demand.value(cell, range), stepsUsed: 1 };
  }

  /**
   * Reports what `owner` does not declare, unless code that could not be read may do so: then the message about that
   * is enough. Equal references to it mean the same thing all the same.
   */
  #undeclared(
    what: string,
    address: string,
    range: Range,
    stepsUsed = 1,
    owner: Module = this.#module,
  ): Resolved {
    const message = `${what} is not declared`;
    if (!owner.declarations.incomplete) {
      const where = owner === this.#module ? 'in this module' : 'in the called module';
      const text = `There is no ${what} ${where}. Declare it, or correct the name.`;
      this.report({ severity: 'error', code: 'terraform-undeclared', message: text, range });
    }
    const reference = { unit: owner.unit.id, address: `${owner.prefix}${address}`, path: [] };
    const { value } = unresolved({ code: 'failed', message, range }, range, stepsUsed);
    return { value: { ...value, reference }, stepsUsed };
  }

  #instanceName(name: 'each' | 'count', key: string, range: Range): Resolved {
    const { each, index } = this.#names;
    const value = name === 'count' ? (key === 'index' ? index : undefined) : memberOfEach(each, key);
    if (value !== undefined) return { value, stepsUsed: 1 };
    const argument = name === 'each' ? 'for_each' : 'count';
    const message = `${name}.${key} means nothing here`;
    const text = `There is no ${name}.${key} here: it stands for an instance of a block with ${argument}.`;
    this.report({ severity: 'error', code: 'terraform-undeclared', message: text, range });
    return unresolved({ code: 'failed', message, range }, range, 1);
  }

  /** `path.module` counts from the tree's root, so that files are found wherever the root module lies. */
  #path(key: string, range: Range): Resolved {
    const { unit, declarations } = this.#module;
    if (key !== 'module' && key !== 'root' && key !== 'cwd')
      return this.#undeclared(`path.${key}`, `path.${key}`, range);
    const folder = key === 'module' ? declarations.folder : unit.rootFolder;
    const origin = { range, kind: 'expression', from: [] } as const;
    return { value: stringValue(displayFolder(folder), origin), stepsUsed: 1 };
  }

  #terraform(key: string, range: Range): Resolved {
    const { workspace } = this.#module.unit;
    const origin = { range, kind: 'expression', from: [] } as const;
    if (key === 'applying') return { value: boolValue(false, origin), stepsUsed: 1 };
    if (key !== 'workspace') return this.#undeclared(`terraform.${key}`, `terraform.${key}`, range);
    if (workspace !== undefined) return { value: stringValue(workspace, origin), stepsUsed: 1 };
    return unresolved({ code: 'environment', message: 'the workspace is chosen at deployment' }, range, 1);
  }

  /** A resource: `steps` begin with its type; `nameSteps` of those that were given are taken by type and name. */
  #resource(
    mode: 'managed' | 'data',
    steps: readonly TraversalStep[],
    nameSteps: number,
    range: Range,
  ): Resolved | undefined {
    const [type, name, ...rest] = steps;
    if (type === undefined || name === undefined) return undefined;
    const key = resourceKey(mode, String(type.key), String(name.key));
    const repeated = this.#module.resource(key);
    if (repeated === undefined) return this.#undeclaredResource(mode, type, key, nameSteps, range);
    const read = (instance: Instance, [attribute, output]: readonly TraversalStep[]): Resolved => {
      const key = attribute?.key;
      if (typeof key !== 'string') return { value: instanceView(instance, range), stepsUsed: 0 };
      if (output !== undefined && key === 'outputs' && readsState(instance)) {
        return { value: readOutput(instance, String(output.key), range), stepsUsed: 2 };
      }
      return { value: readAttribute(instance, key, range), stepsUsed: 1 };
    };
    return this.#ofInstance(repeated, rest, range, read, nameSteps);
  }

  /** A word that is no type of any resource is more likely a mistyped name than a missing resource. */
  #undeclaredResource(
    mode: 'managed' | 'data',
    type: TraversalStep,
    key: string,
    nameSteps: number,
    range: Range,
  ): Resolved | undefined {
    if (mode === 'managed' && !String(type.key).includes('_')) return undefined;
    return this.#undeclared(`${mode === 'data' ? 'data source' : 'resource'} ${key}`, key, range, nameSteps);
  }

  #moduleOutput(name: string, steps: readonly TraversalStep[], range: Range): Resolved {
    const call = this.#module.call(name);
    if (call === undefined) return this.#undeclared(`module "${name}"`, `module.${name}`, range);
    const read = (instance: CallInstance, [output]: readonly TraversalStep[]): Resolved =>
      output === undefined
        ? { value: callView(instance, range), stepsUsed: 0 }
        : { value: this.#output(instance, String(output.key), range), stepsUsed: 1 };
    return this.#ofInstance(call, steps.slice(1), range, read, 1);
  }

  #output(instance: CallInstance, name: string, range: Range): Value {
    if (instance.kind === 'unread')
      return writtenOutputValue(instance.instance, name, range) ?? unreadOutput(instance.instance, name);
    const cell = instance.module.output(name);
    if (cell !== undefined) return this.#module.unit.demand.value(cell, range);
    return this.#undeclared(`output "${name}"`, `output.${name}`, range, 1, instance.module).value;
  }

  /** What `read` gives for the instance that the steps name and the steps behind it; else the whole of all instances. */
  #ofInstance<T>(
    repeated: Repeated<T>,
    steps: readonly TraversalStep[],
    range: Range,
    read: (instance: T, rest: readonly TraversalStep[]) => Resolved,
    nameSteps: number,
  ): Resolved {
    const { demand } = this.#module.unit;
    const selected = selectInstance(demand.value(repeated.repetition, range), steps);
    if (selected === undefined) return { value: demand.value(repeated.whole, range), stepsUsed: nameSteps };
    const { value, stepsUsed } = read(repeated.instance(selected.key), steps.slice(selected.stepsUsed));
    return { value, stepsUsed: nameSteps + selected.stepsUsed + stepsUsed };
  }
}

function memberOfEach(each: EachItem | undefined, key: string): Value | undefined {
  if (key === 'key') return each?.key;
  return key === 'value' ? each?.value : undefined;
}

function unresolved(reason: UnknownReason, range: Range, stepsUsed: number): Resolved {
  const value = unknownValue({ range, ...reason }, { range, kind: 'expression', from: [] });
  return { value, stepsUsed };
}
