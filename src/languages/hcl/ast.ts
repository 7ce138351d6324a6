/**
 * The syntax tree of HCL2. Every node is a span of its file: UTF-16 offsets, `end` exclusive, covering exactly the
 * characters that were read for it (no surrounding blanks).
 */
import type { Span } from '../../text/source-file.ts';

/** A name with its place. */
export interface Identifier extends Span {
  readonly name: string;
}

/** The content of a file or of a block. Items keep source order; broken items are left out. */
export interface Body extends Span {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
}

/** `name = expression` in a body. */
export interface Attribute extends Span {
  readonly name: Identifier;
  readonly expression: Expression;
}

/** A block with its header. `header` spans type and labels, without the brace. */
export interface Block extends Span {
  readonly type: Identifier;
  /** Label values, decoded. Their spans include the quotes. */
  readonly labels: readonly Identifier[];
  readonly header: Span;
  readonly body: Body;
}

export type Expression =
  | NumberExpression
  | BoolExpression
  | NullExpression
  | TemplateExpression
  | TupleExpression
  | ObjectExpression
  | VariableExpression
  | AttributeAccess
  | IndexAccess
  | SplatExpression
  | CallExpression
  | UnaryExpression
  | BinaryExpression
  | ConditionalExpression
  | ForTupleExpression
  | ForObjectExpression
  | ParenthesesExpression;

/** A number. Whole numbers beyond ±(2^53 − 1) are `bigint`. `text` is the number as written. */
export interface NumberExpression extends Span {
  readonly kind: 'number';
  readonly value: number | bigint;
  readonly text: string;
}

export interface BoolExpression extends Span {
  readonly kind: 'bool';
  readonly value: boolean;
}

export interface NullExpression extends Span {
  readonly kind: 'null';
}

/**
 * A quoted string or heredoc. Escapes are decoded, `~` trimming and `<<-` indentation are already applied to the
 * text parts. A string without any sequence has at most one part, a text. A quoted template whose only part is an
 * interpolation is that expression's value (`"${x}"` is `x`): evaluation unwraps it.
 */
export interface TemplateExpression extends Span {
  readonly kind: 'template';
  readonly form: 'quoted' | 'heredoc';
  readonly parts: readonly TemplatePart[];
}

export type TemplatePart = TemplateText | TemplateInterpolation | TemplateIf | TemplateFor;

export interface TemplateText extends Span {
  readonly kind: 'text';
  readonly text: string;
}

/** `${ expression }`; the span includes the markers. */
export interface TemplateInterpolation extends Span {
  readonly kind: 'interpolation';
  readonly expression: Expression;
}

/** `%{ if condition }…%{ else }…%{ endif }` */
export interface TemplateIf extends Span {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly whenTrue: readonly TemplatePart[];
  readonly whenFalse: readonly TemplatePart[];
}

/** `%{ for key, value in collection }…%{ endfor }` */
export interface TemplateFor extends Span {
  readonly kind: 'for';
  readonly key: Identifier | undefined;
  readonly value: Identifier;
  readonly collection: Expression;
  readonly content: readonly TemplatePart[];
}

export interface TupleExpression extends Span {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ObjectExpression extends Span {
  readonly kind: 'object';
  readonly items: readonly ObjectItem[];
}

/**
 * `key = value` in an object. A bare identifier as key is a `VariableExpression` with `keyName` set to its name: it
 * is that name and not a reference. `(x) = …` has a `ParenthesesExpression` as key and no `keyName`.
 */
export interface ObjectItem extends Span {
  readonly key: Expression;
  readonly keyName: string | undefined;
  readonly value: Expression;
}

/** The first name of a reference, such as `var` or `azurerm_subnet`. */
export interface VariableExpression extends Span {
  readonly kind: 'variable';
  readonly name: string;
}

/** `target.name`; the span covers the target as well. */
export interface AttributeAccess extends Span {
  readonly kind: 'attribute';
  readonly target: Expression;
  readonly name: Identifier;
}

/** `target[index]`, and the legacy `target.0`. */
export interface IndexAccess extends Span {
  readonly kind: 'index';
  readonly target: Expression;
  readonly index: Expression;
}

/**
 * `target[*]…` (`full`) and `target.*…` (`attribute-only`). `steps` are done with every element.
 */
export interface SplatExpression extends Span {
  readonly kind: 'splat';
  readonly form: 'full' | 'attribute-only';
  readonly target: Expression;
  readonly steps: readonly SplatStep[];
}

/**
 * One step after a splat marker, done with every element. A `splat` step is a marker within another's reach
 * (`x[*].a[*].b`): the value so far is splatted, its own `steps` are done with each of its elements.
 */
export type SplatStep =
  | (Span & { readonly kind: 'attribute'; readonly name: string })
  | (Span & { readonly kind: 'index'; readonly index: Expression })
  | (Span & {
      readonly kind: 'splat';
      readonly form: 'full' | 'attribute-only';
      readonly steps: readonly SplatStep[];
    });

/** `name(arguments)`. A namespaced name is one string: `provider::aws::arn_parse`. */
export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly name: Identifier;
  readonly args: readonly Expression[];
  /** `f(list...)`: the last argument is a list of arguments. */
  readonly expandLast: boolean;
}

export interface UnaryExpression extends Span {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export type BinaryOperator =
  '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' | '+' | '-' | '*' | '/' | '%';

export interface BinaryExpression extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

export interface ConditionalExpression extends Span {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

/** `[for key, value in collection : result if condition]` */
export interface ForTupleExpression extends Span {
  readonly kind: 'for-tuple';
  readonly key: Identifier | undefined;
  readonly value: Identifier;
  readonly collection: Expression;
  readonly result: Expression;
  readonly condition: Expression | undefined;
}

/** `{for key, value in collection : resultKey => resultValue... if condition}` */
export interface ForObjectExpression extends Span {
  readonly kind: 'for-object';
  readonly key: Identifier | undefined;
  readonly value: Identifier;
  readonly collection: Expression;
  readonly resultKey: Expression;
  readonly resultValue: Expression;
  readonly condition: Expression | undefined;
  /** `...`: values of equal keys are collected in lists. */
  readonly grouping: boolean;
}

export interface ParenthesesExpression extends Span {
  readonly kind: 'parentheses';
  readonly inner: Expression;
}
