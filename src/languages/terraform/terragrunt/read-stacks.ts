/** The units that `terragrunt.stack.hcl` files generate: a folder's Terragrunt file at another place, with values. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import { literalOrigin } from '../../../values/origin.ts';
import { mapValue, type Value } from '../../../values/value.ts';
import {
  attributeIn,
  blocksIn,
  contentOf,
  literalBool,
  rangeOfExpression,
  rangeOfHeader,
  type Content,
  type Layer,
  type PlacedBlock,
} from '../content.ts';
import { Cell } from '../demand.ts';
import { unknownAt } from '../instances.ts';
import { folderOf, joinPath } from '../../paths.ts';
import { createConfig } from './config.ts';
import type { Config, Place, Terragrunt } from './terragrunt.ts';

/** A unit that is generated. */
export interface GeneratedUnit {
  readonly layer: Layer;
  readonly place: Place;
  /** The block that asks for it. */
  readonly block: PlacedBlock;
}

/** What the stacks of a tree generate. */
export interface GeneratedUnits {
  readonly units: readonly GeneratedUnit[];
  /** The folders of which generated units are copies: they are deployed only as such. */
  readonly templates: ReadonlySet<string>;
}

/** Where Terragrunt writes what a stack generates. */
const OUTPUT_FOLDER = '.terragrunt-stack';

/** Stacks within stacks, at most. */
const MAX_DEPTH = 8;

/** Units that one stack file generates, at most, those of the stacks in it included. */
const MAX_UNITS = 1000;

/** What one stack file generates, while it is read. */
interface Draft {
  readonly units: GeneratedUnit[];
  readonly templates: Set<string>;
  readonly diagnostics: Diagnostic[];
}

/**
 * Reads the stacks in these files. A unit whose source is not among what was read, or whose place is not known, is
 * reported as not judged. A stack that another one takes as its source is read only as that one's.
 */
export function readStacks(paths: readonly string[], terragrunt: Terragrunt): GeneratedUnits {
  const drafts = new Map<string, Draft>();
  for (const path of paths) {
    const folder = folderOf(path);
    const layer = terragrunt.parse(path);
    if (layer === undefined) continue;
    const draft: Draft = { units: [], templates: new Set(), diagnostics: [] };
    readStack(createConfig(layer, { folder, original: folder }, terragrunt), [folder], draft);
    drafts.set(folder, draft);
  }
  const templates = new Set([...drafts.values()].flatMap((draft) => [...draft.templates]));
  const deployed = [...drafts].filter(([folder]) => !templates.has(folder)).map(([, draft]) => draft);
  for (const { diagnostics } of deployed) diagnostics.forEach(terragrunt.reading.report);
  return { units: deployed.flatMap(({ units }) => units), templates };
}

/** `chain` holds the folders of the stacks that led here, its own last. */
function readStack(config: Config, chain: readonly string[], draft: Draft): void {
  for (const block of blocksIn([config.layer])) {
    const type = block.block.type.name;
    if (type === 'unit' || type === 'stack') readBlock(config, block, type, chain, draft);
  }
}

function readBlock(
  config: Config,
  block: PlacedBlock,
  type: 'unit' | 'stack',
  chain: readonly string[],
  draft: Draft,
): void {
  const { terragrunt, place } = config;
  const content = contentOf(block);
  const source = textOf(config, content, 'source');
  const path = textOf(config, content, 'path');
  if (source === undefined || path === undefined) {
    notJudged(`The ${source === undefined ? 'source' : 'path'} of this ${type} is not known`, block, draft);
    return;
  }
  const template = terragrunt.findFolder(source.split('?', 1)[0] ?? '', place.folder);
  const file =
    template === undefined
      ? undefined
      : joinPath(template, `terragrunt.${type === 'unit' ? 'hcl' : 'stack.hcl'}`);
  const layer = file === undefined || !terragrunt.has(file) ? undefined : terragrunt.parse(file);
  const base = literalBool(content, 'no_dot_terragrunt_stack') === true ? '' : `${OUTPUT_FOLDER}/`;
  const folder = joinPath(place.folder, `${base}${path}`);
  if (template === undefined || layer === undefined || folder === undefined) {
    notJudged(`What this ${type} is generated from is not among what was read`, block, draft);
    return;
  }
  if (type === 'stack' && chain.includes(template)) {
    // Stacks in a circle are all taken by others: none of them would say it.
    terragrunt.reading.report(notJudgedNote('This stack generates itself', block));
    return;
  }
  draft.templates.add(template);
  const generated: Place = { folder, original: folder, values: valuesOf(config, block) };
  if (type === 'stack') {
    const inner = createConfig(layer, generated, terragrunt);
    if (chain.length <= MAX_DEPTH) readStack(inner, [...chain, template], draft);
    else notJudged(`Stacks are read ${String(MAX_DEPTH)} deep, and this one is deeper`, block, draft);
    return;
  }
  // Somebody keeps what was generated beside it: that is read by itself.
  if (terragrunt.has(`${folder}/terragrunt.hcl`)) return;
  if (draft.units.length < MAX_UNITS) draft.units.push({ layer, place: generated, block });
  else notJudged(`A stack is read with ${String(MAX_UNITS)} units, and this is one more`, block, draft);
}

function textOf(config: Config, content: Content, name: string): string | undefined {
  const attribute = attributeIn(content, name);
  const value = attribute && config.evaluate(attribute);
  return value?.kind === 'string' ? value.value : undefined;
}

function valuesOf(config: Config, block: PlacedBlock): Cell<Value> {
  const written = attributeIn(contentOf(block), 'values');
  const range = written === undefined ? rangeOfHeader(block) : rangeOfExpression(written);
  return new Cell<Value>({
    name: 'values',
    compute: () =>
      written === undefined ? mapValue(new Map(), literalOrigin(range)) : config.evaluate(written),
    needs: () => [],
    unknown: (reason) => unknownAt(reason, range),
  });
}

function notJudged(why: string, block: PlacedBlock, { diagnostics }: Draft): void {
  diagnostics.push(notJudgedNote(why, block));
}

/** Says that something that a stack file asks for is not judged. `why` is a sentence without its full stop. */
export function notJudgedNote(why: string, block: PlacedBlock): Diagnostic {
  const message = `${why}: it is not judged.`;
  return { severity: 'note', code: 'terragrunt-stack-not-read', message, range: rangeOfHeader(block) };
}
