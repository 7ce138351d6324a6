/** Templates as a flat list of pieces, as they stand in the text, and the tree that is built from them. */
import type { Span } from '../../text/source-file.ts';
import type { Expression, Identifier, TemplateInterpolation, TemplatePart } from './ast.ts';
import { isWhiteSpace } from './characters.ts';
import { fail, MAX_DEPTH, type Cursor } from './cursor.ts';

/** A stretch of literal text, decoded. In heredocs every line has its own. */
interface LiteralPiece {
  readonly kind: 'literal';
  start: number;
  end: number;
  text: string;
}

interface IfPiece extends Span {
  readonly kind: 'if';
  readonly condition: Expression;
}

interface ForPiece extends Span {
  readonly kind: 'for';
  readonly key: Identifier | undefined;
  readonly value: Identifier;
  readonly collection: Expression;
}

/** A marker without content. */
interface MarkerPiece extends Span {
  readonly kind: 'else' | 'endif' | 'endfor';
}

type TemplatePiece = LiteralPiece | TemplateInterpolation | IfPiece | ForPiece | MarkerPiece;

/** What has been read of a template so far. */
export interface TemplatePieces {
  readonly list: TemplatePiece[];
  /** Whether the last marker ended with `~}`, which takes the white space from the literal right behind it. */
  trimNext: boolean;
}

/** Adds literal text that was read from `start` to `end`; nothing when there is none. */
export function addLiteral(pieces: TemplatePieces, text: string, start: number, end: number): void {
  if (start === end) return;
  const literal: LiteralPiece = { kind: 'literal', start, end, text };
  if (pieces.trimNext) trimStart(literal);
  pieces.trimNext = false;
  pieces.list.push(literal);
}

function trimStart(literal: LiteralPiece): void {
  const { text } = literal;
  let count = 0;
  while (count < text.length && isWhiteSpace(text.charCodeAt(count))) count++;
  cutStart(literal, count);
}

function cutStart(literal: LiteralPiece, count: number): void {
  if (isVerbatim(literal)) literal.start += count;
  literal.text = literal.text.slice(count);
}

/** Takes the white space off the end of the last piece, if that is a literal: what `${~` and `%{~` do. */
export function trimLast(pieces: TemplatePieces): void {
  const literal = pieces.list.at(-1);
  if (literal?.kind !== 'literal') return;
  const { text } = literal;
  let length = text.length;
  while (length > 0 && isWhiteSpace(text.charCodeAt(length - 1))) length--;
  if (isVerbatim(literal)) literal.end -= text.length - length;
  literal.text = text.slice(0, length);
}

/** Whether the text stands in the file just so, without escapes. */
function isVerbatim(literal: LiteralPiece): boolean {
  return literal.text.length === literal.end - literal.start;
}

/**
 * Takes the common indentation off every line, as `<<-` does. Lines of nothing but blanks don't count and stay as
 * they are; a line that begins with a marker has no indentation.
 */
export function removeIndentation(list: readonly TemplatePiece[]): void {
  let smallest = Infinity;
  let startsLine = true;
  const indented: LiteralPiece[] = [];
  for (const piece of list) {
    if (startsLine) {
      if (piece.kind !== 'literal') smallest = 0;
      else if (!isBlankLine(piece.text)) {
        indented.push(piece);
        smallest = Math.min(smallest, indentationOf(piece.text));
      }
    }
    startsLine = piece.kind === 'literal' && piece.text.endsWith('\n');
  }
  if (smallest === 0) return;
  for (const literal of indented) cutStart(literal, smallest);
}

function indentationOf(text: string): number {
  let count = 0;
  while (count < text.length && isWhiteSpace(text.charCodeAt(count))) count++;
  return count;
}

function isBlankLine(text: string): boolean {
  return text.endsWith('\n') && indentationOf(text) === text.length;
}

/** An `if` or `for` whose end marker has not been met. */
interface OpenDirective {
  readonly opener: IfPiece | ForPiece;
  readonly whenTrue: TemplatePart[];
  whenFalse: TemplatePart[] | undefined;
}

/** Builds the tree: joins literals that touch, and puts what stands between the markers of a directive into it. */
export function buildParts(cursor: Cursor, list: readonly TemplatePiece[]): TemplatePart[] {
  const root: TemplatePart[] = [];
  const open: OpenDirective[] = [];
  let parts = root;
  for (let index = 0; index < list.length; index++) {
    const piece = list[index];
    if (piece === undefined) break;
    switch (piece.kind) {
      case 'literal': {
        const last = lastOfRun(list, index);
        parts.push(joinLiterals(list, index, last));
        index = last;
        break;
      }
      case 'interpolation':
        parts.push(piece);
        break;
      case 'if':
      case 'for': {
        if (cursor.depth + open.length >= MAX_DEPTH) {
          fail(cursor, piece.start, piece.end, `Directives are nested more than ${MAX_DEPTH} levels deep.`);
        }
        const directive: OpenDirective = { opener: piece, whenTrue: [], whenFalse: undefined };
        open.push(directive);
        parts = directive.whenTrue;
        break;
      }
      case 'else':
        parts = startElse(cursor, open.at(-1), piece);
        break;
      default: {
        const closed = closeDirective(cursor, open.pop(), piece);
        const outer = open.at(-1);
        parts = outer === undefined ? root : (outer.whenFalse ?? outer.whenTrue);
        parts.push(closed);
      }
    }
  }
  const unclosed = open.at(-1)?.opener;
  if (unclosed !== undefined) {
    const message = `The "%{ end${unclosed.kind} }" of this directive is missing.`;
    fail(cursor, unclosed.start, unclosed.end, message);
  }
  return root;
}

/** The index of the last of the literals that follow each other from `first` on. */
function lastOfRun(list: readonly TemplatePiece[], first: number): number {
  let last = first;
  while (list[last + 1]?.kind === 'literal') last++;
  return last;
}

function joinLiterals(list: readonly TemplatePiece[], first: number, last: number): TemplatePart {
  let text = '';
  for (const piece of list.slice(first, last + 1)) text += piece.kind === 'literal' ? piece.text : '';
  const start = list[first]?.start ?? 0;
  return { kind: 'text', start, end: list[last]?.end ?? start, text };
}

function startElse(cursor: Cursor, directive: OpenDirective | undefined, piece: MarkerPiece): TemplatePart[] {
  if (directive?.opener.kind !== 'if') {
    fail(cursor, piece.start, piece.end, 'This "else" does not belong to any "if".');
  }
  if (directive.whenFalse !== undefined) {
    fail(cursor, piece.start, piece.end, 'This "if" has an "else" already. Nest another "if" instead.');
  }
  directive.whenFalse = [];
  return directive.whenFalse;
}

function closeDirective(
  cursor: Cursor,
  directive: OpenDirective | undefined,
  piece: MarkerPiece,
): TemplatePart {
  if (directive === undefined || piece.kind !== `end${directive.opener.kind}`) {
    const opener = piece.kind === 'endif' ? 'if' : 'for';
    const other = directive === undefined ? '' : `; the open directive is "${directive.opener.kind}"`;
    fail(cursor, piece.start, piece.end, `This "${piece.kind}" does not belong to any "${opener}"${other}.`);
  }
  const { opener, whenTrue, whenFalse } = directive;
  const { start } = opener;
  const { end } = piece;
  if (opener.kind === 'if') {
    return { kind: 'if', start, end, condition: opener.condition, whenTrue, whenFalse: whenFalse ?? [] };
  }
  const { key, value, collection } = opener;
  return { kind: 'for', start, end, key, value, collection, content: whenTrue };
}
