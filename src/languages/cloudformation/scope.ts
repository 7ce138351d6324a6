/** What an expression can ask about the place where it stands. */
import type { Range } from '../../text/range.ts';
import type { BoolValue, UnknownValue, Value } from '../../values/value.ts';
import type { MapEntry, TemplateNode } from './template-node.ts';

/** The surroundings of an expression: a stack, and the turns of the loops that it stands in. */
export interface Scope {
  /** The items that loops are at, by the names of their variables. */
  readonly turns: ReadonlyMap<string, Value>;
  readonly mappings: ReadonlyMap<string, MapEntry>;
  /** The value of an expression in this scope. */
  evaluate(node: TemplateNode): Value;
  /** The same scope within one more turn of a loop. */
  within(variable: string, item: Value): Scope;
  /** What `Ref` gives for a name, read at `range`. */
  refer(name: string, range: Range): Value;
  /** What `Fn::GetAtt` gives. */
  attributeOf(name: string, attribute: string, range: Range): Value;
  /** The value of a declared condition. */
  condition(name: string, range: Range): BoolValue | UnknownValue;
  /** What another stack exports under a name. */
  importValue(name: Value, range: Range): Value;
  /** Takes a part of the budget, counted in evaluated nodes; false when it is used up. */
  spend(cost: number): boolean;
  /** Reports a mistake of the template, and gives the unknown that it makes. */
  fail(message: string, range: Range): UnknownValue;
}
