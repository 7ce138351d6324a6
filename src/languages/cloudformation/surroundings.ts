/** What a stack needs of the world around it: other templates, exports of other stacks, a common budget. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Range } from '../../text/range.ts';
import type { Value } from '../../values/value.ts';
import type { DeploymentScope } from '../unit.ts';
import type { Template } from './template.ts';

export interface Surroundings {
  /** The id of the unit. */
  readonly unit: string;
  readonly scope: DeploymentScope | undefined;
  /** What another stack exports under a name, read at `range`. */
  importValue(name: Value, range: Range): Value;
  /** The template of the tree that a stack in `from` nests; undefined when it cannot be told, or is not there. */
  nestedTemplate(from: Template, location: Value): Template | undefined;
  /** How deep evaluation is in expressions and references; one count for all stacks, which read each other. */
  readonly depth: { level: number };
  /** Takes a part of the unit's budget, counted in evaluated nodes; false when it is used up. */
  spend(cost: number): boolean;
  report(diagnostic: Diagnostic): void;
}
