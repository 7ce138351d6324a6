/** Where the scan of a Bicep file stands: what is open, and which property the next token belongs to. */
import type { Span } from '../../../text/source-file.ts';
import type { BicepKind, BicepMention, BicepProperty, Literal } from './declaration.ts';
import type { BicepToken } from './tokens.ts';

/** A bracket that is open. `opaque` ones are parts of an expression: what is in them has no path of its own. */
export interface Frame {
  readonly role: 'object' | 'array' | 'opaque';
  readonly path: string;
  /** Of opaque ones: what may follow the closing bracket is a value, as behind `if (…)`. */
  readonly opensValue: boolean;
  index: number;
  isLoop: boolean;
  /** The last property or item that began, whether it is still open, and the path of what it holds. */
  property: OpenProperty | undefined;
  isInProperty: boolean;
}

/** A property, item or whole value whose end is not reached yet. `tokens` counts those of its value. */
export interface OpenProperty {
  readonly path: string;
  readonly start: number;
  end: number;
  tokens: number;
  literal: string | undefined;
}

/** A declaration whose end is not reached yet. */
export interface OpenDeclaration extends Span {
  readonly kind: BicepKind;
  readonly name: string;
  readonly target: string;
  readonly parent: OpenDeclaration | undefined;
  readonly header: Span;
  /** How many brackets are open around it. */
  readonly depth: number;
  end: number;
  isExisting: boolean;
  /** The whole value, from `=` on. */
  root: OpenProperty | undefined;
  readonly literals: Literal[];
  readonly properties: Map<string, BicepProperty>;
  readonly nameParts: string[];
}

/** The state of a scan. */
export interface Scan {
  readonly tokens: readonly BicepToken[];
  readonly frames: Frame[];
  readonly declared: OpenDeclaration[];
  readonly mentions: BicepMention[];
  readonly importedNames: Set<string>;
  current: OpenDeclaration | undefined;
  isAtLineStart: boolean;
  /** Whether a bracket that opens here is the value itself and not a part of an expression. */
  isAtValue: boolean;
  /** Where the decorators of the next declaration begin. */
  decorators: number | undefined;
  /** The literals of these decorators. */
  pending: Literal[];
}

/** The text of a word or mark; undefined for other tokens, whose text may be anything. */
export function tokenText(token: BicepToken | undefined): string | undefined {
  return token?.kind === 'word' || token?.kind === 'mark' ? token.text : undefined;
}

/** Whether a token closes a bracket. */
export function isCloser(token: BicepToken): boolean {
  return token.kind === 'mark' && (token.text === '}' || token.text === ']' || token.text === ')');
}

/** The span of a token by itself. */
export function spanOf({ start, end }: Span): Span {
  return { start, end };
}

/** The path of a property or item of what stands at `path`. */
export function childPath(path: string, step: string): string {
  return path === '' ? step : `${path}/${step}`;
}

/** A property that begins at `start`. */
export function openProperty(path: string, start: number, end: number): OpenProperty {
  return { path, start, end, tokens: 0, literal: undefined };
}

/** The property in whose value the next token stands. */
export function propertyHere(scan: Scan): OpenProperty | undefined {
  const top = scan.frames.at(-1);
  const isOutside = scan.current !== undefined && scan.frames.length <= scan.current.depth;
  return top === undefined || isOutside ? scan.current?.root : top.property;
}

/** The path at which a literal stands here. */
export function pathHere(scan: Scan): string {
  const top = scan.frames.at(-1);
  if (scan.decorators !== undefined) return '#';
  const isOutside = scan.current === undefined || scan.frames.length <= scan.current.depth;
  if (top === undefined || isOutside) return scan.current?.root === undefined ? '#' : '';
  return top.property?.path ?? top.path;
}

/** The innermost declaration ends here; the one around it, if any, goes on. */
export function endDeclaration(scan: Scan): void {
  const { current } = scan;
  if (current === undefined) return;
  if (current.root !== undefined) closeProperty(current, current.root);
  scan.current = current.parent;
}

/** A line break or comma ends a property, an item, or a declaration inside of a resource. */
export function endItem(scan: Scan): void {
  const top = scan.frames.at(-1);
  const { current } = scan;
  if (current?.parent !== undefined && current.depth === scan.frames.length && current.root !== undefined) {
    endDeclaration(scan);
    return;
  }
  if (top === undefined || top.role === 'opaque' || !top.isInProperty) return;
  // Behind `[for x in y:` the value may begin on the next line.
  if (top.role === 'array' && top.isLoop) return;
  leaveProperty(scan, top);
}

/** The open property or item of a bracket ends here. */
export function leaveProperty(scan: Scan, frame: Frame): void {
  frame.isInProperty = false;
  scan.isAtValue = false;
  if (scan.current !== undefined && frame.property !== undefined) closeProperty(scan.current, frame.property);
}

/** Takes down a property whose end is reached. */
function closeProperty(
  declaration: OpenDeclaration,
  { path, start, end, tokens, literal }: OpenProperty,
): void {
  const whole = { start, end, literal: tokens === 1 ? literal : undefined };
  if (path === '' || !declaration.properties.has(path)) declaration.properties.set(path, whole);
}
