/** Pulumi programs that are written in YAML (https://www.pulumi.com/docs/iac/languages-sdks/yaml/). */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { startOfFile } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Tree } from '../../tree/tree.ts';

import { displayFolder, isFileWithinAny } from '../paths.ts';
import { MAX_RESOURCES } from '../resource-limit.ts';
import type { DocumentLanguage, ReadOptions, ReadResult, Unit } from '../unit.ts';
import { ProgramValues, type ValueBudget } from './program-values.ts';
import { stackFiles } from './stack-files.ts';
import { readProgram, type Program, type Stack } from './program.ts';
import { resourcesOf } from './resources.ts';

/** Reads project files; a unit for each stack that has a file, one without values when none has. */
export const pulumiLanguage: DocumentLanguage = {
  recognises: (path, text) =>
    /(?:^|\/)Pulumi\.ya?ml$/.test(path) && /^["']?runtime["']?[ \t]*:/m.test(text) && text.includes('yaml'),
  read,
};

/** Values that evaluation makes for all stacks together, in values within them, beyond what the programs hold. */
const MAX_VALUES = 4_000_000;

/** What all stacks of a tree share. */
interface Bounds {
  readonly values: ValueBudget;
  /** Resources that may still be read. */
  room: number;
}

function read(tree: Tree, files: readonly SourceFile[], options: ReadOptions): ReadResult {
  const diagnostics: Diagnostic[] = [];
  const units: Unit[] = [];
  const bounds = { values: { left: MAX_VALUES }, room: MAX_RESOURCES };
  const folders = files.length === 0 ? new Map<string, readonly string[]>() : stackFiles(tree);
  for (const file of files) {
    if (!isFileWithinAny(file.path, options.within)) continue;
    const read = readProgram(tree, file, (folder) => folders.get(folder) ?? []);
    diagnostics.push(...read.diagnostics, ...(read.program?.diagnostics ?? []));
    if (read.program === undefined) continue;
    // What the program itself holds is not what multiplies.
    bounds.values.left += file.text.length;
    const { resources, stacks } = read.program;
    const isTooMuch = resources.size * Math.max(1, stacks.length) > bounds.room;
    units.push(...unitsOf(read.program, options, bounds));
    if (isTooMuch) {
      diagnostics.push(limitReached(file));
      break;
    }
  }
  units.sort((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)));
  return { units, diagnostics };
}

function limitReached(file: SourceFile): Diagnostic {
  return {
    severity: 'warning',
    code: 'pulumi-limit',
    message: `The stacks have more than ${String(MAX_RESOURCES)} resources: from here on they are left out.`,
    range: startOfFile(file),
  };
}

function unitsOf(program: Program, options: ReadOptions, bounds: Bounds): readonly Unit[] {
  const stacks: readonly (Stack | undefined)[] = program.stacks.length === 0 ? [undefined] : program.stacks;
  return stacks.map((stack) => {
    const folder = displayFolder(program.folder);
    const id = stack === undefined ? folder : `${folder} (${stack.name})`;
    const values = new ProgramValues(program, stack, id, bounds.values);
    const scope = options.scopeOf(program.folder);
    const resources = resourcesOf({ program, values, unit: id, scope }, bounds.room);
    bounds.room -= resources.length;
    return { id, dialect: 'pulumi', resources };
  });
}
