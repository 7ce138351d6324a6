/** How a module's options are spelled by a provider. */
import type { Resource } from '../../../languages/unit.ts';
import type { MapValue, Value } from '../../../values/value.ts';
import type { RespellContext } from '../respelling.ts';

/** What a module stands for. */
export interface ModuleSpelling {
  readonly type: string;
  /** By option: what the provider calls it. Options that are not listed keep their names. */
  readonly renamed?: Readonly<Record<string, string>> | undefined;
  /** What cannot be said by names alone: arguments that take the place of those that are there. */
  readonly finish?: ((options: MapValue, task: Resource, context: RespellContext) => Arguments) | undefined;
  /** Further resources that a task makes. */
  readonly further?: ((spelled: Resource, context: RespellContext) => readonly Resource[]) | undefined;
  /** The members of a task's result that are the id of what it makes. */
  readonly ids: readonly string[];
}

/** Arguments by name; undefined ones change nothing. */
export type Arguments = Readonly<Record<string, Value | undefined>>;
