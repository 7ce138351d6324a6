/** Reads bodies: arguments and blocks, each recovering on its own. */
import type { Attribute, Block, Body, Identifier } from './ast.ts';
import {
  BRACE_CLOSE,
  BRACE_OPEN,
  COLON,
  COMMA,
  DOT,
  END,
  EQUALS,
  GREATER,
  QUOTE,
  startsIdentifier,
} from './characters.ts';
import {
  codeAt,
  enter,
  fail,
  failHere,
  isLineEnd,
  leave,
  lineEnd,
  readIdentifier,
  report,
  skipBlanks,
  SyntaxFailure,
  type Cursor,
} from './cursor.ts';
import { readQuoted } from './parse-template.ts';
import { findItemEnd } from './recovery.ts';

/** A body that is being read. */
interface OpenBody {
  readonly attributes: Map<string, Attribute>;
  readonly blocks: Block[];
  /** Whether it is the body of a block, which a brace closes, and not a file. */
  readonly inBlock: boolean;
}

/** Reads a whole file. Broken items are left out and reported. */
export function readFileBody(cursor: Cursor): Body {
  const body: OpenBody = { attributes: new Map(), blocks: [], inBlock: false };
  const start = cursor.at;
  readItems(cursor, body);
  return { start, end: cursor.text.length, attributes: body.attributes, blocks: body.blocks };
}

/** Reads items up to the end of the text, or in a block up to its closing brace. */
function readItems(cursor: Cursor, body: OpenBody): void {
  const { depth } = cursor;
  for (;;) {
    try {
      cursor.itemStart = undefined;
      const code = skipToItem(cursor);
      if (code === END || (code === BRACE_CLOSE && body.inBlock)) return;
      cursor.itemStart = cursor.at;
      readItem(cursor, body, code);
    } catch (error) {
      if (!(error instanceof SyntaxFailure)) throw error;
      cursor.depth = depth;
      recover(cursor, body.inBlock);
    }
  }
}

/** Moves over blanks, comments and line breaks. */
function skipToItem(cursor: Cursor): number {
  cursor.lineBreaksCount = false;
  const code = skipBlanks(cursor);
  cursor.lineBreaksCount = true;
  return code;
}

/** Moves behind the broken item. Between items only an unclosed comment fails, and that ends with the text. */
function recover(cursor: Cursor, inBlock: boolean): void {
  if (cursor.itemStart === undefined) return;
  let end = findItemEnd(cursor.text, cursor.itemStart, inBlock);
  const rewind = cursor.at - end;
  if (rewind > cursor.rewindsLeft) end = lineEnd(cursor.text, cursor.at);
  else if (rewind > 0) cursor.rewindsLeft -= rewind;
  cursor.at = end;
}

function readItem(cursor: Cursor, body: OpenBody, code: number): void {
  const name = readIdentifier(cursor);
  if (name === undefined) failAtItem(cursor, code);
  const next = skipBlanks(cursor);
  if (next === EQUALS && isAssignment(cursor)) {
    const attribute = readAttribute(cursor, name);
    endItem(cursor, body.inBlock, 'the value of the argument');
    addAttribute(cursor, body, attribute);
  } else if (startsHeader(cursor, next)) {
    body.blocks.push(readBlock(cursor, name));
    // The block is read; what may be wrong behind it costs only the rest of the line.
    cursor.itemStart = cursor.at;
    endItem(cursor, body.inBlock, 'the closing brace of the block');
  } else {
    failAfterName(cursor, name, next);
  }
}

function failAtItem(cursor: Cursor, code: number): never {
  if (code === QUOTE) failHere(cursor, 'Names of arguments and types of blocks are written without quotes.');
  if (code === BRACE_CLOSE) failHere(cursor, 'There is no open block that this brace could close.');
  if (code === BRACE_OPEN) failHere(cursor, 'The type of a block is expected before its opening brace.');
  failHere(cursor, 'The name of an argument or the type of a block is expected here.');
}

function failAfterName(cursor: Cursor, name: Identifier, code: number): never {
  if (isLineEnd(cursor, code)) {
    const message = `Nothing follows the name ${name.name}. An argument has "=" and a value, a block has braces.`;
    fail(cursor, name.start, name.end, message);
  }
  if (code === COLON) failHere(cursor, 'An argument is set with "=", not with ":".');
  if (code === DOT) failHere(cursor, 'The name of an argument has no dots. An object holds named parts.');
  failHere(
    cursor,
    `An equals sign, or the labels and the opening brace of a block, are expected after ${name.name}.`,
  );
}

/** Whether the equals sign at the cursor is none of the operators `==` and `=>`. */
function isAssignment(cursor: Cursor): boolean {
  const next = codeAt(cursor.text, cursor.at + 1);
  return next !== EQUALS && next !== GREATER;
}

function startsHeader(cursor: Cursor, code: number): boolean {
  return (
    code === QUOTE || code === BRACE_OPEN || (code !== END && startsIdentifier(cursor.text, cursor.at, code))
  );
}

/** Reads `= value` behind a name. */
function readAttribute(cursor: Cursor, name: Identifier): Attribute {
  cursor.at++;
  const expression = cursor.readExpression(cursor);
  return { start: name.start, end: expression.end, name, expression };
}

/** Makes sure that the line is over behind an item; a closing brace there is reported, but can be read. */
function endItem(cursor: Cursor, inBlock: boolean, behind: string): void {
  const code = skipBlanks(cursor);
  if (isLineEnd(cursor, code)) return;
  if (code === BRACE_CLOSE && inBlock) {
    const message = 'The closing brace of a block that spans several lines stands on a line of its own.';
    report(cursor, cursor.at, cursor.at + 1, message);
    return;
  }
  if (code === COMMA) failHere(cursor, 'Arguments and blocks end with their line, not with a comma.');
  failHere(cursor, `The line is expected to end here, behind ${behind}.`);
}

function addAttribute(cursor: Cursor, body: OpenBody, attribute: Attribute): void {
  const { name } = attribute;
  const first = body.attributes.get(name.name);
  if (first === undefined) {
    body.attributes.set(name.name, attribute);
  } else {
    const { line } = cursor.file.positionAt(first.start);
    report(cursor, name.start, name.end, `The argument ${name.name} is set already, on line ${line}.`);
  }
}

/** Reads labels and body of a block behind its type. */
function readBlock(cursor: Cursor, type: Identifier): Block {
  const labels = readLabels(cursor);
  const header = { start: type.start, end: (labels.at(-1) ?? type).end };
  enter(cursor);
  const start = cursor.at++;
  const open: OpenBody = { attributes: new Map(), blocks: [], inBlock: true };
  const code = skipBlanks(cursor);
  if (code === BRACE_CLOSE || isLineEnd(cursor, code)) {
    readItems(cursor, open);
  } else {
    addAttribute(cursor, open, readSingleArgument(cursor));
  }
  if (cursor.at < cursor.text.length) cursor.at++;
  else report(cursor, header.start, header.end, 'This block is never closed: a "}" is missing.');
  leave(cursor);
  const end = cursor.at;
  const body: Body = { start, end, attributes: open.attributes, blocks: open.blocks };
  return { start: type.start, end, type, labels, header, body };
}

/** Reads the labels of a block up to its opening brace, where the cursor stands afterwards. */
function readLabels(cursor: Cursor): Identifier[] {
  const labels: Identifier[] = [];
  for (;;) {
    const code = skipBlanks(cursor);
    if (code === BRACE_OPEN) return labels;
    if (code === QUOTE) {
      labels.push(readQuotedLabel(cursor));
      continue;
    }
    const name = readIdentifier(cursor);
    if (name !== undefined) {
      labels.push(name);
    } else if (isLineEnd(cursor, code)) {
      const end = cursor.at;
      if (skipToItem(cursor) !== BRACE_OPEN) {
        cursor.at = end;
        failHere(cursor, 'The opening brace of the block is expected on the line of its header.');
      }
      report(
        cursor,
        cursor.at,
        cursor.at + 1,
        'The opening brace of a block stands on the line of its header.',
      );
      return labels;
    } else {
      if (code === EQUALS) failHere(cursor, 'A block has no equals sign between its labels and its brace.');
      failHere(cursor, 'A label in double quotes or the opening brace of the block is expected here.');
    }
  }
}

function readQuotedLabel(cursor: Cursor): Identifier {
  const { start, end, parts } = readQuoted(cursor);
  const [text] = parts;
  if (text === undefined) return { start, end, name: '' };
  if (text.kind === 'text' && parts.length === 1) return { start, end, name: text.text };
  return fail(cursor, start, end, 'A label is fixed text: it cannot hold template sequences.');
}

/** Reads the one argument of a block that is written on one line, up to the closing brace. */
function readSingleArgument(cursor: Cursor): Attribute {
  const name =
    readIdentifier(cursor) ?? failHere(cursor, 'The name of an argument is expected in this block.');
  const next = skipBlanks(cursor);
  if (next !== EQUALS || !isAssignment(cursor)) {
    if (startsHeader(cursor, next)) {
      fail(cursor, name.start, name.end, 'A block inside of another stands on a line of its own.');
    }
    failAfterName(cursor, name, next);
  }
  const attribute = readAttribute(cursor, name);
  const code = skipBlanks(cursor);
  if (code === BRACE_CLOSE) return attribute;
  if (code === COMMA)
    failHere(cursor, 'A block on one line holds one argument. Put each on a line of its own.');
  if (isLineEnd(cursor, code)) {
    failHere(cursor, 'A block whose argument stands on the line of its header closes on that line as well.');
  }
  return failHere(cursor, 'The closing brace of the block is expected here.');
}
