/** One Terragrunt file, evaluated by need in the place where it counts: its own folder, or that of who includes it. */
import { rangeOf, type Range } from '../../../text/range.ts';
import { literalOrigin } from '../../../values/origin.ts';
import { mapValue, type Value } from '../../../values/value.ts';
import { evaluateExpression } from '../../hcl/evaluate.ts';
import type { Scope } from '../../hcl/scope.ts';
import {
  attributeIn,
  attributesIn,
  blockIn,
  blocksIn,
  contentOf,
  rangeOfExpression,
  type Content,
  type Layer,
  type PlacedAttribute,
  type PlacedBlock,
  type PlacedExpression,
} from '../content.ts';
import { Cell } from '../demand.ts';
import { unknownAt } from '../instances.ts';
import { folderOf } from '../../paths.ts';
import { createConfigScope } from './config-scope.ts';
import type { Config, Include, Place, Terragrunt } from './terragrunt.ts';

/** A file as what it means at a place. Nothing is evaluated before it is asked for. */
export function createConfig(layer: Layer, place: Place, terragrunt: Terragrunt): Config {
  const content: Content = [layer];
  const locals = new Map<string, PlacedAttribute>();
  for (const block of blocksIn(content)) {
    if (block.block.type.name !== 'locals') continue;
    for (const local of attributesIn(contentOf(block))) locals.set(local.name, local);
  }
  const terraform = blockIn(content, 'terraform');
  const config: Config = {
    layer,
    place,
    terragrunt,
    local: remembered((name) => cellOf(locals.get(name), `local.${name}`)),
    inputs: cellOf(attributeIn(content, 'inputs'), 'inputs'),
    source: cellOf(terraform && attributeIn(contentOf(terraform), 'source'), 'terraform.source'),
    includes: once(() => includesOf(config), []),
    dependency: remembered((name) => {
      const block = blocksIn(content).find((each) => isDependency(each, name));
      return cellOf(block && attributeIn(contentOf(block), 'config_path'), `dependency.${name}`);
    }),
    extraArguments: terraform === undefined ? [] : extraArguments(contentOf(terraform)),
    whole: new Cell<Value>({
      name: layer.file.path,
      compute: () => wholeConfig(config, [...locals.keys()]),
      needs: () => [],
      unknown: (reason) => unknownAt(reason, startOf(layer)),
    }),
    evaluate: ({ expression }) => evaluateExpression(expression, scope),
  };
  const scope: Scope = createConfigScope(config);

  function cellOf(placed: PlacedExpression | undefined, name: string): Cell<Value> | undefined {
    if (placed === undefined) return undefined;
    return new Cell<Value>({
      name,
      compute: () => config.evaluate(placed),
      needs: () => [],
      unknown: (reason) => unknownAt(reason, rangeOfExpression(placed)),
    });
  }
  return config;
}

function isDependency({ block }: PlacedBlock, name: string): boolean {
  return block.type.name === 'dependency' && block.labels[0]?.name === name;
}

function extraArguments(terraform: Content): readonly Content[] {
  const blocks = blocksIn(terraform).filter(({ block }) => block.type.name === 'extra_arguments');
  return blocks.map(contentOf);
}

/** The files that a file includes. They cannot include others themselves. */
function includesOf(config: Config): readonly Include[] {
  const { layer, place, terragrunt } = config;
  if (place.included !== undefined) return [];
  const blocks = blocksIn([layer]).filter(({ block }) => block.type.name === 'include');
  return blocks.flatMap((placed) => {
    const path = attributeIn(contentOf(placed), 'path');
    const value = path && config.evaluate(path);
    if (path === undefined || value?.kind !== 'string') return [];
    const found = terragrunt.findFile(value.value, place.folder);
    const included = found === undefined ? undefined : terragrunt.parse(found);
    if (included === undefined) {
      const message = `The file to include was not found: ${value.value}.`;
      const range = rangeOfExpression(path);
      terragrunt.reading.report({ severity: 'warning', code: 'terragrunt-missing-file', message, range });
      return [];
    }
    const inPlace: Place = { ...place, included: folderOf(included.file.path) };
    return [
      {
        name: placed.block.labels[0]?.name ?? '',
        strategy: strategyOf(placed),
        config: createConfig(included, inPlace, terragrunt),
      },
    ];
  });
}

function strategyOf(placed: PlacedBlock): Include['strategy'] {
  const expression = attributeIn(contentOf(placed), 'merge_strategy')?.expression;
  const [part] = expression?.kind === 'template' ? expression.parts : [];
  const text = part?.kind === 'text' ? part.text : '';
  return text === 'no_merge' || text === 'deep' ? text : 'shallow';
}

/** What reading a file as a whole gives: its local values and its inputs. */
function wholeConfig(config: Config, names: readonly string[]): Value {
  const place = startOf(config.layer);
  const { demand } = config.terragrunt.reading;
  const locals = new Map<string, Value>();
  for (const name of names) {
    const cell = config.local(name);
    if (cell !== undefined) locals.set(name, demand.value(cell, place));
  }
  const origin = literalOrigin(place);
  const members = new Map<string, Value>([['locals', mapValue(locals, origin)]]);
  if (config.inputs !== undefined) members.set('inputs', demand.value(config.inputs, place));
  return mapValue(members, origin);
}

function startOf({ file, body }: Layer): Range {
  return rangeOf(file, { start: body.start, end: body.start });
}

/** The function with its result kept. Whoever asks while it is being made gets `meanwhile`: it would never end. */
function once<T>(make: () => T, meanwhile: T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    if (made === undefined) {
      made = { value: meanwhile };
      made = { value: make() };
    }
    return made.value;
  };
}

/** The function with its results kept. */
function remembered<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, { readonly value: T }>();
  return (name) => {
    const known = made.get(name) ?? { value: make(name) };
    made.set(name, known);
    return known.value;
  };
}
