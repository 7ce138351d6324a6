/** Pulumi programs that are written in YAML (https://www.pulumi.com/docs/iac/languages-sdks/yaml/). */
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Tree } from '../../tree/tree.ts';

import { displayFolder, isFileWithinAny } from '../paths.ts';
import type { DocumentLanguage, ReadOptions, ReadResult, Unit } from '../unit.ts';
import { ProgramValues } from './program-values.ts';
import { stackFiles } from './stack-files.ts';
import { readProgram, type Program, type Stack } from './program.ts';
import { resourcesOf } from './resources.ts';

/** Reads project files; a unit for each stack that has a file, one without values when none has. */
export const pulumiLanguage: DocumentLanguage = {
  recognises: (path, text) =>
    /(?:^|\/)Pulumi\.ya?ml$/.test(path) && /^["']?runtime["']?[ \t]*:/m.test(text) && text.includes('yaml'),
  read,
};

function read(tree: Tree, files: readonly SourceFile[], options: ReadOptions): ReadResult {
  const diagnostics: Diagnostic[] = [];
  const units: Unit[] = [];
  const folders = files.length === 0 ? new Map<string, readonly string[]>() : stackFiles(tree);
  for (const file of files) {
    if (!isFileWithinAny(file.path, options.within)) continue;
    const read = readProgram(tree, file, (folder) => folders.get(folder) ?? []);
    diagnostics.push(...read.diagnostics, ...(read.program?.diagnostics ?? []));
    if (read.program !== undefined) units.push(...unitsOf(read.program, options));
  }
  units.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  return { units, diagnostics };
}

function unitsOf(program: Program, options: ReadOptions): readonly Unit[] {
  const stacks: readonly (Stack | undefined)[] = program.stacks.length === 0 ? [undefined] : program.stacks;
  return stacks.map((stack) => {
    const folder = displayFolder(program.folder);
    const id = stack === undefined ? folder : `${folder} (${stack.name})`;
    const values = new ProgramValues(program, stack, id);
    const scope = options.scopeOf(program.folder);
    return { id, dialect: 'pulumi', resources: resourcesOf({ program, values, unit: id, scope }) };
  });
}
