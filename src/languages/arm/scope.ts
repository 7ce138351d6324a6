/** What an ARM expression can ask about the place where it stands. */
import type { Range } from '../../text/range.ts';
import type { Origin } from '../../values/origin.ts';
import type { Value } from '../../values/value.ts';

/** A call of a function on its way to its value. */
export interface ArmCall {
  /** The origin of the result: the text of the expression, made of the origins of the arguments. */
  readonly origin: Origin;
  /** Where the expression was typed. */
  readonly range: Range;
}

/** The surroundings of an expression: a template, one turn of a loop, a user function's body. */
export interface ArmScope {
  /**
   * The value of a function that depends on where it is called: `parameters`, `variables`, `copyIndex`, `reference`,
   * `resourceId` and its kin, `resourceGroup`, `subscription`, `deployment`, `list…`, functions of the user (with their
   * namespace: `__bicep.build`). The name is in lower case. Undefined when it is none of them.
   */
  call(name: string, args: readonly Value[], call: ArmCall): Value | undefined;
}
