/** The syntax tree of ARM template expressions. */
import type { Span } from '../../../text/source-file.ts';

/** A part of an expression. Its span counts in the text of the expression, brackets included. */
export type ArmNode = ArmString | ArmInteger | ArmCallNode | ArmProperty | ArmIndex;

/** `'text'`, quotes included in the span. */
export interface ArmString extends Span {
  readonly kind: 'string';
  /** The text, with doubled quotes as one. */
  readonly value: string;
}

/** A whole number with its sign. */
export interface ArmInteger extends Span {
  readonly kind: 'integer';
  /** `bigint` beyond ±(2^53 − 1). */
  readonly value: number | bigint;
}

/** `name(args)` or `namespace.name(args)`. */
export interface ArmCallNode extends Span {
  readonly kind: 'call';
  /** With its namespace, in lower case: names have no case. */
  readonly name: string;
  /** As it is written, for messages. */
  readonly written: string;
  readonly args: readonly ArmNode[];
}

/** `object.name`. */
export interface ArmProperty extends Span {
  readonly kind: 'property';
  readonly object: ArmNode;
  readonly name: string;
}

/** `object[index]`: of an array, or a property whose name is computed. */
export interface ArmIndex extends Span {
  readonly kind: 'index';
  readonly object: ArmNode;
  readonly index: ArmNode;
}

/** An expression with the text that holds it, which tells the places in it. */
export interface ArmExpression {
  /** From `[` to `]`. */
  readonly text: string;
  readonly root: ArmNode;
}

/** What a text of a template means. */
export type ArmText =
  | { readonly kind: 'literal'; readonly value: string }
  | { readonly kind: 'expression'; readonly expression: ArmExpression }
  | {
      readonly kind: 'problem';
      /** A clause without capital and full stop. */
      readonly message: string;
      /** Where in the text it shows. */
      readonly offset: number;
    };
