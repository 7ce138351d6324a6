/** Nested blocks and dynamic blocks as values: a list of maps, in the order of the source. */
import { literalOrigin } from '../../values/origin.ts';
import {
  listValue,
  mapValue,
  type ListValue,
  type MapValue,
  type Reference,
  type UnknownReason,
  type Value,
} from '../../values/value.ts';
import { evaluateExpression } from '../hcl/evaluate.ts';
import { extendReference } from '../hcl/map-member.ts';
import { limitReason } from '../hcl/value-limits.ts';
import {
  attributesIn,
  blocksByType,
  contentOf,
  isDynamic,
  rangeOfHeader,
  type BlockGroup,
  type PlacedBlock,
} from './content.ts';
import { expandDynamic, type BlockInstance } from './expand-dynamic.ts';
import type { Module, Names } from './module.ts';
import { VALUE_COST } from './value-cost.ts';
import { createScope } from './scope.ts';

/** Whose blocks are evaluated, and what their expressions see. */
export interface BlockContext {
  readonly module: Module;
  readonly names: Names;
  /** Why what a block does not write cannot be known. */
  readonly openReason: UnknownReason;
}

/** The blocks of one type, static and dynamic. `reference` stands for the list. */
export function evaluateBlocks(blocks: BlockGroup, reference: Reference, context: BlockContext): ListValue {
  const { budget } = context.module.unit;
  const origin = literalOrigin(rangeOfHeader(blocks[0]));
  const items: MapValue[] = [];
  for (const placed of blocks) {
    for (const instance of instancesOf(placed, context)) {
      if (budget.steps <= 0)
        return listValue([...items, beyondSteps(placed, reference, items.length)], origin, 'list');
      budget.steps -= VALUE_COST;
      items.push(evaluateBlock(instance, extendReference(reference, items.length), context));
    }
  }
  return listValue(items, origin, 'list');
}

/** Stands for all blocks from here on, since the unit has used up its steps. */
function beyondSteps(placed: PlacedBlock, list: Reference, index: number): MapValue {
  const reason = limitReason('the evaluation takes too many steps');
  const open = { reference: extendReference(list, index), reason };
  return { ...mapValue(new Map(), literalOrigin(rangeOfHeader(placed))), open, possible: reason };
}

function instancesOf(placed: PlacedBlock, context: BlockContext): readonly BlockInstance[] {
  if (isDynamic(placed.block)) return expandDynamic(placed, context.module, context.names);
  return [{ content: contentOf(placed), names: context.names, origin: literalOrigin(rangeOfHeader(placed)) }];
}

function evaluateBlock(block: BlockInstance, reference: Reference, context: BlockContext): MapValue {
  const { module, openReason: reason } = context;
  const inner = { ...context, names: block.names };
  const entries = new Map<string, Value>();
  for (const { name, file, expression } of attributesIn(block.content)) {
    entries.set(name, evaluateExpression(expression, createScope(module, file, block.names)));
  }
  for (const [type, blocks] of blocksByType(block.content)) {
    if (!entries.has(type))
      entries.set(type, evaluateBlocks(blocks, extendReference(reference, type), inner));
  }
  const map: MapValue = { ...mapValue(entries, block.origin), open: { reference, reason } };
  return block.possible === undefined ? map : { ...map, possible: block.possible };
}
