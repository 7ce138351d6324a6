/** Comma-separated values as JSON nodes with places: one object a row, its members by the names of the header. */
import type { SourceFile, Span } from '../../text/source-file.ts';
import type { JsonArray, JsonMember, JsonObject, JsonString } from '../json/parse-json.ts';

/** The rows of a file. The separator is the comma, semicolon or tab that the header has most of. */
export function parseCsv(file: SourceFile): JsonArray {
  const { text } = file;
  const start = text.startsWith('\uFEFF') ? 1 : 0;
  const rows = readRows(text, start, separatorOf(text, start));
  const header = rows[0] ?? [];
  const items = rows.slice(1).flatMap((cells) => rowObject(header, cells) ?? []);
  return { kind: 'array', items, start, end: text.length };
}

function separatorOf(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  const header = text.slice(start, end === -1 ? text.length : end);
  const count = (sign: string): number => header.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

/** Empty cells are left out, and so are rows without any other. */
function rowObject(header: readonly JsonString[], cells: readonly JsonString[]): JsonObject | undefined {
  const members = cells.flatMap((value, at): JsonMember[] => {
    const key = header[at];
    return key === undefined || value.value === ''
      ? []
      : [{ key, value, start: value.start, end: value.end }];
  });
  const [first, last] = [members[0], members.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { kind: 'object', members, start: first.start, end: last.end };
}

function readRows(text: string, start: number, separator: string): JsonString[][] {
  const rows: JsonString[][] = [];
  let row: JsonString[] = [];
  let at = start;
  while (at < text.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, separator);
    row.push(cell);
    at = cell.end;
    while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
    if (text[at] === separator) {
      at++;
      if (at < text.length) continue;
    }
    if (text[at] === '\r') at++;
    if (text[at] === '\n') at++;
    rows.push(row);
    row = [];
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function plainCell(text: string, start: number, separator: string): JsonString {
  let end = start;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
  return cellOf(text.slice(start, end).trim(), { start, end });
}

/** Two quotes stand for one. What follows the closing quote up to the separator is passed over. */
function quotedCell(text: string, start: number): JsonString {
  let end = start + 1;
  let from = end;
  const parts: string[] = [];
  for (;;) {
    const quote = text.indexOf('"', end);
    if (quote === -1) {
      parts.push(text.slice(from));
      return cellOf(parts.join(''), { start, end: text.length });
    }
    if (text[quote + 1] !== '"') {
      parts.push(text.slice(from, quote));
      return cellOf(parts.join(''), { start, end: quote + 1 });
    }
    parts.push(text.slice(from, quote + 1));
    end = quote + 2;
    from = end;
  }
}

/** Places inside of a cell are not told: the cell is. */
function cellOf(value: string, { start, end }: Span): JsonString {
  return { kind: 'string', value, hasEscapes: true, start, end };
}
