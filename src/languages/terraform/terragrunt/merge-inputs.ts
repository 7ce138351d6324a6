/** The inputs of a Terragrunt unit: its own, joined with those of the files that it includes. */
import type { MapValue, Value } from '../../../values/value.ts';
import { startOfFile } from '../../../text/range.ts';
import type { Config } from './terragrunt.ts';

/** Two maps as one, the second wins; maps in both are joined the same way, lists one after the other. */
export function deepMerge(first: Value, second: Value): Value {
  if (first.kind === 'list' && second.kind === 'list') {
    return { ...second, type: 'tuple', items: [...first.items, ...second.items] };
  }
  if (first.kind !== 'map' || second.kind !== 'map') return second;
  const entries = new Map(first.entries);
  for (const [name, value] of second.entries) {
    const other = entries.get(name);
    entries.set(name, other === undefined ? value : deepMerge(other, value));
  }
  return { ...second, entries, ...keyOriginsOf(first, second) };
}

function keyOriginsOf(first: MapValue, second: MapValue): Pick<MapValue, 'keyOrigins'> {
  return { keyOrigins: new Map([...(first.keyOrigins ?? []), ...(second.keyOrigins ?? [])]) };
}

/**
 * The values for inputs, the weakest first: look for a name from the end. A value that is no map stands for inputs
 * that are not known: what no later one has may be among them.
 */
export function inputLayers(config: Config): readonly Value[] {
  const { demand } = config.terragrunt.reading;
  let layers: readonly Value[] = [];
  const add = (of: Config, isDeep: boolean): void => {
    if (of.inputs === undefined) return;
    const value = demand.value(of.inputs, startOfFile(of.layer.file));
    const last = layers.at(-1);
    layers =
      isDeep && last !== undefined ? [...layers.slice(0, -1), deepMerge(last, value)] : [...layers, value];
  };
  const merged = config.includes().filter(({ strategy }) => strategy !== 'no_merge');
  for (const include of merged) add(include.config, false);
  add(config, merged.at(-1)?.strategy === 'deep');
  return layers;
}
