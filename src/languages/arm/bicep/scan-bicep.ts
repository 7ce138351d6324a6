/** Finds the declarations of a Bicep file. Tolerant: whatever the file holds, there is an answer. */
import type { SourceFile } from '../../../text/source-file.ts';
import type { BicepDeclaration, BicepFile, BicepKind } from './declaration.ts';
import { collectImports, collectMention } from './scan-mentions.ts';
import { endDeclaration, endItem, isCloser, spanOf, tokenText } from './scan-state.ts';
import type { OpenDeclaration, Scan } from './scan-state.ts';
import { startItem, startProperty, takeValueToken } from './scan-values.ts';
import { bicepTokens, type BicepToken } from './tokens.ts';

const KINDS: ReadonlySet<string> = new Set(['param', 'var', 'resource', 'module', 'output', 'func', 'type']);

/** Statements that declare nothing we place. */
const OTHER_STATEMENTS: ReadonlySet<string> = new Set([
  'metadata',
  'targetScope',
  'using',
  'import',
  'extension',
  'provider',
  'extends',
  'assert',
  'test',
]);

const filesScanned = new WeakMap<SourceFile, BicepFile>();

/** The declarations of a `.bicep` or `.bicepparam` file. Every file is scanned once. Time grows with its length. */
export function scanBicep(file: SourceFile): BicepFile {
  const known = filesScanned.get(file);
  if (known !== undefined) return known;
  const { tokens } = bicepTokens(file.text);
  const scanned: BicepFile = { file, ...scanTokens(tokens) };
  filesScanned.set(file, scanned);
  return scanned;
}

function scanTokens(tokens: readonly BicepToken[]): Omit<BicepFile, 'file'> {
  const scan: Scan = {
    tokens,
    frames: [],
    declared: [],
    mentions: [],
    importedNames: new Set(),
    current: undefined,
    isAtLineStart: true,
    isAtValue: false,
    decorators: undefined,
    pending: [],
  };
  for (let index = 0; index < tokens.length; index++) index = step(scan, index);
  while (scan.current !== undefined) endDeclaration(scan);
  return {
    declarations: finished(scan.declared),
    mentions: scan.mentions,
    importedNames: scan.importedNames,
  };
}

function finished(declared: readonly OpenDeclaration[]): readonly BicepDeclaration[] {
  const made = new Map<OpenDeclaration, BicepDeclaration>();
  return declared.map((open) => {
    const { kind, name, target, isExisting, header, literals, properties, nameParts, start, end } = open;
    const parent = open.parent && made.get(open.parent);
    const whole = {
      kind,
      name,
      target,
      isExisting,
      parent,
      header,
      literals,
      properties,
      nameParts,
      start,
      end,
    };
    made.set(open, whole);
    return whole;
  });
}

/** Takes the token at `index`; gives the index of the last token that it took. */
function step(scan: Scan, index: number): number {
  const token = scan.tokens[index];
  if (token === undefined) return index;
  if (token.kind === 'newline') {
    endItem(scan);
    scan.isAtLineStart = true;
    return index;
  }
  const top = scan.frames.at(-1);
  if (scan.isAtLineStart && (top === undefined || top.role === 'object')) {
    const taken = startStatement(scan, index, token);
    if (taken !== undefined) return taken;
  }
  scan.isAtLineStart = false;
  if (scan.current !== undefined) scan.current.end = token.end;
  collectMention(scan, index, token);
  const isInValue = scan.current !== undefined && scan.frames.length > scan.current.depth;
  if (isInValue && top?.isInProperty === false) {
    if (top.role === 'object' && startProperty(scan, top, index, token)) return index + 1;
    if (top.role === 'array' && !isCloser(token) && tokenText(token) !== ',') startItem(scan, top, token);
  }
  takeValueToken(scan, index, token);
  return index;
}

/** A declaration, another statement or a decorator that begins at this token. */
function startStatement(scan: Scan, index: number, token: BicepToken): number | undefined {
  const isNested = scan.frames.length > 0;
  if (tokenText(token) === '@' && !scan.frames.at(-1)?.isInProperty) {
    if (!isNested) while (scan.current !== undefined) endDeclaration(scan);
    scan.decorators ??= token.start;
    scan.isAtLineStart = false;
    scan.isAtValue = false;
    return index;
  }
  if (token.kind !== 'word') return undefined;
  const next = scan.tokens[index + 1];
  const third = scan.tokens[index + 2];
  if (isNested) {
    const isResource = token.text === 'resource' && next?.kind === 'word' && third?.kind === 'string';
    return isResource && scan.current?.kind === 'resource' ? startDeclaration(scan, index, token) : undefined;
  }
  if (KINDS.has(token.text) && next?.kind === 'word') {
    while (scan.current !== undefined) endDeclaration(scan);
    return startDeclaration(scan, index, token);
  }
  if (OTHER_STATEMENTS.has(token.text)) {
    while (scan.current !== undefined) endDeclaration(scan);
    scan.decorators = undefined;
    scan.pending = [];
    if (token.text === 'import') collectImports(scan, index + 1);
    scan.isAtLineStart = false;
    collectMention(scan, index, token);
    return index;
  }
  return undefined;
}

function startDeclaration(scan: Scan, index: number, keyword: BicepToken): number {
  const name = scan.tokens[index + 1];
  const third = scan.tokens[index + 2];
  const kind = KINDS.has(keyword.text) ? (keyword.text as BicepKind) : 'var';
  const hasTarget = (kind === 'resource' || kind === 'module') && third?.kind === 'string';
  const last = hasTarget ? index + 2 : index + 1;
  const end = scan.tokens[last]?.end ?? keyword.end;
  const declaration: OpenDeclaration = {
    kind,
    name: name?.text ?? '',
    target: hasTarget ? third.text : '',
    parent: scan.current,
    header: { start: keyword.start, end },
    depth: scan.frames.length,
    start: scan.decorators ?? keyword.start,
    end,
    isExisting: false,
    root: undefined,
    literals: scan.pending,
    properties: new Map(),
    nameParts: [],
  };
  if (kind === 'module' && hasTarget)
    scan.mentions.push({ kind: 'module', path: third.text, ...spanOf(third) });
  scan.pending = [];
  scan.decorators = undefined;
  scan.declared.push(declaration);
  scan.current = declaration;
  scan.isAtLineStart = false;
  scan.isAtValue = false;
  return last;
}
