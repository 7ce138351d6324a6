/** Takes the tokens of values: which property, item or expression of a declaration they belong to. */
import { literalKey } from './declaration.ts';
import {
  childPath,
  endDeclaration,
  endItem,
  isCloser,
  leaveProperty,
  openProperty,
  pathHere,
  propertyHere,
  tokenText,
  type Frame,
  type OpenProperty,
  type Scan,
} from './scan-state.ts';
import type { BicepToken } from './tokens.ts';

/** Deeper than this, what stands in a value has the path of what is around it. */
const MAX_DEPTH = 64;

/** `key:` opens a property. What cannot be one goes on with the last: the next line of a condition. */
export function startProperty(scan: Scan, frame: Frame, index: number, token: BicepToken): boolean {
  if (isCloser(token) || token.text === ',') return false;
  const isKey =
    (token.kind === 'word' || token.kind === 'string') && tokenText(scan.tokens[index + 1]) === ':';
  frame.isInProperty = true;
  if (!isKey) {
    // A key with expressions in it, or `...other`, stands for no one property.
    const goesOn = token.kind === 'mark' && '?:&|=!<>+-*/%'.includes(token.text);
    if (!goesOn) frame.property = undefined;
    return false;
  }
  frame.property = openProperty(childPath(frame.path, token.text), token.start, token.end);
  scan.isAtValue = true;
  return true;
}

/** The first token of an item of an array; `for` makes the array a loop. */
export function startItem(scan: Scan, frame: Frame, token: BicepToken): void {
  frame.isInProperty = true;
  frame.isLoop = frame.index === 0 && token.kind === 'word' && token.text === 'for';
  frame.property = openProperty(childPath(frame.path, String(frame.index++)), token.start, token.end);
  scan.isAtValue = true;
}

/** Takes a token that is part of a value, or of the head of a declaration. */
export function takeValueToken(scan: Scan, index: number, token: BicepToken): void {
  const { frames, current } = scan;
  const top = frames.at(-1);
  if (isCloser(token) || token.kind === 'close') {
    if (token.kind === 'close') collectNamePart(scan, token);
    closeFrame(scan, token);
    return;
  }
  const property = propertyHere(scan);
  if (property !== undefined) {
    property.tokens++;
    property.end = token.end;
  }
  const mark = tokenText(token);
  if (mark === '{' || mark === '[' || mark === '(' || token.kind === 'open') {
    collectNamePart(scan, token);
    openFrame(scan, index, token);
    return;
  }
  if (mark === ',' && top !== undefined && top.role !== 'opaque') {
    endItem(scan);
    return;
  }
  if (mark === ':' && top?.role === 'array' && top.isLoop && top.property?.path.endsWith('*') === false) {
    top.property = openProperty(childPath(top.path, '*'), token.end, token.end);
    scan.isAtValue = true;
    return;
  }
  const isDeclarationLevel = current !== undefined && frames.length === current.depth;
  if (isDeclarationLevel && current.root === undefined && scan.decorators === undefined) {
    if (mark === 'existing') current.isExisting = true;
    // A function's body follows its arrow.
    const opens =
      current.kind === 'func' ? mark === '>' : mark === '=' && tokenText(scan.tokens[index + 1]) !== '>';
    if (opens) {
      current.root = openProperty('', current.header.start, token.end);
      scan.isAtValue = true;
      return;
    }
  }
  if (scan.isAtValue && mark === 'if' && tokenText(scan.tokens[index + 1]) === '(') return;
  scan.isAtValue = false;
  takeLiteral(scan, index, token, property);
  collectNamePart(scan, token);
}

function takeLiteral(scan: Scan, index: number, token: BicepToken, property: OpenProperty | undefined): void {
  const key = keyOf(scan.tokens[index - 1], token);
  if (key === undefined) return;
  const path = pathHere(scan);
  const literal = { key, path, start: token.start, end: token.end };
  if (scan.decorators !== undefined) scan.pending.push(literal);
  else if (scan.current !== undefined) scan.current.literals.push(literal);
  if (property !== undefined && scan.frames.at(-1)?.role !== 'opaque') property.literal = key;
}

function keyOf(before: BicepToken | undefined, token: BicepToken): string | undefined {
  if (token.kind === 'string') return literalKey(token.text);
  if (token.kind === 'word')
    return token.text === 'true' || token.text === 'false' ? `b:${token.text}` : undefined;
  if (token.kind !== 'number') return undefined;
  const isNegative = tokenText(before) === '-' && before?.end === token.start;
  return `n:${isNegative ? '-' : ''}${token.text.replace(/^0+(?=\d)/, '')}`;
}

function openFrame(scan: Scan, index: number, token: BicepToken): void {
  const { frames } = scan;
  const mark = tokenText(token);
  const isValue = scan.isAtValue && (mark === '{' || mark === '[') && frames.length < MAX_DEPTH;
  const isTypeOrDecorator =
    scan.decorators !== undefined || (scan.current !== undefined && scan.current.root === undefined);
  const role = !isValue || isTypeOrDecorator ? 'opaque' : mark === '{' ? 'object' : 'array';
  // What a resource or module repeats is its body; elsewhere a loop makes a list.
  const path = pathHere(scan);
  const opensValue = mark === '(' && scan.isAtValue && tokenText(scan.tokens[index - 1]) === 'if';
  const inherited = propertyHere(scan);
  frames.push({
    role,
    path: isBodyLoop(scan, path) ? '' : path,
    opensValue,
    index: 0,
    isLoop: false,
    property: role === 'opaque' ? inherited : undefined,
    isInProperty: role === 'opaque',
  });
  scan.isAtValue = false;
}

function isBodyLoop({ current }: Scan, path: string): boolean {
  return path === '*' && (current?.kind === 'resource' || current?.kind === 'module');
}

function closeFrame(scan: Scan, token: BicepToken): void {
  const { frames } = scan;
  const top = frames.at(-1);
  if (top === undefined) return;
  if (scan.current?.parent !== undefined && scan.current.depth === frames.length) endDeclaration(scan);
  if (top.role !== 'opaque' && top.isInProperty) leaveProperty(scan, top);
  frames.pop();
  scan.isAtValue = top.opensValue;
  const property = propertyHere(scan);
  if (property !== undefined) property.end = token.end;
  if (scan.decorators !== undefined || scan.current === undefined) return;
  scan.current.end = token.end;
}

/** The texts and names of a resource's or module's own property `name`. */
function collectNamePart({ current, frames }: Scan, token: BicepToken): void {
  if (current === undefined) return;
  const body = frames[current.depth]?.isLoop === true ? frames[current.depth + 1] : frames[current.depth];
  if (body?.property?.path !== 'name' || current.nameParts.length >= 32) return;
  if (token.kind === 'mark' || token.kind === 'newline' || token.text === '') return;
  current.nameParts.push(token.text);
}
