/** What an HCL expression can see: names and functions. The language that embeds HCL provides it. */
import type { Range } from '../../text/range.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Value } from '../../values/value.ts';

/** One step of a reference after its first name, as far as it can be told before evaluation. */
export interface TraversalStep {
  readonly kind: 'attribute' | 'index';
  /** The attribute's name, or the literal index. */
  readonly key: string | number;
  readonly range: Range;
}

/** A root name resolved: its value, and how many of the steps that followed it are used up by that. */
export interface Resolved {
  readonly value: Value;
  readonly stepsUsed: number;
}

export interface Scope {
  /** The file whose expressions are evaluated: spans are places in it. */
  readonly file: SourceFile;
  /**
   * Resolves a name with the attribute and literal index steps that follow it (`var` with `.x`, `module` with
   * `.hub.id`). Undefined when there is no such name; the caller then reports it.
   * `range` covers the name and the given steps.
   */
  resolve(name: string, steps: readonly TraversalStep[], range: Range): Resolved | undefined;
  /** A function by its full name, or undefined when there is none. */
  function(name: string): HclFunction | undefined;
  /** Takes what is wrong with the code that is evaluated. */
  report(diagnostic: Diagnostic): void;
  /**
   * What evaluation may still spend. All scopes of a run should share one, since evaluating an expression can lead to
   * others in other scopes; without it every expression has its own.
   */
  readonly budget?: EvaluationBudget | undefined;
}

/** How much evaluation may go on; evaluation counts in it. */
export interface EvaluationBudget {
  /** Expressions that may still be evaluated, each for-iteration anew. */
  steps: number;
  /** The number of `steps` at which the outermost expression that is being evaluated must end. */
  stopAt: number;
  /** Expressions that are being evaluated inside one another right now. */
  depth: number;
}

/** What a call gives its function beside the arguments. */
export interface CallContext {
  /** The place of the whole call. */
  readonly range: Range;
  readonly scope: Scope;
}

/**
 * A function. `call` gets evaluated arguments, of which any may be unknown, and must not throw on any value.
 * `callLazily` is for the few that decide which arguments to evaluate, or catch their errors (`try`, `can`).
 */
export type HclFunction =
  | { readonly call: (args: readonly Value[], context: CallContext) => Value }
  | { readonly callLazily: (args: readonly LazyArgument[], context: CallContext) => Value };

/** An argument that is evaluated when asked for. What is wrong with it is returned, not reported. */
export interface LazyArgument {
  readonly range: Range;
  evaluate(): { readonly value: Value; readonly problems: readonly Diagnostic[] };
}
