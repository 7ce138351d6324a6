/** The settings with which a provider deploys: its configuration block, evaluated once for all that it deploys. */
import { literalOrigin } from '../../values/origin.ts';
import { mapValue, type MapValue, type UnknownReason, type Value } from '../../values/value.ts';
import { evaluateExpression } from '../hcl/evaluate.ts';
import { extendReference } from '../hcl/map-member.ts';
import { attributesIn, blocksByType } from './content.ts';
import type { Declaration } from './declarations.ts';
import { Cell } from './demand.ts';
import { evaluateBlocks } from './evaluate-blocks.ts';
import type { Module } from './module.ts';
import { needsOf, needsOfBlocks } from './needs.ts';
import { createScope } from './scope.ts';
import { VALUE_COST } from './value-cost.ts';

/** By the module that has the block, then by the block's name there. */
const known = new WeakMap<Module, Map<string, Cell<MapValue>>>();

/**
 * The evaluated configuration with this name, told as the root module calls it (a module's own ones carry its
 * address); undefined when no block was read that has it. `module` is the one whose resource it deploys.
 */
export function providerSettings(name: string, module: Module): MapValue | undefined {
  for (let owner: Module | undefined = module; owner !== undefined; owner = owner.caller) {
    const local = name.startsWith(owner.prefix) ? name.slice(owner.prefix.length) : undefined;
    const declaration = local === undefined ? undefined : owner.declarations.providers.get(local);
    if (local === undefined || declaration === undefined) continue;
    // One block can stand for several configurations, which its name does not tell apart.
    if (attributesIn(declaration.content).some((attribute) => attribute.name === 'for_each'))
      return undefined;
    const ofOwner: Map<string, Cell<MapValue>> = known.get(owner) ?? new Map<string, Cell<MapValue>>();
    known.set(owner, ofOwner);
    const cell = ofOwner.get(local) ?? settingsCell(name, declaration, owner);
    ofOwner.set(local, cell);
    return owner.unit.demand.value(cell, declaration.range);
  }
  return undefined;
}

function settingsCell(name: string, { content, range }: Declaration, module: Module): Cell<MapValue> {
  const { unit } = module;
  const attributes = attributesIn(content);
  const groups = blocksByType(content);
  const reference = { unit: unit.id, address: `provider.${name}`, path: [] };
  const openReason: UnknownReason = {
    code: 'environment',
    message: `provider ${name} takes it from where it is run`,
    range,
  };
  const settings = (entries: ReadonlyMap<string, Value>, reason: UnknownReason): MapValue => ({
    ...mapValue(entries, literalOrigin(range)),
    open: { reference, reason },
  });
  return new Cell<MapValue>({
    name: `provider.${name}`,
    compute: () => {
      const entries = new Map<string, Value>();
      unit.budget.steps -= VALUE_COST;
      for (const { name: argument, file, expression } of attributes)
        entries.set(argument, evaluateExpression(expression, createScope(module, file, {})));
      for (const [type, blocks] of groups) {
        if (entries.has(type)) continue;
        const context = { module, names: {}, openReason };
        entries.set(type, evaluateBlocks(blocks, extendReference(reference, type), context));
      }
      return settings(entries, openReason);
    },
    *needs() {
      yield* needsOf(attributes, module);
      for (const blocks of groups.values()) yield* needsOfBlocks(blocks, module);
    },
    unknown: (reason) => settings(new Map(), reason),
  });
}
