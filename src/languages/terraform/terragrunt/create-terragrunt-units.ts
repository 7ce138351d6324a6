/** The units that Terragrunt deploys: folders with a `terragrunt.hcl` that says which module, with which inputs. */
import { startOfFile, type Range } from '../../../text/range.ts';
import { literalOrigin } from '../../../values/origin.ts';
import {
  mapValue,
  stringValue,
  unknownValue,
  type UnknownReason,
  type Value,
} from '../../../values/value.ts';
import type { Resource } from '../../unit.ts';
import { attributeIn } from '../content.ts';
import type { ModuleDeclarations } from '../declarations.ts';
import { parseFile } from '../load-modules.ts';
import type { ModuleInputs } from '../module.ts';
import { parseModuleSource } from '../module-source.ts';
import { baseName, displayFolder, folderOf, joinPath } from '../paths.ts';
import { inputsOfFiles, prepareUnit, type PreparedModule, type PreparedUnit } from '../prepare-unit.ts';
import type { Reading } from '../reading.ts';
import type { ValueFile } from '../value-files.ts';
import { createConfig } from './config.ts';
import { inputLayers } from './merge-inputs.ts';
import type { Config, OutputSource, Terragrunt } from './terragrunt.ts';

/** What Terragrunt deploys. */
export interface TerragruntUnits {
  readonly units: readonly PreparedUnit[];
  /** The folders of the modules that they use. */
  readonly modules: ReadonlySet<string>;
}

/** The Terragrunt units of a tree; `isWanted` limits their folders. */
export function createTerragruntUnits(
  reading: Reading,
  isWanted: (folder: string) => boolean,
): TerragruntUnits {
  const paths = reading.tree.entries.map(({ path }) => path).filter(isConfigFile);
  const sources = new Map<string, OutputSource>();
  const terragrunt = createTerragrunt(reading, sources);
  const units: PreparedUnit[] = [];
  const modules = new Set<string>();
  for (const path of paths) {
    const folder = folderOf(path);
    const layer = isWanted(folder) ? terragrunt.parse(path) : undefined;
    if (layer === undefined) continue;
    const config = createConfig(layer, { folder, original: folder }, terragrunt);
    const unit = unitOf(config);
    if (unit === undefined) continue;
    units.push(unit.prepared);
    sources.set(folder, unit.outputs);
    if (unit.module !== undefined) modules.add(unit.module);
  }
  return { units, modules };
}

function isConfigFile(path: string): boolean {
  return baseName(path) === 'terragrunt.hcl' && !path.split('/').includes('.terragrunt-cache');
}

function createTerragrunt(reading: Reading, units: ReadonlyMap<string, OutputSource>): Terragrunt {
  const files = new Set(reading.tree.entries.map(({ path }) => path));
  const folders = new Set<string>(['']);
  for (const path of files) {
    for (let folder = folderOf(path); !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  }
  const layers = new Map<string, ReturnType<Terragrunt['parse']>>();
  const configs = new Map<string, Config>();
  const find = (path: string, folder: string, isThere: (path: string) => boolean): string | undefined => {
    const found = joinPath(path.startsWith('/') ? '' : folder, path);
    return found !== undefined && isThere(found) ? found : undefined;
  };
  const terragrunt: Terragrunt = {
    reading,
    findFile: (path, folder) => find(path, folder, (each) => files.has(each)),
    findFolder: (path, folder) => find(path, folder, (each) => folders.has(each)),
    has: (path) => files.has(path) || folders.has(path),
    parse(path) {
      if (!layers.has(path)) layers.set(path, parseFile(reading.tree, path, 'code', reading.report)[0]);
      return layers.get(path);
    },
    config(path, original) {
      const key = `${path}\0${original}`;
      const layer = terragrunt.parse(path);
      if (layer === undefined) return undefined;
      const config =
        configs.get(key) ?? createConfig(layer, { folder: folderOf(path), original }, terragrunt);
      configs.set(key, config);
      return config;
    },
    unitIn: (folder) => units.get(folder),
  };
  return terragrunt;
}

interface TerragruntUnit {
  readonly prepared: PreparedUnit;
  readonly outputs: OutputSource;
  /** The folder of its module, when that was read. */
  readonly module?: string;
}

/** A file that names no module and has no code beside it is one that others include. */
function unitOf(config: Config): TerragruntUnit | undefined {
  const { terragrunt, place } = config;
  const { reading } = terragrunt;
  const source = sourceOf(config);
  if (source === undefined) {
    const declarations = reading.loader.load(place.folder);
    const isUnit = declarations !== undefined && declarations.resources.size + declarations.calls.size > 0;
    return isUnit ? moduleUnit(config, declarations) : undefined;
  }
  const range = source.origin.range;
  if (source.kind !== 'string') {
    const reason: UnknownReason =
      source.kind === 'unknown'
        ? source.reason
        : { code: 'failed', message: 'the source is no string', range };
    return unreadUnit(config, '', undefined, range, reason);
  }
  const [path = ''] = source.value.split('?');
  const folder = terragrunt.findFolder(path, place.folder);
  const declarations = folder === undefined ? undefined : reading.loader.load(folder);
  if (declarations !== undefined) return moduleUnit(config, declarations);
  const parsed = parseModuleSource(source.value);
  if (parsed.kind === 'local') {
    const message = `The module ${parsed.path} was not found.`;
    reading.report({ severity: 'error', code: 'terraform-missing-module', message, range });
  }
  const name = parsed.kind === 'local' ? parsed.path : parsed.name;
  const message = `the code of the module ${name} is not among what was read`;
  const version = parsed.kind === 'local' ? undefined : parsed.version;
  return unreadUnit(config, name, version, range, { code: 'module-not-read', message, range });
}

/** The source that the file names, else the last included file that names one. */
function sourceOf(config: Config): Value | undefined {
  const named = [...config.includes().map((include) => include.config), config].findLast(
    ({ source }) => source,
  );
  const { demand } = config.terragrunt.reading;
  return named?.source && demand.value(named.source, startOfFile(named.layer.file));
}

function moduleUnit(config: Config, declarations: ModuleDeclarations): TerragruntUnit {
  const { folder } = config.place;
  const parts = {
    id: displayFolder(folder),
    folder,
    label: '',
    declarations,
    inputs: inputsOf(config, declarations),
  };
  const prepared: PreparedModule = prepareUnit(parts, config.terragrunt.reading);
  const names = [...declarations.outputs.keys()];
  return {
    prepared,
    outputs: { names, output: (name) => prepared.root.output(name) },
    module: declarations.folder,
  };
}

/** Inputs come from the environment, so that every file of values wins over them. */
function inputsOf(config: Config, declarations: ModuleDeclarations): ModuleInputs {
  const { reading } = config.terragrunt;
  let files: ModuleInputs | undefined;
  let layers: readonly Value[] | undefined;
  return {
    value(name) {
      files ??= inputsOfFiles(declarations, valueFiles(config, declarations), reading);
      const given = files.value(name);
      if (given !== undefined) return given;
      layers ??= inputLayers(config);
      const layer = layers.findLast(
        (each) => each.kind !== 'map' || each.entries.has(name) || each.open !== undefined,
      );
      if (layer === undefined || layer.kind === 'null') return undefined;
      return layer.kind === 'map' ? layer.entries.get(name) : layer;
    },
    needs: () => [],
  };
}

/** The files of values in the module's and the unit's folder, those of extra arguments, and those that are chosen. */
function valueFiles(config: Config, { folder }: ModuleDeclarations): readonly ValueFile[] {
  const { reading } = config.terragrunt;
  const folders = [...new Set([folder, config.place.folder])];
  const automatic = folders.flatMap((each) => reading.loader.folders.get(each)?.automaticValues ?? []);
  const configs = [...config.includes().map((include) => include.config), config];
  const extra = configs.flatMap(extraValueFiles);
  return [...[...automatic, ...extra].map((path) => reading.valueFile(path)), ...reading.chosenFiles];
}

const VAR_FILE = /^-var-file=(.+)$/;

function extraValueFiles(config: Config): readonly string[] {
  const { terragrunt, place } = config;
  return config.extraArguments.flatMap((content) => {
    const read = (name: string): readonly string[] => {
      const attribute = attributeIn(content, name);
      const value = attribute && config.evaluate(attribute);
      return value?.kind === 'list'
        ? value.items.flatMap((item) => (item.kind === 'string' ? [item.value] : []))
        : [];
    };
    const named = read('arguments').flatMap((argument) => VAR_FILE.exec(argument)?.[1] ?? []);
    const paths = [...read('required_var_files'), ...read('optional_var_files'), ...named];
    return paths.flatMap((path) => terragrunt.findFile(path, place.folder) ?? []);
  });
}

/** A unit whose module is elsewhere: one call of it, with the inputs as arguments. */
function unreadUnit(
  config: Config,
  type: string,
  version: string | undefined,
  range: Range,
  reason: UnknownReason,
): TerragruntUnit {
  const { folder } = config.place;
  const unit = displayFolder(folder);
  const name = baseName(type) || baseName(folder) || 'module';
  const reference = { unit, address: `module.${name}`, path: [] };
  const origin = literalOrigin(range);
  const resource = (): Resource => {
    const entries = new Map<string, Value>();
    for (const layer of inputLayers(config)) {
      if (layer.kind === 'map') for (const [key, value] of layer.entries) entries.set(key, value);
    }
    if (version !== undefined) entries.set('version', stringValue(version, origin));
    const attributes = { ...mapValue(entries, origin), open: { reference, reason } };
    return {
      dialect: 'terraform',
      mode: 'module',
      type,
      name,
      address: reference.address,
      unit,
      attributes,
      range,
    };
  };
  return {
    prepared: { id: unit, folder, resources: () => [resource()] },
    outputs: {
      names: [],
      output: (output) => unknownValue(reason, origin, { ...reference, path: [output] }),
    },
  };
}
