/** Inventories, code and both together on their way to a model and to findings. */
import { observedFacts } from '../../src/bindings/inventory/observed-facts.ts';
import { check } from '../../src/check.ts';
import { loadConfig } from '../../src/config/config.ts';
import { readInventory, type Inventory } from '../../src/languages/inventory/read-inventory.ts';
import { buildModel } from '../../src/model/build-model.ts';
import type { NetworkModel } from '../../src/model/model.ts';
import { rules } from '../../src/rule/registry.ts';
import { formatPrefix, type Prefix } from '../../src/ip/prefix.ts';
import type { FactList, Link } from '../../src/model/entities.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { startOf } from '../../src/text/range.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';

/** An inventory; anything but text is written as JSON. */
export function inventory(content: unknown, path = 'export.json'): Inventory {
  const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
  const { inventory: read, problem } = readInventory(new SourceFile(path, text));
  if (read === undefined) throw new Error(problem);
  return read;
}

/** The model of inventories alone. */
export function modelOf(...inventories: readonly Inventory[]): NetworkModel {
  return buildModel(observedFacts(inventories).facts);
}

/** The report on Terraform code with inventories beside it. */
export function checked(
  files: Readonly<Record<string, string>>,
  inventories: readonly Inventory[],
  base?: Readonly<Record<string, string>>,
) {
  const ruleFile = files['rules.yml'];
  return check({
    head: memoryTree(files),
    base: base && memoryTree(base),
    within: [],
    config: loadConfig(ruleFile === undefined ? undefined : new SourceFile('rules.yml', ruleFile), rules),
    rules,
    inventories,
  });
}

/** `rule path:line` of every finding. */
export function findingsOf(report: ReturnType<typeof checked>): string[] {
  return report.findings.map(({ rule, place }) => `${rule} ${place.file.path}:${startOf(place).line}`);
}

/** The known ranges as texts. */
export function ranges(list: FactList<Prefix>): string[] {
  return list.items.map(({ value }) => formatPrefix(value));
}

/** The name of the entity at the end of a link, or how the code names what is outside. */
export function endName(model: NetworkModel, link: Link): string {
  if (link.state === 'resolved') return model.get(link.id)?.name ?? '?';
  return link.state === 'absent' ? 'absent' : `(${link.text})`;
}

/** What a model has, in short. */
export function summary(model: NetworkModel) {
  return {
    networks: model.all('network').map(({ name, addressSpace }) => [name, ...ranges(addressSpace)]),
    subnets: model
      .all('subnet')
      .map(({ name, network, prefixes }) => [endName(model, network), name, ...ranges(prefixes)]),
    peerings: model
      .all('peering')
      .map(({ from, to, liveState }) => [endName(model, from), endName(model, to), liveState]),
    ranges: model.all('range').map(({ name, purpose, prefixes }) => [purpose, name, ...ranges(prefixes)]),
  };
}
