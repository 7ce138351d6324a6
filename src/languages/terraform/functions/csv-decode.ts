/** `csvdecode`: a table with a header row (RFC 4180) as a list of objects, each cell with its place. */
import type { Span } from '../../../text/source-file.ts';
import type { Origin } from '../../../values/origin.ts';
import { listValue, stringValue, type Value } from '../../../values/value.ts';
import { defineFunction, type Problem } from './define.ts';
import { MAX_ITEMS, TOO_MANY_ITEMS } from './members.ts';
import { text } from './parameters.ts';
import { textSource, type TextSource } from './text-source.ts';

/** The rows of a table in CSV, as objects. */
export const csvdecode = defineFunction('csvdecode', {
  parameters: [text('str')],
  run([str], call) {
    const source = textSource(str, call);
    const rows = readRows(str.value);
    if ('problem' in rows) return rows;
    const [header, ...records] = rows;
    if (header === undefined) return { problem: 'there is no header line' };
    const names = new Map<string, Origin>();
    for (const cell of header.cells) {
      if (names.has(cell.value)) return { problem: `the column ${JSON.stringify(cell.value)} stands twice` };
      names.set(cell.value, source.originOf(cell));
    }
    if (records.length * names.size > MAX_ITEMS) return TOO_MANY_ITEMS;
    const items: Value[] = [];
    for (const record of records) {
      if (record.cells.length !== names.size) {
        return {
          problem: `line ${record.line} has ${record.cells.length} fields, the header has ${names.size}`,
        };
      }
      items.push(objectOf(record, header, names, source));
    }
    return listValue(items, call.origin, 'list');
  },
});

/** One field; its span covers its quotes. */
interface Cell extends Span {
  readonly value: string;
  /** Line breaks within it. */
  readonly breaks: number;
}

interface Row extends Span {
  /** Counted from 1. */
  readonly line: number;
  readonly cells: readonly Cell[];
}

function objectOf(row: Row, header: Row, keyOrigins: ReadonlyMap<string, Origin>, source: TextSource): Value {
  const entries = row.cells.map((cell, column): [string, Value] => [
    header.cells[column]?.value ?? '',
    stringValue(cell.value, source.originOf(cell)),
  ]);
  return { kind: 'map', type: 'object', entries: new Map(entries), keyOrigins, origin: source.originOf(row) };
}

/** Lines without content are no rows. */
function readRows(text: string): readonly Row[] | Problem {
  const rows: Row[] = [];
  let at = 0;
  let line = 1;
  while (at < text.length) {
    const first = line;
    const start = at;
    const cells: Cell[] = [];
    while (cells.length === 0 || text[at] === ',') {
      const from = cells.length === 0 ? at : at + 1;
      const cell = text[from] === '"' ? readQuoted(text, from, line) : readPlain(text, from, line);
      if ('problem' in cell) return cell;
      cells.push(cell);
      line += cell.breaks;
      at = cell.end;
    }
    if (at > start) rows.push({ start, end: at, line: first, cells });
    at += lineBreakLength(text, at);
    line++;
  }
  return rows;
}

const PLAIN = /[^,\n]*/y;

function readPlain(text: string, start: number, line: number): Cell | Problem {
  PLAIN.lastIndex = start;
  const content = PLAIN.exec(text)?.[0] ?? '';
  // A carriage return before the line break belongs to the break.
  const ends = text[start + content.length] !== ',' && content.endsWith('\r');
  const value = ends ? content.slice(0, -1) : content;
  if (value.includes('"')) return { problem: `line ${line}: a quote stands inside a field without quotes` };
  return { start, end: start + value.length, value, breaks: 0 };
}

function readQuoted(text: string, start: number, line: number): Cell | Problem {
  let at = start + 1;
  const pieces: string[] = [];
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return { problem: `line ${line}: the closing quote of a field is missing` };
    pieces.push(text.slice(at, quote));
    at = quote + 1;
    if (text[at] !== '"') break;
    pieces.push('"');
    at++;
  }
  if (at < text.length && text[at] !== ',' && lineBreakLength(text, at) === 0) {
    return { problem: `line ${line}: text stands behind the closing quote of a field` };
  }
  const value = pieces.join('').replaceAll('\r\n', '\n');
  return { start, end: at, value, breaks: value.split('\n').length - 1 };
}

/** The length of the line break at an offset; a carriage return at the very end of the text is one. */
function lineBreakLength(text: string, at: number): number {
  if (text[at] === '\n') return 1;
  if (text[at] !== '\r') return 0;
  if (text[at + 1] === '\n') return 2;
  return at + 1 === text.length ? 1 : 0;
}
