/** What the tasks of a file leave behind: several tasks can be about one thing, and take it away again. */
import { rangeOf } from '../../text/range.ts';
import { literalOrigin } from '../../values/origin.ts';
import { mapValue, unknownValue, type MapValue, type UnknownReason, type Value } from '../../values/value.ts';
import { toText } from '../hcl/equality.ts';
import { resolveAlias, type YamlNode } from '../yaml/parse-yaml.ts';
import type { DeploymentScope, Resource } from '../unit.ts';
import { isRepeated, turnsOf, type Turn } from './loops.ts';
import { MODULES } from './modules.ts';
import { TaskValues, type Budget, type Evaluation, type Registered } from './task-values.ts';
import { memberText, moduleCall, variablesOf, type Task } from './tasks.ts';

/** The resources of a file, by address, in the order of their first tasks. `budget` is what evaluation may make. */
export function declaredResources(
  tasks: readonly Task[],
  unit: string,
  scope: DeploymentScope | undefined,
  budget: Budget,
): readonly Resource[] {
  const file = new FileState(unit, scope, budget);
  for (const task of tasks) file.run(task);
  return [...file.resources.values()];
}

/** Longer names of tasks are cut in addresses. */
const MAX_NAME = 100;

/** Goes through the tasks of one file. */
class FileState {
  readonly resources = new Map<string, Resource>();
  readonly #scope: DeploymentScope | undefined;
  readonly #evaluation: Evaluation & { readonly registered: Map<string, Registered> };
  /** The address of what a task was about, by what names it. */
  readonly #addresses = new Map<string, string>();
  readonly #used = new Map<string, number>();

  constructor(unit: string, scope: DeploymentScope | undefined, budget: Budget) {
    this.#scope = scope;
    this.#evaluation = { unit, registered: new Map(), budget };
  }

  run(task: Task): void {
    const fact = moduleCall(task.node, (name) => name === 'set_fact');
    if (fact !== undefined) this.#setFacts(task, fact.entry.value);
    const call = moduleCall(task.node, (name) => MODULES.has(name));
    const name = memberText(task.node, 'register');
    const isDry = memberText(task.node, 'check_mode');
    if (call === undefined || /^(?:true|yes)$/i.test(isDry ?? '')) {
      if (name !== undefined) this.#register(name, outsideResult(name));
      return;
    }
    const condition = conditionOf(task);
    if (condition === 'never') return;
    let address: string | undefined;
    for (const turn of turnsOf(task, new TaskValues(this.#evaluation, task.scopes, new Map()))) {
      address = this.#declare(task, call.module, call.entry.value, turn, condition);
    }
    if (name === undefined) return;
    this.#register(
      name,
      address === undefined || isRepeated(task) ? manyResults(name) : { kind: 'result', address },
    );
  }

  /** Facts that are set twice, or under a condition, are not known. */
  #setFacts(task: Task, node: YamlNode): void {
    for (const [name, placed] of variablesOf(node, task.file)) {
      const isCertain = conditionOf(task) === undefined && !isRepeated(task);
      const message = `several tasks set "${name.slice(0, 60)}", or one that may not run`;
      const isFirst = this.#evaluation.registered.get(name) === undefined;
      this.#evaluation.registered.set(
        name,
        isCertain && isFirst ? { kind: 'fact', placed } : { kind: 'unknown', code: 'ambiguous', message },
      );
    }
  }

  #register(name: string, registered: Registered): void {
    this.#evaluation.registered.set(name, registered);
  }

  /** Returns the address of what the task is about. */
  #declare(
    task: Task,
    module: string,
    node: YamlNode,
    turn: Turn,
    condition: UnknownReason | undefined,
  ): string {
    const values = new TaskValues(this.#evaluation, task.scopes, turn.items);
    const written = values.valueOf(node, task.file);
    const range = rangeOf(task.file, keyOfCall(task, node));
    const options: MapValue =
      written.kind === 'map' ? written : mapValue(new Map([['options', written]]), literalOrigin(range));
    const state = options.entries.get('state');
    const possible = turn.possible ?? condition ?? (state?.kind === 'unknown' ? state.reason : undefined);
    const identity = identityOf(module, options);
    const address =
      (identity === undefined ? undefined : this.#addresses.get(identity)) ??
      this.#newAddress(task, module, turn);
    if (identity !== undefined) this.#addresses.set(identity, address);
    const earlier = this.resources.get(address);
    if (state !== undefined && toText(state) === 'absent') {
      if (possible === undefined) this.resources.delete(address);
      else if (earlier !== undefined)
        this.resources.set(address, { ...earlier, possible: earlier.possible ?? possible });
      return address;
    }
    const declared: Resource = {
      dialect: 'ansible',
      mode: 'managed',
      type: module,
      name: memberText(task.node, 'name') ?? module,
      address,
      unit: this.#evaluation.unit,
      attributes: options,
      range,
      possible,
      scope: this.#scope,
    };
    this.resources.set(address, earlier === undefined ? declared : changed(earlier, declared));
    return address;
  }

  #newAddress(task: Task, module: string, turn: Turn): string {
    const name = memberText(task.node, 'name');
    const quoted = name === undefined ? '' : `[${JSON.stringify(name.slice(0, MAX_NAME))}]`;
    const base = `${module}${quoted}${turn.label}`;
    const count = (this.#used.get(base) ?? 0) + 1;
    this.#used.set(base, count);
    return count === 1 ? base : `${base}#${String(count)}`;
  }
}

/** The key that calls the module: the place of the task. */
function keyOfCall(task: Task, value: YamlNode): YamlNode {
  return task.node.entries.find((entry) => entry.value === value)?.key ?? task.node;
}

function outsideResult(name: string): Registered {
  const message = `"${name.slice(0, 60)}" is known when its task has run`;
  return { kind: 'unknown', code: 'computed', message };
}

function manyResults(name: string): Registered {
  const message = `"${name.slice(0, 60)}" holds the results of a loop`;
  return { kind: 'unknown', code: 'ambiguous', message };
}

/** `never` for a task that is switched off, a reason when it may not run, undefined when it runs. */
function conditionOf(task: Task): UnknownReason | 'never' | undefined {
  const range = rangeOf(task.file, task.node.entries[0]?.key ?? task.node);
  let open: UnknownReason | undefined = task.isRescue
    ? { code: 'environment', message: 'it runs only when something fails', range }
    : undefined;
  for (const condition of task.conditions) {
    const node = resolveAlias(condition);
    const text = node.kind === 'scalar' ? node.value.trim() : '';
    if (/^(?:false|no)$/i.test(text)) return 'never';
    if (/^(?:true|yes)$/i.test(text)) continue;
    open ??= {
      code: 'environment',
      message: 'a condition decides at deployment whether the task runs',
      range: rangeOf(task.file, condition),
    };
  }
  return open;
}

/** What names the thing that a task is about; undefined when nothing does. */
function identityOf(module: string, options: MapValue): string | undefined {
  const names = (MODULES.get(module) ?? []).map((name) => {
    const value = options.entries.get(name);
    return value === undefined ? '' : wording(value);
  });
  return names.every((name) => name === '') ? undefined : JSON.stringify([module, ...names]);
}

/** Equal for values that are written alike: of an unknown one, its text in the file. */
function wording(value: Value): string {
  const known = toText(value);
  if (known !== undefined) return `=${known}`;
  const { file, start, end } = value.origin.range;
  return file.text.slice(start, Math.min(end, start + 1000));
}

/** A thing after a further task: what that one states counts, and where it may not run, nothing is certain of it. */
function changed(earlier: Resource, later: Resource): Resource {
  const before = earlier.attributes.entries;
  const entries = new Map(before);
  for (const [name, value] of later.attributes.entries) {
    const old = before.get(name);
    const isSame = old !== undefined && wording(old) === wording(value);
    if (later.possible === undefined || earlier.possible !== undefined) entries.set(name, value);
    else if (!isSame) entries.set(name, unknownValue(later.possible, value.origin));
  }
  return {
    ...earlier,
    attributes: { ...earlier.attributes, entries },
    possible: later.possible === undefined ? undefined : earlier.possible,
  };
}
