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
import { attributeIn, type Layer } from '../content.ts';
import type { ModuleDeclarations } from '../declarations.ts';
import { parseFile } from '../load-modules.ts';
import type { ModuleInputs } from '../module.ts';
import { parseModuleSource } from '../module-source.ts';
import { baseName, displayFolder, folderOf, joinPath } from '../../paths.ts';
import { inputsOfFiles, prepareUnit, type PreparedModule, type PreparedUnit } from '../prepare-unit.ts';
import type { Reading } from '../reading.ts';
import type { ValueFile } from '../value-files.ts';
import { createConfig } from './config.ts';
import { inputLayers } from './merge-inputs.ts';
import { notJudgedNote, readStacks } from './read-stacks.ts';
import type { Config, OutputSource, Place, Terragrunt } from './terragrunt.ts';

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
  const sources = new Map<string, OutputSource>();
  const terragrunt = createTerragrunt(reading, sources);
  const units: PreparedUnit[] = [];
  const modules = new Set<string>();
  const addUnit = (layer: Layer, place: Place, stackFile?: string): boolean => {
    const unit = unitOf(createConfig(layer, place, terragrunt), stackFile);
    if (unit === undefined) return false;
    units.push(unit.prepared);
    sources.set(place.folder, unit.outputs);
    if (unit.module !== undefined) modules.add(unit.module);
    return true;
  };
  const stackFiles = filesCalled('terragrunt.stack.hcl', reading).filter((path) => isWanted(folderOf(path)));
  const generated = readStacks(stackFiles, terragrunt);
  for (const { place } of generated.units) terragrunt.addFolder(place.folder);
  for (const { layer, place, block } of generated.units) {
    if (addUnit(layer, place, block.file.path)) continue;
    reading.report(notJudgedNote('What this unit is generated from names no module', block));
  }
  for (const path of filesCalled('terragrunt.hcl', reading)) {
    const folder = folderOf(path);
    const isUnit = isWanted(folder) && !generated.templates.has(folder);
    const layer = isUnit ? terragrunt.parse(path) : undefined;
    if (layer !== undefined) addUnit(layer, { folder, original: folder });
  }
  return { units, modules };
}

/** The files of this name, without the copies in Terragrunt's cache. */
function filesCalled(name: string, { tree }: Reading): readonly string[] {
  const paths = tree.entries.map(({ path }) => path);
  return paths.filter((path) => baseName(path) === name && !path.split('/').includes('.terragrunt-cache'));
}

function createTerragrunt(reading: Reading, units: ReadonlyMap<string, OutputSource>): Terragrunt {
  const files = new Set(reading.tree.entries.map(({ path }) => path));
  const folders = new Set<string>(['']);
  const addFolder = (path: string): void => {
    for (let folder = path; !folders.has(folder); folder = folderOf(folder)) folders.add(folder);
  };
  for (const path of files) addFolder(folderOf(path));
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
    addFolder,
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
function unitOf(config: Config, stackFile: string | undefined): TerragruntUnit | undefined {
  const { terragrunt, place } = config;
  const { reading } = terragrunt;
  const source = sourceOf(config);
  if (source === undefined) {
    const declarations = reading.loader.load(place.folder);
    const isUnit = declarations !== undefined && declarations.resources.size + declarations.calls.size > 0;
    return isUnit ? moduleUnit(config, declarations, stackFile) : undefined;
  }
  const range = source.origin.range;
  if (source.kind !== 'string') {
    const reason: UnknownReason =
      source.kind === 'unknown'
        ? source.reason
        : { code: 'failed', message: 'the source is no string', range };
    return unreadUnit(config, { type: '', range, reason, stackFile });
  }
  const [path = ''] = source.value.split('?');
  const folder = terragrunt.findFolder(path, place.folder);
  const declarations = folder === undefined ? undefined : reading.loader.load(folder);
  if (declarations !== undefined) return moduleUnit(config, declarations, stackFile);
  const parsed = parseModuleSource(source.value);
  if (parsed.kind === 'local') {
    const message = `The module ${parsed.path} was not found.`;
    reading.report({ severity: 'error', code: 'terraform-missing-module', message, range });
  }
  const name = parsed.kind === 'local' ? parsed.path : parsed.name;
  const message = `the code of the module ${name} is not among what was read`;
  const version = parsed.kind === 'local' ? undefined : parsed.version;
  const reason = { code: 'module-not-read', message, range } as const;
  return unreadUnit(config, { type: name, version, range, reason, stackFile });
}

/** The source that the file names, else the last included file that names one. */
function sourceOf(config: Config): Value | undefined {
  const named = [...config.includes().map((include) => include.config), config].findLast(
    ({ source }) => source,
  );
  const { demand } = config.terragrunt.reading;
  return named?.source && demand.value(named.source, startOfFile(named.layer.file));
}

function moduleUnit(
  config: Config,
  declarations: ModuleDeclarations,
  stackFile: string | undefined,
): TerragruntUnit {
  const { folder } = config.place;
  const parts = {
    id: displayFolder(folder),
    folder,
    label: '',
    declarations,
    inputs: inputsOf(config, declarations),
    files: () => [
      ...configFiles(config, stackFile),
      ...valueFiles(config, declarations).map(({ path }) => path),
    ],
  };
  const prepared: PreparedModule = prepareUnit(parts, config.terragrunt.reading);
  const names = [...declarations.outputs.keys()];
  return {
    prepared,
    outputs: { names, output: (name) => prepared.root.output(name) },
    module: declarations.folder,
  };
}

/** The Terragrunt files that say what a unit is. */
function configFiles({ layer, includes }: Config, stackFile: string | undefined): readonly string[] {
  const included = includes().map((include) => include.config.layer.file.path);
  return [layer.file.path, ...included, ...(stackFile === undefined ? [] : [stackFile])];
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

/** A module whose code was not read, and why. */
interface UnreadModule {
  readonly type: string;
  readonly version?: string | undefined;
  readonly range: Range;
  readonly reason: UnknownReason;
  /** The file of the stack that generates the unit. */
  readonly stackFile: string | undefined;
}

/** A unit whose module is elsewhere: one call of it, with the inputs as arguments. */
function unreadUnit(
  config: Config,
  { type, version, range, reason, stackFile }: UnreadModule,
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
    prepared: {
      id: unit,
      folder,
      modules: [],
      files: () => configFiles(config, stackFile),
      resources: () => [resource()],
    },
    outputs: {
      names: [],
      output: (output) => unknownValue(reason, origin, { ...reference, path: [output] }),
    },
  };
}
