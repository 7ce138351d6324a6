/** What is known of a Bicep file: its declarations, and in each the literals and properties with their paths. */
import type { SourceFile, Span } from '../../../text/source-file.ts';

/** The statements that declare something with a name. */
export type BicepKind = 'param' | 'var' | 'resource' | 'module' | 'output' | 'func' | 'type';

/**
 * A literal with the path at which it stands in the value of its declaration. Steps are joined by `/`: property names,
 * positions in arrays, `*` for what a loop repeats. Inside an expression the path is that of the whole expression.
 * What stands outside of the value has a path that begins with `#`.
 */
export interface Literal extends Span {
  /** The same for equal literals of JSON and Bicep: see `literalKey`. */
  readonly key: string;
  readonly path: string;
}

/** A property, or the item of an array, or (with the empty path) the whole value. */
export interface BicepProperty extends Span {
  /** The key of the literal that is the whole value, if one is. */
  readonly literal?: string | undefined;
}

export interface BicepDeclaration extends Span {
  readonly kind: BicepKind;
  readonly name: string;
  /** Of resources the type as it is written, with its version; of modules the path or address. */
  readonly target: string;
  /** A resource that is only read. */
  readonly isExisting: boolean;
  /** The resource in whose body this one is declared. */
  readonly parent?: BicepDeclaration | undefined;
  /** From the keyword to the type or path, or to the name where there is none. */
  readonly header: Span;
  readonly literals: readonly Literal[];
  readonly properties: ReadonlyMap<string, BicepProperty>;
  /** The texts and names that its property `name` is made of. */
  readonly nameParts: readonly string[];
}

/** A file that is named by a statement: `module`, `using`, `import … from`, `extends`; `load…()` of content. */
export interface BicepMention extends Span {
  readonly kind: 'module' | 'using' | 'import' | 'extends' | 'load';
  readonly path: string;
}

export interface BicepFile {
  readonly file: SourceFile;
  /** In the order of the file; those inside of another follow it. */
  readonly declarations: readonly BicepDeclaration[];
  readonly mentions: readonly BicepMention[];
  /** The names that are imported from other files, and whether all of a file is imported under one name. */
  readonly importedNames: ReadonlySet<string>;
}

/** A key that is equal for equal literals, whichever language they are written in. */
export function literalKey(value: string | number | bigint | boolean): string {
  return `${typeof value === 'string' ? 's' : typeof value === 'boolean' ? 'b' : 'n'}:${String(value)}`;
}
