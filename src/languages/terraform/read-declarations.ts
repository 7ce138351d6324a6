/** From the syntax of a folder's files to what the module declares. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { rangeOf, type Range } from '../../text/range.ts';
import {
  attributeIn,
  attributesIn,
  literalText,
  rangeOfHeader,
  type Layer,
  type PlacedAttribute,
  type PlacedBlock,
} from './content.ts';
import {
  resourceKey,
  type CallDeclaration,
  type Declaration,
  type ModuleDeclarations,
  type ResourceDeclaration,
} from './declarations.ts';

/** The parsed files of a folder. */
export interface ModuleSyntax {
  readonly folder: string;
  /** The start of the first file. */
  readonly place: Range;
  readonly code: readonly Layer[];
  readonly overrides: readonly Layer[];
  readonly incomplete: boolean;
}

/** The blocks that name something else in a module by their labels. All others say nothing about values. */
const LABELS: ReadonlyMap<string, number> = new Map([
  ['variable', 1],
  ['output', 1],
  ['module', 1],
  ['provider', 1],
  ['resource', 2],
  ['data', 2],
]);

/** Blocks that do not change what is deployed, or that say so elsewhere. */
const IRRELEVANT: ReadonlySet<string> = new Set([
  'action',
  'check',
  'ephemeral',
  'import',
  'language',
  'moved',
  'removed',
]);

/** Stands in no label. */
const SEPARATOR = '\0';

interface Draft {
  readonly declarations: Map<string, Declaration>;
  readonly locals: Map<string, PlacedAttribute>;
  backend: Declaration | undefined;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** What the files of a folder declare together. Wrong and doubled declarations are reported and left out. */
export function readDeclarations(
  syntax: ModuleSyntax,
  report: (diagnostic: Diagnostic) => void,
): ModuleDeclarations {
  const draft: Draft = { declarations: new Map(), locals: new Map(), backend: undefined, report };
  for (const layer of syntax.code) readLayer(layer, draft);
  for (const layer of syntax.overrides) readOverride(layer, draft);
  return sortOut(syntax, draft);
}

function readLayer({ file, body }: Layer, draft: Draft): void {
  for (const block of body.blocks) {
    const placed = { file, block };
    const type = block.type.name;
    if (type === 'terraform') readSettings(placed, draft);
    else if (type === 'locals') readLocals(placed, draft);
    else if (LABELS.has(type)) readDeclaration(placed, draft);
    else if (!IRRELEVANT.has(type)) reportUnrecognised(placed, draft);
  }
  for (const attribute of body.attributes.values()) {
    draft.report({
      severity: 'error',
      code: 'terraform-unexpected-argument',
      message: `An argument such as "${attribute.name.name}" must stand in a block.`,
      range: rangeOf(file, attribute.name),
    });
  }
}

function readSettings({ file, block }: PlacedBlock, draft: Draft): void {
  for (const inner of block.body.blocks) {
    if (inner.type.name !== 'backend' && inner.type.name !== 'cloud') continue;
    const name = inner.type.name === 'cloud' ? 'cloud' : (inner.labels[0]?.name ?? '');
    draft.backend = { name, range: rangeOf(file, inner.header), content: [{ file, body: inner.body }] };
  }
}

function readLocals({ file, block }: PlacedBlock, draft: Draft): void {
  for (const local of attributesIn([{ file, body: block.body }])) {
    const place = rangeOf(file, local.attribute.name);
    const first = draft.locals.get(local.name);
    if (first === undefined) draft.locals.set(local.name, local);
    else reportDouble(`local value "${local.name}"`, place, rangeOf(first.file, first.attribute.name), draft);
  }
}

function readDeclaration(placed: PlacedBlock, draft: Draft): void {
  const key = keyOf(placed, draft);
  if (key === undefined) return;
  const range = rangeOfHeader(placed);
  const declaration = declarationOf(placed);
  const first = draft.declarations.get(key);
  if (first === undefined) draft.declarations.set(key, declaration);
  else reportDouble(`${placed.block.type.name} "${declaration.name}"`, range, first.range, draft);
}

function declarationOf(placed: PlacedBlock): Declaration {
  const { file, block } = placed;
  const name = block.labels.at(-1)?.name ?? '';
  return { name, range: rangeOfHeader(placed), content: [{ file, body: block.body }] };
}

/** What tells a block from all others of its module. Undefined, and reported, when its labels are wrong. */
function keyOf(placed: PlacedBlock, draft: Draft): string | undefined {
  const { type, labels } = placed.block;
  const wanted = LABELS.get(type.name) ?? 0;
  if (labels.length === wanted)
    return [type.name, ...labels.map((label) => label.name), ...aliasOf(placed)].join(SEPARATOR);
  const words = wanted === 1 ? 'one label, the name' : 'two labels, the type and the name';
  draft.report({
    severity: 'error',
    code: 'terraform-labels',
    message: `A ${type.name} block needs ${words}.`,
    range: rangeOfHeader(placed),
  });
  return undefined;
}

/** A provider may be configured several times, under an alias each. */
function aliasOf({ file, block }: PlacedBlock): readonly string[] {
  if (block.type.name !== 'provider') return [];
  const alias = attributeIn([{ file, body: block.body }], 'alias');
  const text = alias === undefined ? undefined : literalText(alias.expression);
  return text === undefined ? [] : [text];
}

function reportDouble(what: string, range: Range, first: Range, { report }: Draft): void {
  const { line } = first.file.positionAt(first.start);
  report({
    severity: 'error',
    code: 'terraform-duplicate',
    message: `The ${what} is already declared in ${first.file.path}, line ${String(line)}. Only the first one counts.`,
    range,
  });
}

function reportUnrecognised(placed: PlacedBlock, { report }: Draft): void {
  report({
    severity: 'note',
    code: 'terraform-unknown-block',
    message: `Blocks of type "${placed.block.type.name}" are not known and were left out.`,
    range: rangeOfHeader(placed),
  });
}

/** An override changes what the other files declare, block by block. */
function readOverride(layer: Layer, draft: Draft): void {
  for (const block of layer.body.blocks) {
    const placed = { file: layer.file, block };
    if (block.type.name === 'terraform') readSettings(placed, draft);
    else if (block.type.name === 'locals') overrideLocals(placed, draft);
    else if (LABELS.has(block.type.name)) overrideDeclaration(placed, draft);
  }
}

function overrideLocals({ file, block }: PlacedBlock, draft: Draft): void {
  for (const local of attributesIn([{ file, body: block.body }])) draft.locals.set(local.name, local);
}

function overrideDeclaration(placed: PlacedBlock, draft: Draft): void {
  const key = keyOf(placed, draft);
  if (key === undefined) return;
  const base = draft.declarations.get(key);
  if (base !== undefined) {
    const layer = { file: placed.file, body: placed.block.body };
    draft.declarations.set(key, { ...base, content: [...base.content, layer] });
    return;
  }
  draft.report({
    severity: 'error',
    code: 'terraform-nothing-to-override',
    message: `No other file of the folder declares this ${placed.block.type.name}, so there is nothing to override.`,
    range: rangeOfHeader(placed),
  });
}

function sortOut({ folder, place, incomplete }: ModuleSyntax, draft: Draft): ModuleDeclarations {
  const variables = new Map<string, Declaration>();
  const outputs = new Map<string, Declaration>();
  const providers = new Map<string, Declaration>();
  const resources = new Map<string, ResourceDeclaration>();
  const calls = new Map<string, CallDeclaration>();
  for (const [key, declaration] of draft.declarations) {
    const [kind, ...labels] = key.split(SEPARATOR);
    const { name } = declaration;
    if (kind === 'variable') variables.set(name, declaration);
    else if (kind === 'output') outputs.set(name, declaration);
    else if (kind === 'provider') providers.set(labels.join('.'), declaration);
    else if (kind === 'module')
      calls.set(name, { ...declaration, source: attributeIn(declaration.content, 'source') });
    else addResource(kind === 'data' ? 'data' : 'managed', labels[0] ?? '', declaration, resources);
  }
  const { locals, backend } = draft;
  return { folder, place, variables, locals, resources, calls, outputs, providers, backend, incomplete };
}

function addResource(
  mode: ResourceDeclaration['mode'],
  type: string,
  declaration: Declaration,
  resources: Map<string, ResourceDeclaration>,
): void {
  resources.set(resourceKey(mode, type, declaration.name), { ...declaration, mode, type });
}
