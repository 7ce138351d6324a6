/** Values as HCL text, laid out as Terraform's formatter lays it out. */
import type { MapValue, Value } from '../../../values/value.ts';
import { sortedEntries, toText } from '../../hcl/equality.ts';

const IDENTIFIER = /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u;

/** Whether a text can stand as a name in HCL. */
export function isIdentifier(text: string): boolean {
  return IDENTIFIER.test(text);
}

/** A value that is wholly known, as an expression. */
export function writeExpression(value: Value): string {
  return layOut(linesOf(value));
}

/** The entries of a map as arguments, one after the other. */
export function writeAttributes(map: MapValue): string {
  return map.entries.size === 0 ? '' : `${layOut(assignments(map))}\n`;
}

/** A line without its indentation. */
interface Line {
  /** What stands before the equals sign, if there is one. */
  readonly name: string | undefined;
  text: string;
  /** Brackets that it opens less those that it closes. */
  balance: number;
}

function linesOf(value: Value): Line[] {
  if (value.kind === 'list') return linesOfList(value.items);
  if (value.kind !== 'map') return [line(leafText(value), 0)];
  if (value.entries.size === 0) return [line('{}', 0)];
  return [line('{', 1), ...assignments(value), line('}', -1)];
}

/** An item starts on the line on which the one before it ends. */
function linesOfList(items: readonly Value[]): Line[] {
  let last = line('[', 1);
  const lines = [last];
  for (const [index, item] of items.entries()) {
    const [first, ...others] = linesOf(item);
    last.text += (index > 0 ? ', ' : '') + (first?.text ?? '');
    last.balance += first?.balance ?? 0;
    lines.push(...others);
    last = lines.at(-1) ?? last;
  }
  last.text += ']';
  last.balance--;
  return lines;
}

function assignments(map: MapValue): Line[] {
  return sortedEntries(map).flatMap(([key, value]) => {
    const [first, ...others] = linesOf(value);
    const name = isIdentifier(key) ? key : quote(key);
    return [{ name, text: first?.text ?? '', balance: first?.balance ?? 0 }, ...others];
  });
}

function line(text: string, balance: number): Line {
  return { name: undefined, text, balance };
}

function leafText(value: Value): string {
  return value.kind === 'string' ? quote(value.value) : (toText(value) ?? 'null');
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

function quote(text: string): string {
  const escaped = text
    .replace(/[$%]\{/g, (marker) => `${marker.charAt(0)}${marker}`)
    .replace(
      /["\\]|[^\x20\p{L}\p{M}\p{N}\p{P}\p{S}]/gu,
      (character) => ESCAPES.get(character) ?? codeEscape(character),
    );
  return `"${escaped}"`;
}

function codeEscape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
}

/** Lines with aligned equals signs and their indentation. */
function layOut(lines: readonly Line[]): string {
  const widths = nameWidths(lines);
  const open: number[] = [];
  const laidOut = lines.map(({ name, text, balance }, index) => {
    if (balance < 0) close(open, -balance);
    const indentation = '  '.repeat(open.length);
    if (balance > 0) open.push(balance);
    return indentation + (name === undefined ? text : `${name.padEnd(widths[index] ?? 0)} = ${text}`);
  });
  return laidOut.join('\n');
}

/** One level of indentation stands for all brackets that one line opened. */
function close(open: number[], count: number): void {
  let left = count;
  while (left > 0) {
    const top = open.pop();
    if (top === undefined) return;
    if (top > left) open.push(top - left);
    left -= top;
  }
}

/** Equals signs of arguments on lines of their own, one below the other, are aligned. */
function nameWidths(lines: readonly Line[]): readonly number[] {
  const widths = lines.map(() => 0);
  let start = 0;
  for (let index = 0; index <= lines.length; index++) {
    const current = lines[index];
    if (current?.name !== undefined && current.balance === 0) continue;
    const width = Math.max(0, ...lines.slice(start, index).map(({ name }) => name?.length ?? 0));
    widths.fill(width, start, index);
    start = index + 1;
  }
  return widths;
}
