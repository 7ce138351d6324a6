/** Reads the templates of a tree: which of them are deployed, with which parameters, to units. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import { readSource } from '../../../tree/source-text.ts';
import type { Tree } from '../../../tree/tree.ts';
import { folderOf, isFileWithinAny, joinPath } from '../../paths.ts';
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
  const roots = deployedTemplates(tree, templates);
  const run: Run = {
    files,
    parseText: createArmTextParser(),
    constants: new WeakMap(),
    scopeOf: options.scopeOf,
  };
  const pairs = pairParameterFiles(tree, roots, parameters);
  const units: Unit[] = [];
  for (const template of roots) {
    const paired = pairs.get(template) ?? [];
    const wanted = paired.length === 0 ? [undefined] : paired;
    for (const file of wanted) {
      if (!isWanted(template, file, options)) continue;
      units.push(readUnit(run, template, file, report));
      [template, file].forEach((source) => {
        const stale = source && staleDiagnostic(source.file, source.places);
        if (stale !== undefined) report(stale);
      });
    }
  }
  units.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  return { units, diagnostics: [...diagnostics.values()] };
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

/** The templates that nothing else in the tree deploys. */
function deployedTemplates(tree: Tree, templates: readonly Template[]): readonly Template[] {
  const linked = new Set<string>();
  for (const { file } of templates) for (const path of linkedPaths(file)) linked.add(path);
  const modules = bicepModules(tree, templates);
  return templates.filter(({ file: { path } }) => !linked.has(path) && !modules.has(path));
}

const RELATIVE_PATH = /"relativePath"[ \t\r\n]*:[ \t\r\n]*"([^"\\\r\n[]{1,500})"/gi;

/** The templates of the tree that a template links to in plain text. */
function linkedPaths({ path, text }: SourceFile): readonly string[] {
  return Array.from(text.matchAll(RELATIVE_PATH)).flatMap(([, relative = '']) => {
    const linked = joinPath(folderOf(path), relative);
    return linked === undefined || linked === path ? [] : [linked];
  });
}

/** The compiled templates whose Bicep files others use as modules: those are judged where they are used. */
function bicepModules(tree: Tree, templates: readonly Template[]): ReadonlySet<string> {
  const paths = tree.entries.flatMap(({ path }) => (path.endsWith('.bicep') ? [path] : []));
  const present = new Set(paths);
  const modules = new Set<string>();
  const compiled = templates.some(({ file }) => present.has(file.path.replace(/\.json$/i, '.bicep')));
  if (!compiled) return modules;
  tree.prefetch(paths);
  for (const path of paths) {
    const file = readSource(tree, path)?.file;
    if (file === undefined) continue;
    for (const { kind, path: named } of scanBicep(file).mentions) {
      const module = kind === 'module' ? joinPath(folderOf(path), named) : undefined;
      if (module !== undefined && module !== path) modules.add(module.replace(/\.bicep$/, '.json'));
    }
  }
  return modules;
}
