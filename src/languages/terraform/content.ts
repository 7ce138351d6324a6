/** What a block holds: arguments and nested blocks, with what override files put in their place. */
import { rangeOf, type Range } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Attribute, Block, Body, Expression } from '../hcl/ast.ts';

/** The body of a block in the file that it stands in. */
export interface Layer {
  readonly file: SourceFile;
  readonly body: Body;
}

/** A block's body, and after it those of the override files that change it. */
export type Content = readonly Layer[];

/** An expression in its file. */
export interface PlacedExpression {
  readonly file: SourceFile;
  readonly expression: Expression;
}

/** An argument in its file. */
export interface PlacedAttribute extends PlacedExpression {
  readonly name: string;
  readonly attribute: Attribute;
}

/** A nested block in its file. */
export interface PlacedBlock {
  readonly file: SourceFile;
  readonly block: Block;
}

/** The place of an expression. */
export function rangeOfExpression({ file, expression }: PlacedExpression): Range {
  return rangeOf(file, expression);
}

/** The place of a block's type and labels. */
export function rangeOfHeader({ file, block }: PlacedBlock): Range {
  return rangeOf(file, block.header);
}

/** The argument of this name. */
export function attributeIn(content: Content, name: string): PlacedAttribute | undefined {
  for (let index = content.length - 1; index >= 0; index--) {
    const layer = content[index];
    const attribute = layer?.body.attributes.get(name);
    if (layer !== undefined && attribute !== undefined) return placed(layer, attribute);
  }
  return undefined;
}

function placed({ file }: Layer, attribute: Attribute): PlacedAttribute {
  return { file, name: attribute.name.name, attribute, expression: attribute.expression };
}

/** All arguments, each once, in the order of the source. */
export function attributesIn(content: Content): readonly PlacedAttribute[] {
  const byName = new Map<string, PlacedAttribute>();
  for (const layer of content) {
    for (const attribute of layer.body.attributes.values())
      byName.set(attribute.name.name, placed(layer, attribute));
  }
  return [...byName.values()];
}

/** The nested blocks in the order of the source. An override replaces all blocks of the types that it has. */
export function blocksIn(content: Content): readonly PlacedBlock[] {
  let blocks: readonly PlacedBlock[] = [];
  for (const { file, body } of content) {
    const replaced = new Set(body.blocks.map(blockType));
    const kept = blocks.filter(({ block }) => !replaced.has(blockType(block)));
    blocks = [...kept, ...body.blocks.map((block) => ({ file, block }))];
  }
  return blocks;
}

/** The blocks of one type; there is at least one. */
export type BlockGroup = readonly [PlacedBlock, ...PlacedBlock[]];

/** The nested blocks by their type, dynamic ones with those that they make. */
export function blocksByType(content: Content): ReadonlyMap<string, BlockGroup> {
  const groups = new Map<string, [PlacedBlock, ...PlacedBlock[]]>();
  for (const placed of blocksIn(content)) {
    const type = blockType(placed.block);
    const group = groups.get(type);
    if (group === undefined) groups.set(type, [placed]);
    else group.push(placed);
  }
  return groups;
}

/** The type of the blocks that a block stands for: a `dynamic "x"` block makes blocks of type `x`. */
function blockType(block: Block): string {
  return isDynamic(block) ? (block.labels[0]?.name ?? '') : block.type.name;
}

/** True for `dynamic "x"`. */
export function isDynamic(block: Block): boolean {
  return block.type.name === 'dynamic' && block.labels.length > 0;
}

/** The first nested block of a type. */
export function blockIn(content: Content, type: string): PlacedBlock | undefined {
  return blocksIn(content).find(({ block }) => block.type.name === type);
}

/** The content of one nested block. */
export function contentOf({ file, block }: PlacedBlock): Content {
  return [{ file, body: block.body }];
}

/** The text of a string without any sequence; undefined for every other expression. */
export function literalText(expression: Expression): string | undefined {
  if (expression.kind !== 'template' || expression.parts.length > 1) return undefined;
  const [part] = expression.parts;
  if (part === undefined) return '';
  return part.kind === 'text' ? part.text : undefined;
}

/** A bool that is written as such; undefined when it is missing or computed. */
export function literalBool(content: Content, name: string): boolean | undefined {
  const expression = attributeIn(content, name)?.expression;
  return expression?.kind === 'bool' ? expression.value : undefined;
}
