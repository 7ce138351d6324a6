/** The turns of a task's loop. */
import { rangeOf } from '../../text/range.ts';
import { unknownValue, type UnknownReason, type Value } from '../../values/value.ts';
import type { YamlEntry } from '../yaml/parse-yaml.ts';
import { dictItems, type TaskValues } from './task-values.ts';
import { member, memberText, type Task } from './tasks.ts';

/** One run of a task. */
export interface Turn {
  /** What the loop sets in it. */
  readonly items: ReadonlyMap<string, Value>;
  /** Tells it from other turns; empty without a loop. */
  readonly label: string;
  /** Set when it is unknown how often the task runs. */
  readonly possible: UnknownReason | undefined;
}

const ONCE: Turn = { items: new Map(), label: '', possible: undefined };

/** A loop may have so many turns; of a longer one it is as good as unknown how often it runs. */
const MAX_TURNS = 1000;

/** Whether a key of a task repeats it. */
function isLoop({ key }: YamlEntry): boolean {
  return key.kind === 'scalar' && (key.value === 'loop' || key.value.startsWith('with_'));
}

/** True for a task that runs several times: its result is a list of results. */
export function isRepeated(task: Task): boolean {
  return task.node.entries.some(isLoop);
}

/** The turns of a task. One that goes over something unknown stands for none, one or many. */
export function turnsOf(task: Task, values: TaskValues): readonly Turn[] {
  const entry = task.node.entries.find(isLoop);
  if (entry === undefined) return [ONCE];
  const control = member(task.node, 'loop_control');
  const name = (control?.kind === 'mapping' ? memberText(control, 'loop_var') : undefined) ?? 'item';
  const value = values.valueOf(entry.value, task.file);
  const kind = entry.key.kind === 'scalar' ? entry.key.value : '';
  const items = itemsOf(value, kind);
  const isTooLong = items !== undefined && (items.length > MAX_TURNS || !values.hasRoomFor(items.length));
  if (items === undefined || isTooLong) {
    const range = rangeOf(task.file, entry.key);
    const reason: UnknownReason = isTooLong
      ? { code: 'limit', message: 'there are more turns of loops than are evaluated', range }
      : value.kind === 'unknown'
        ? value.reason
        : { code: 'unsupported', message: 'cidrlint does not evaluate this loop', range };
    return [{ items: new Map([[name, unknownValue(reason, value.origin)]]), label: '', possible: reason }];
  }
  return items.map((item, index) => ({
    items: new Map([[name, item]]),
    label: `[${String(index)}]`,
    possible: undefined,
  }));
}

/** What is gone through; undefined when that cannot be told. */
function itemsOf(value: Value, kind: string): readonly Value[] | undefined {
  const list = kind === 'with_dict' ? dictItems(value, value.origin.range) : value;
  if (list.kind !== 'list') return undefined;
  if (kind === 'loop' || kind === 'with_list' || kind === 'with_dict') return list.items;
  // Lists in the list are taken apart.
  if (kind === 'with_items')
    return list.items.flatMap((item) => (item.kind === 'list' ? item.items : [item]));
  return undefined;
}
