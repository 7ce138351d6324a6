/** The HCL2 parser: files, single expressions and template text, to the tree of `ast.ts`. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { SourceFile, Span } from '../../text/source-file.ts';
import type { Body, Expression, TemplateExpression } from './ast.ts';
import { BYTE_ORDER_MARK } from './characters.ts';
import { createCursor, failHere, SyntaxFailure, type Cursor } from './cursor.ts';
import { readFileBody } from './parse-body.ts';
import { readExpression } from './parse-expression.ts';
import { readBareTemplate } from './parse-heredoc.ts';

/** A body with everything in it that could be read, and one message (`hcl-syntax`, error) per mistake. */
export interface ParsedBody {
  readonly body: Body;
  readonly diagnostics: readonly Diagnostic[];
}

/** An expression, undefined when it is broken, and what is wrong with it. */
export interface ParsedExpression<T extends Expression = Expression> {
  readonly expression: T | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads an HCL file. Never throws: a broken argument or block is reported and left out, and what follows it is read.
 * Of arguments with one name in one body the first counts. Time and memory grow with the length of the text.
 *
 * The body of a file spans the whole text (without a byte order mark), the body of a block its braces and what is
 * between them.
 */
export function parseHcl(file: SourceFile): ParsedBody {
  const { text } = file;
  const start = text.charCodeAt(0) === BYTE_ORDER_MARK ? 1 : 0;
  const cursor = createCursor(file, text, start, readExpression);
  const body = readFileBody(cursor);
  return { body, diagnostics: cursor.diagnostics };
}

/**
 * Reads an expression that stands alone, in the whole file or a span of it. Line breaks mean nothing in it, as if it
 * stood in parentheses.
 */
export function parseHclExpression(file: SourceFile, span?: Span): ParsedExpression {
  return parseAlone(file, span, (cursor) => {
    cursor.lineBreaksCount = false;
    const expression = readExpression(cursor);
    if (cursor.at < cursor.text.length) failHere(cursor, 'The expression is expected to end here.');
    return expression;
  });
}

/**
 * Reads a span of a file as template text: what stands between the quotes of a string in the JSON syntax, where
 * backslashes mean nothing. The span of the template is the given span.
 */
export function parseHclTemplate(file: SourceFile, span: Span): ParsedExpression<TemplateExpression> {
  return parseAlone(file, span, readBareTemplate);
}

function parseAlone<T extends Expression>(
  file: SourceFile,
  span: Span | undefined,
  read: (cursor: Cursor) => T,
): ParsedExpression<T> {
  const text = span === undefined ? file.text : file.text.slice(0, span.end);
  const cursor = createCursor(file, text, span?.start ?? 0, readExpression);
  try {
    return { expression: read(cursor), diagnostics: cursor.diagnostics };
  } catch (error) {
    if (!(error instanceof SyntaxFailure)) throw error;
    return { expression: undefined, diagnostics: cursor.diagnostics };
  }
}
