/** What a Terraform plan says will be there: instances with what is known, unknown and sensitive of them. */
import type { Range } from '../../../text/range.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import type { JsonNode } from '../../json/parse-json.ts';

/** One instance that exists once the plan is applied, or that planning read. */
export interface PlannedInstance {
  readonly address: string;
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
  /** Its address in the plan. */
  readonly range: Range;
  readonly values: PlannedNodes;
}

/** One value in the three shapes in which a plan tells of it. */
export interface PlannedNodes {
  /** What is known; unknown elements of lists stand there as null, unknown members not at all. */
  readonly known: JsonNode | undefined;
  /** `true` where something, or a whole part, is unknown. */
  readonly unknown: JsonNode | undefined;
  /** `true` where something, or a whole part, must not be shown. */
  readonly sensitive: JsonNode | undefined;
}

/** A plan that was read. */
export interface Plan {
  /**
   * The file as it may be shown: nothing but what the planned instances write, nothing sensitive; blanks stand for the
   * rest. The plan's ranges lie in it.
   */
  readonly file: SourceFile;
  readonly instances: readonly PlannedInstance[];
  /** The addresses of those that are deleted or forgotten. */
  readonly gone: ReadonlySet<string>;
  /** The names of all managed instances that have an id already, the gone ones too, by their ids. */
  readonly nameById: ReadonlyMap<string, string>;
  /** False when the plan leaves out a part of the code: planned for chosen targets, put off, or failed. */
  readonly isComplete: boolean;
}

/** A plan, and which root module it belongs to. */
export interface PlanInput {
  readonly plan: Plan;
  /** The folder of the root module. Without it the unit is taken whose resources fit best. */
  readonly folder?: string | undefined;
}
