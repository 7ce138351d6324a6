/** Ansible playbooks and task files, as far as they declare networks. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { readSource } from '../../tree/source-text.ts';
import type { Tree } from '../../tree/tree.ts';
import { isFileWithinAny } from '../paths.ts';
import type { DocumentLanguage, ReadOptions, ReadResult, Unit } from '../unit.ts';
import { parseYaml } from '../yaml/parse-yaml.ts';
import { declaredResources } from './declared-tasks.ts';
import { mentionsModule } from './modules.ts';
import { tasksOf, variablesOf, type Variables } from './tasks.ts';

/** Reads files by themselves, a unit for each: what they include is read where it stands, with no more than it says. */
export const ansibleLanguage: DocumentLanguage = {
  recognises: (path, text) => /\.ya?ml$/i.test(path) && mentionsModule(text),
  read,
};

/** Values that evaluation makes of all files together, in values within them, beyond what is written in the files. */
const MAX_VALUES = 2_000_000;

function read(tree: Tree, files: readonly SourceFile[], options: ReadOptions): ReadResult {
  const diagnostics: Diagnostic[] = [];
  const units: Unit[] = [];
  const budget = { left: MAX_VALUES };
  const variables = new Map<string, Variables | undefined>();
  const readVariables = (path: string): Variables | undefined => {
    if (!variables.has(path)) variables.set(path, variablesIn(tree, path));
    return variables.get(path);
  };
  for (const file of files) {
    if (!isFileWithinAny(file.path, options.within)) continue;
    const parsed = parseYaml(file);
    const tasks = parsed.documents.flatMap((document) => tasksOf(document, { file, readVariables }));
    if (tasks.length === 0) continue;
    diagnostics.push(...parsed.diagnostics);
    // What the file itself holds is not what multiplies.
    budget.left += file.text.length;
    const resources = declaredResources(tasks, file.path, options.scopeOf(file.path), budget);
    if (resources.length > 0) units.push({ id: file.path, dialect: 'ansible', resources });
  }
  units.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  return { units, diagnostics };
}

/** The variables of a file that plays name. */
function variablesIn(tree: Tree, path: string): Variables | undefined {
  const source = readSource(tree, path);
  const [document] = source?.file === undefined ? [] : parseYaml(source.file).documents;
  return document === undefined || source?.file === undefined
    ? undefined
    : variablesOf(document, source.file);
}
