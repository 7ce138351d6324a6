/** Reads what begins with a name (references, calls, literals), and what follows an operand: attributes, indexes, splats. */
import type { Expression, Identifier, SplatExpression, SplatStep } from './ast.ts';
import {
  ASTERISK,
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  COMMA,
  DOT,
  isDigit,
  PARENTHESIS_CLOSE,
  PARENTHESIS_OPEN,
} from './characters.ts';
import {
  codeAt,
  enter,
  fail,
  failHere,
  growHeight,
  leave,
  peek,
  readIdentifier,
  skipBlanks,
  type Cursor,
} from './cursor.ts';
import { readNumber } from './parse-number.ts';

/** Reads an operand that begins with an identifier: a call, `true`, `false`, `null` or a reference. */
export function readNamed(cursor: Cursor): Expression {
  const name = readIdentifier(cursor) ?? failHere(cursor, 'A name is expected here.');
  const code = skipBlanks(cursor);
  if (code === PARENTHESIS_OPEN) return readCall(cursor, name);
  if (code === COLON && codeAt(cursor.text, cursor.at + 1) === COLON) {
    return readCall(cursor, readNamespace(cursor, name));
  }
  cursor.height = 1;
  const { start, end } = name;
  switch (name.name) {
    case 'true':
      return { kind: 'bool', start, end, value: true };
    case 'false':
      return { kind: 'bool', start, end, value: false };
    case 'null':
      return { kind: 'null', start, end };
    default:
      return { kind: 'variable', start, end, name: name.name };
  }
}

/** Reads the rest of a namespaced function name; its parts are joined without the blanks. */
function readNamespace(cursor: Cursor, first: Identifier): Identifier {
  const parts = [first.name];
  let { end } = first;
  while (skipBlanks(cursor) === COLON && codeAt(cursor.text, cursor.at + 1) === COLON) {
    cursor.at += 2;
    skipBlanks(cursor);
    const part = readIdentifier(cursor) ?? failHere(cursor, 'The name of a function is expected after "::".');
    parts.push(part.name);
    end = part.end;
  }
  if (peek(cursor) !== PARENTHESIS_OPEN) {
    failHere(cursor, 'The arguments of the function, in parentheses, are expected here.');
  }
  return { start: first.start, end, name: parts.join('::') };
}

function readCall(cursor: Cursor, name: Identifier): Expression {
  const open = cursor.at++;
  const outer = cursor.lineBreaksCount;
  cursor.lineBreaksCount = false;
  const args: Expression[] = [];
  let expandLast = false;
  let height = 0;
  while (skipBlanks(cursor) !== PARENTHESIS_CLOSE) {
    if (cursor.at >= cursor.text.length) failUnclosedCall(cursor, name, open);
    args.push(cursor.readExpression(cursor));
    height = Math.max(height, cursor.height);
    const code = peek(cursor);
    if (code === COMMA) {
      cursor.at++;
      continue;
    }
    if (isEllipsis(cursor)) {
      expandLast = true;
      cursor.at += 3;
      if (skipBlanks(cursor) !== PARENTHESIS_CLOSE) {
        failHere(cursor, 'Nothing but the closing parenthesis can follow "..." in a call.');
      }
    } else if (code !== PARENTHESIS_CLOSE) {
      if (cursor.at >= cursor.text.length) failUnclosedCall(cursor, name, open);
      failHere(cursor, 'A comma or the closing parenthesis is expected after an argument.');
    }
  }
  cursor.lineBreaksCount = outer;
  cursor.height = height + 1;
  return { kind: 'call', start: name.start, end: ++cursor.at, name, args, expandLast };
}

function failUnclosedCall(cursor: Cursor, name: Identifier, open: number): never {
  fail(cursor, name.start, open + 1, `The parenthesis of this call of ${name.name} is never closed.`);
}

/** Whether `...` stands at the cursor. */
export function isEllipsis(cursor: Cursor): boolean {
  return peek(cursor) === DOT && cursor.text.startsWith('...', cursor.at);
}

/** Reads the attributes, indexes and splats behind an operand. Afterwards the cursor stands behind the blanks too. */
export function readTraversal(cursor: Cursor, operand: Expression): Expression {
  let target = operand;
  for (;;) {
    const code = skipBlanks(cursor);
    if (code === DOT && !isEllipsis(cursor)) {
      cursor.at++;
      const next = skipBlanks(cursor);
      if (next === ASTERISK) {
        target = readAttributeSplat(cursor, target);
        continue;
      }
      const height = cursor.height;
      target = readDotStep(cursor, next, target);
      growHeight(cursor, height + 1);
    } else if (code === BRACKET_OPEN) {
      const height = cursor.height;
      cursor.at++;
      if (skipBlanks(cursor) === ASTERISK) {
        target = readFullSplat(cursor, target);
        continue;
      }
      const index = readIndex(cursor);
      target = { kind: 'index', start: target.start, end: cursor.at, target, index };
      growHeight(cursor, Math.max(height, cursor.height) + 1);
    } else {
      return target;
    }
  }
}

function readDotStep(cursor: Cursor, code: number, target: Expression): Expression {
  if (isDigit(code)) {
    const index = readLegacyIndex(cursor);
    return { kind: 'index', start: target.start, end: index.end, target, index };
  }
  const name = readAttributeName(cursor);
  return { kind: 'attribute', start: target.start, end: name.end, target, name };
}

function readAttributeName(cursor: Cursor): Identifier {
  return readIdentifier(cursor) ?? failHere(cursor, 'The name of an attribute is expected after the dot.');
}

/** Reads `0` in `list.0`. Two of them in a row look like one number with a point, which the language rejects. */
function readLegacyIndex(cursor: Cursor): Expression {
  const start = cursor.at;
  const index = readNumber(cursor);
  if (index.text.includes('.')) {
    const steps = index.text.split('.').map((step) => `[${step}]`);
    fail(cursor, start, index.end, `Several indexes in a row are written in brackets: ${steps.join('')}.`);
  }
  return index;
}

/** Reads the index after `[` and the closing bracket. */
function readIndex(cursor: Cursor): Expression {
  const outer = cursor.lineBreaksCount;
  cursor.lineBreaksCount = false;
  const index = cursor.readExpression(cursor);
  if (peek(cursor) !== BRACKET_CLOSE) {
    failHere(cursor, 'The closing bracket of the index is expected here.');
  }
  cursor.at++;
  cursor.lineBreaksCount = outer;
  return index;
}

/** Reads `*` and its steps, `.name` and `.0`, in `target.*.name`. */
function readAttributeSplat(cursor: Cursor, target: Expression): SplatExpression {
  const height = cursor.height;
  const { steps, end } = readAttributeSteps(cursor);
  growHeight(cursor, height + 1);
  return { kind: 'splat', form: 'attribute-only', start: target.start, end, target, steps };
}

function readAttributeSteps(cursor: Cursor): { steps: SplatStep[]; end: number } {
  const steps: SplatStep[] = [];
  let end = ++cursor.at;
  while (skipBlanks(cursor) === DOT && !isEllipsis(cursor)) {
    const start = cursor.at++;
    const code = skipBlanks(cursor);
    if (code === ASTERISK) failHere(cursor, 'A second splat is written "[*]", not ".*".');
    steps.push(readDotSplatStep(cursor, start, code));
    end = cursor.at;
  }
  return { steps, end };
}

function readDotSplatStep(cursor: Cursor, start: number, code: number): SplatStep {
  if (isDigit(code)) {
    const index = readLegacyIndex(cursor);
    return { kind: 'index', start, end: index.end, index };
  }
  const name = readAttributeName(cursor);
  return { kind: 'attribute', start, end: name.end, name: name.name };
}

/** Reads `*]` and all steps that follow, which all belong to the splat. */
function readFullSplat(cursor: Cursor, target: Expression): SplatExpression {
  const height = cursor.height;
  const end = readSplatBracket(cursor);
  const steps: SplatStep[] = [];
  const highest = readFullSteps(cursor, steps);
  growHeight(cursor, Math.max(height, highest) + 1);
  return { kind: 'splat', form: 'full', start: target.start, end: steps.at(-1)?.end ?? end, target, steps };
}

function readSplatBracket(cursor: Cursor): number {
  cursor.at++;
  if (skipBlanks(cursor) !== BRACKET_CLOSE)
    failHere(cursor, 'The bracket of a splat, "[*]", is expected to close here.');
  return ++cursor.at;
}

/** Reads the steps of a full splat into `steps` and returns the greatest height among their indexes. */
function readFullSteps(cursor: Cursor, steps: SplatStep[]): number {
  let highest = 0;
  for (;;) {
    const code = skipBlanks(cursor);
    const start = cursor.at;
    if (code === DOT && !isEllipsis(cursor)) {
      cursor.at++;
      const next = skipBlanks(cursor);
      if (next === ASTERISK) {
        const inner = readAttributeSteps(cursor);
        steps.push({ kind: 'splat', form: 'attribute-only', start, end: inner.end, steps: inner.steps });
      } else {
        steps.push(readDotSplatStep(cursor, start, next));
      }
    } else if (code === BRACKET_OPEN) {
      cursor.at++;
      if (skipBlanks(cursor) === ASTERISK) {
        const end = readSplatBracket(cursor);
        const inner: SplatStep[] = [];
        enter(cursor);
        highest = Math.max(highest, readFullSteps(cursor, inner) + 1);
        leave(cursor);
        steps.push({ kind: 'splat', form: 'full', start, end: inner.at(-1)?.end ?? end, steps: inner });
      } else {
        const index = readIndex(cursor);
        highest = Math.max(highest, cursor.height);
        steps.push({ kind: 'index', start, end: cursor.at, index });
      }
    } else {
      return highest;
    }
  }
}
