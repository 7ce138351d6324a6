/** Reads the templates of a tree: which of them are deployed, with which parameters, to units. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import { readSource } from '../../../tree/source-text.ts';
import type { Tree } from '../../../tree/tree.ts';
import { folderOf, isFileWithinAny, joinPath } from '../../paths.ts';
import { MAX_RESOURCES } from '../../resource-limit.ts';
import type { ReadOptions, ReadResult, Unit } from '../../unit.ts';
import { staleDiagnostic } from '../bicep/places.ts';
import { scanBicep } from '../bicep/scan-bicep.ts';
import { createArmTextParser } from '../expressions/parse-arm-text.ts';
import type { Template } from './deployment.ts';
import { pairParameterFiles } from './parameter-files.ts';
import { readUnit, type Run } from './read-unit.ts';
import { TemplateFiles, type ParameterFile } from './template-files.ts';

/** The units of the recognised files of a tree, ordered by id. */
export function readTemplates(
  tree: Tree,
  recognised: readonly SourceFile[],
  options: ReadOptions,
): ReadResult {
  const files = new TemplateFiles(tree);
  const diagnostics = new Map<string, Diagnostic>();
  const report = (diagnostic: Diagnostic): void => {
    const { code, message, range } = diagnostic;
    const key = `${range.file.path}\0${range.start}\0${range.end}\0${code}\0${message}`;
    if (!diagnostics.has(key)) diagnostics.set(key, diagnostic);
  };
  const templates: Template[] = [];
  const parameters: ParameterFile[] = [];
  for (const file of recognised) {
    const read = files.read(file);
    if (isFileWithinAny(file.path, options.within)) read.diagnostics.forEach(report);
    if (read.template !== undefined) templates.push(read.template);
    if (read.parameters !== undefined) parameters.push(read.parameters);
  }
  const roots = deployedTemplates(tree, templates, parameters);
  const run: Run = {
    files,
    parseText: createArmTextParser(),
    constants: new WeakMap(),
    scopeOf: options.scopeOf,
    room: { left: MAX_RESOURCES },
  };
  const pairs = pairParameterFiles(tree, roots, parameters);
  const readings: Reading[] = [];
  for (const template of roots) {
    const paired = pairs.get(template) ?? [];
    const wanted = paired.length === 0 ? [undefined] : paired;
    for (const file of wanted) {
      if (isWanted(template, file, options) || LINK.test(template.file.text))
        readings.push(readOne(run, template, file));
    }
  }
  const units: Unit[] = [];
  for (const { template, file, unit, said } of deployedByNoOther(readings)) {
    if (!isWanted(template, file, options)) continue;
    units.push(unit);
    said.forEach(report);
    [template, file].forEach((source) => {
      const stale = source && staleDiagnostic(source.file, source.places);
      if (stale !== undefined) report(stale);
    });
  }
  units.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { units, diagnostics: [...diagnostics.values()] };
}

/** Templates that are not wanted are read as well when they can link to those that are. */
const LINK = /"templateLink"/i;

/** One reading of a template with one parameter file. */
interface Reading {
  readonly template: Template;
  readonly file: ParameterFile | undefined;
  readonly unit: Unit;
  readonly said: readonly Diagnostic[];
  /** The files that it links to. */
  readonly links: ReadonlySet<string>;
}

function readOne(run: Run, template: Template, file: ParameterFile | undefined): Reading {
  const said: Diagnostic[] = [];
  const links = new Set<string>();
  const unit = readUnit(run, template, file, {
    report: (diagnostic) => said.push(diagnostic),
    linksTo: (path) => links.add(path),
  });
  return { template, file, unit, said, links };
}

/** A template that others link to is judged there; of those that link to each other the first one is judged. */
function deployedByNoOther(readings: readonly Reading[]): readonly Reading[] {
  const isLinked = ({ template }: Reading, by: ReadonlySet<string>): boolean => by.has(template.file.path);
  const linked = new Set(readings.flatMap(({ links }) => [...links]));
  const reached = new Set<string>();
  const kept = new Set<string>();
  const keep = ({ template, links }: Reading): void => {
    kept.add(template.file.path);
    links.forEach((path) => reached.add(path));
  };
  readings.filter((reading) => !isLinked(reading, linked)).forEach(keep);
  for (const reading of readings) if (!isLinked(reading, reached)) keep(reading);
  return readings.filter(({ template }) => kept.has(template.file.path));
}

/** Whoever names a parameter file, or what was compiled to either file, means the unit as well. */
function isWanted(template: Template, file: ParameterFile | undefined, { within }: ReadOptions): boolean {
  const paths = [template.file.path, template.file.path.replace(/\.json$/i, '.bicep')];
  if (file !== undefined) {
    const { path } = file.file;
    paths.push(path, path.replace(/(?:\.parameters)?\.json$/i, '.bicepparam'));
  }
  return paths.some((path) => isFileWithinAny(path, within));
}

/** The templates that nothing else in the tree deploys, and the modules that have parameter files of their own. */
function deployedTemplates(
  tree: Tree,
  templates: readonly Template[],
  parameters: readonly ParameterFile[],
): readonly Template[] {
  const linked = new Set<string>();
  for (const { file } of templates) for (const path of linkedPaths(file)) linked.add(path);
  const unlinked = templates.filter(({ file: { path } }) => !linked.has(path));
  const modules = bicepModules(tree, templates);
  const own = pairParameterFiles(tree, unlinked, parameters);
  return unlinked.filter((template) => !modules.has(template.file.path) || own.has(template));
}

const RELATIVE_PATH = /"relativePath"[ \t\r\n]*:[ \t\r\n]*"([^"\\\r\n[]{1,500})"/gi;

/** The templates of the tree that a template links to in plain text. */
function linkedPaths({ path, text }: SourceFile): readonly string[] {
  return Array.from(text.matchAll(RELATIVE_PATH)).flatMap(([, relative = '']) => {
    const linked = joinPath(folderOf(path), relative);
    return linked === undefined || linked === path ? [] : [linked];
  });
}

/** What tests a module shows what can be done with it, not what is deployed. */
const TEST = /\.test\.bicep$|(?:^|\/)tests?\//i;

/**
 * The compiled templates whose Bicep files others use as modules: those are judged where they are used. A test that is
 * not compiled does not count: nothing would be judged then.
 */
function bicepModules(tree: Tree, templates: readonly Template[]): ReadonlySet<string> {
  const paths = tree.entries.flatMap(({ path }) => (path.endsWith('.bicep') ? [path] : []));
  const present = new Set(paths);
  const modules = new Set<string>();
  const sources = templates.map(({ file }) => file.path.replace(/\.json$/i, '.bicep'));
  const compiled = new Set(sources.filter((path) => present.has(path)));
  if (compiled.size === 0) return modules;
  tree.prefetch(paths);
  for (const path of paths) {
    const file = readSource(tree, path)?.file;
    if (file === undefined || (TEST.test(path) && !compiled.has(path))) continue;
    for (const { kind, path: named } of scanBicep(file).mentions) {
      const module = kind === 'module' ? joinPath(folderOf(path), named) : undefined;
      if (module !== undefined && module !== path) modules.add(module.replace(/\.bicep$/, '.json'));
    }
  }
  return modules;
}
