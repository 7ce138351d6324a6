/**
 * With which sets of values a root module is deployed. Terraform is told on its command line; the tree shows only
 * which files of values there are.
 */
import type { ModuleDeclarations } from './declarations.ts';
import type { FolderFiles } from './folder-files.ts';
import { baseName, folderOf, isWithin, relativePath } from '../paths.ts';
import type { ValueFile } from './value-files.ts';
import { VALUE_FOLDERS, type ValueFolders } from './value-folders.ts';
import { isRequired } from './variables.ts';

/** Files whose values are used together; later ones win. `label` is empty for the set that needs no name. */
export interface ValueSet {
  readonly label: string;
  readonly files: readonly ValueFile[];
}

/** What the sets of a root module are told from. */
export interface ValueSetContext {
  readonly valueFolders: ValueFolders;
  readonly folders: ReadonlyMap<string, FolderFiles>;
  /** The files that Terraform always uses: `terraform.tfvars`, `*.auto.tfvars`. */
  readonly automatic: readonly ValueFile[];
  /** Variables that whoever runs cidrlint gives a value. */
  readonly given: ReadonlySet<string>;
  readFile(path: string): ValueFile;
}

/** Files that go with all others of their folder and of those in it. */
const COMMON_NAME = /^(?:all|base|common|defaults?|globals?|shared)(?:[-_.].*)?$/i;

/** Files, and folders with files, that show or try what could be written. */
const SAMPLE_NAME = /(?:^|[-_.])(?:dummy|example|sample|template)(?:[-_.]|$)/i;
const SAMPLE_FOLDER = /^(?:examples?|fixtures?|samples?|templates?|testdata)$/i;

/** Files of values for the place where the state is kept. */
const BACKEND_NAME = /backend/i;

/**
 * The sets of values with which a root module is read; each makes a unit.
 *
 * Files that Terraform reads only when it is told to (`prod.tfvars`) are taken from the module's folder and from
 * folders with a usual name in it (`env/prod.tfvars`, `environments/prod/network.tfvars`); there a file counts when at
 * least half of what it sets are variables of the module. They are also taken from other folders without code that
 * have no module nearer than this one, and, while required variables have no value, from folders with a usual name
 * beside the module's; there all that a file sets must be variables of the module. Each makes a set of its own:
 *
 * - A file of values that all have in common (`common.tfvars`) goes with every file of its folder and below.
 * - A file that shares no variable with the others of its folder, and gives required ones that another file lacks, goes
 *   with that file. When all files of a folder complete one another like that, they are one set. So are all that share
 *   nothing in a folder that has its name from what it is for (`env/prod/net.tfvars`, `env/prod/dns.tfvars`).
 * - Samples (`example.tfvars`, `tests/x.tfvars`) count only when nothing else gives the required variables.
 *
 * The set without any of these files is left out when there are others: nobody deploys the defaults then. It stays
 * when the automatic files make it complete and set what all the others set too: they are a deployment's values then,
 * not what all have in common.
 */
export function findValueSets(module: ModuleDeclarations, context: ValueSetContext): readonly ValueSet[] {
  const required = requiredNames(module, context);
  const { usual, others } = context.valueFolders;
  const nearby = [
    ...filesOf([module.folder, ...(usual.get(module.folder) ?? [])], module, context, 0.5),
    ...filesOf(others.get(module.folder) ?? [], module, context, 1),
  ];
  const isReal = (file: ValueFile): boolean => !isSample(file, module);
  const files =
    nearby.some(isReal) || required.size === 0 ? nearby : [...nearby, ...besides(module, context)];
  const real = files.filter(isReal);
  const usable = real.length > 0 || required.size === 0 ? real : files;
  const sets = combine(usable, required, module);
  const bare: ValueSet = { label: '', files: [] };
  if (sets.length === 0) return [bare];
  return isDeployedBare(sets, required, module, context) ? [bare, ...sets] : sets;
}

function requiredNames(
  { variables }: ModuleDeclarations,
  { automatic, given }: ValueSetContext,
): ReadonlySet<string> {
  const names = [...variables.values()].filter(isRequired).map(({ name }) => name);
  return new Set(names.filter((name) => !given.has(name) && !automatic.some((file) => file.names.has(name))));
}

/** The files of some folders of which at least a share of what they set are variables of the module. */
function filesOf(
  folders: readonly string[],
  module: ModuleDeclarations,
  context: ValueSetContext,
  share: number,
): readonly ValueFile[] {
  const paths = folders.flatMap((folder) => {
    const files = context.folders.get(folder);
    if (files === undefined) return [];
    return folder === module.folder ? files.namedValues : [...files.automaticValues, ...files.namedValues];
  });
  const files = paths
    .filter((path) => !BACKEND_NAME.test(baseName(path)))
    .map((path) => context.readFile(path));
  return files.filter((file) => {
    const count = declaredNames(file, module).length;
    return count > 0 && count >= file.names.size * share;
  });
}

/** Folders beside the module's are less certainly its own: all that a file sets must be variables of the module. */
function besides(module: ModuleDeclarations, context: ValueSetContext): readonly ValueFile[] {
  const parent = folderOf(module.folder);
  const isOwn = module.folder === '' || (context.folders.get(parent)?.code.length ?? 0) > 0;
  return isOwn ? [] : filesOf(context.valueFolders.usual.get(parent) ?? [], module, context, 1);
}

function isSample({ path }: ValueFile, { folder }: ModuleDeclarations): boolean {
  const folders = relativePath(folder, folderOf(path)).split('/');
  return SAMPLE_NAME.test(stemOf(path)) || folders.some((name) => SAMPLE_FOLDER.test(name));
}

function declaredNames({ names }: ValueFile, { variables }: ModuleDeclarations): readonly string[] {
  return [...names].filter((name) => variables.has(name));
}

function stemOf(path: string): string {
  return baseName(path).replace(/\.tfvars(?:\.json)?$/, '');
}

/** The sets that files make, folder by folder. */
function combine(
  files: readonly ValueFile[],
  required: ReadonlySet<string>,
  module: ModuleDeclarations,
): readonly ValueSet[] {
  const isCommon = ({ path }: ValueFile): boolean => COMMON_NAME.test(stemOf(path));
  const common = files.filter(isCommon);
  const groups = new Map<string, ValueFile[]>();
  for (const file of files) {
    if (isCommon(file)) continue;
    const folder = folderOf(file.path);
    const group = groups.get(folder);
    if (group === undefined) groups.set(folder, [file]);
    else group.push(file);
  }
  const sets = [...groups].flatMap(([folder, group]) => {
    const shared = common.filter(({ path }) => isWithin(folder, folderOf(path)));
    return combineFolder(folder, group, shared, required, module);
  });
  return sets.length > 0 || common.length === 0 ? sets : [setOf(common, common, module)];
}

function combineFolder(
  folder: string,
  files: readonly ValueFile[],
  shared: readonly ValueFile[],
  required: ReadonlySet<string>,
  module: ModuleDeclarations,
): readonly ValueSet[] {
  const uses = new Map<string, number>();
  for (const file of files) for (const name of file.names) uses.set(name, (uses.get(name) ?? 0) + 1);
  const isPart = (file: ValueFile): boolean =>
    declaredNames(file, module).every((name) => uses.get(name) === 1);
  const parts = files.filter(isPart);
  const alternatives = files.filter((file) => !isPart(file));
  const lacks = (file: ValueFile): readonly string[] =>
    [...required].filter((name) => ![file, ...shared].some(({ names }) => names.has(name)));
  const completes = (part: ValueFile, file: ValueFile): boolean =>
    lacks(file).some((name) => part.names.has(name));

  if (alternatives.length === 0) {
    const areComplements = parts.every((file) => lacks(file).some((name) => uses.has(name)));
    if (parts.length > 1 && (areComplements || isForOne(folder, module)))
      return [setOf(parts, [...shared, ...parts], module)];
    return parts.map((file) => setOf([file], [...shared, file], module));
  }
  const sets = alternatives.map((file) => {
    const used = parts.filter((part) => completes(part, file));
    return setOf([file], [...shared, ...used, file], module);
  });
  const isComplete = (file: ValueFile): boolean =>
    lacks(file).length === 0 && !alternatives.some((other) => completes(file, other));
  return [...sets, ...parts.filter(isComplete).map((file) => setOf([file], [...shared, file], module))];
}

/** A folder that is neither the module's own nor has a usual name is called by what its values are for. */
function isForOne(folder: string, module: ModuleDeclarations): boolean {
  return folder !== module.folder && !VALUE_FOLDERS.has(baseName(folder).toLowerCase());
}

/** A set is called by the files that tell it from the others; many of one folder by the folder. */
function setOf(
  named: readonly ValueFile[],
  files: readonly ValueFile[],
  { folder }: ModuleDeclarations,
): ValueSet {
  const [first] = named;
  const path = first === undefined ? '' : relativePath(folder, first.path);
  const label = named.length === 1 ? path : `${path.slice(0, path.length - baseName(path).length)}*.tfvars`;
  return { label, files };
}

function isDeployedBare(
  sets: readonly ValueSet[],
  required: ReadonlySet<string>,
  { variables }: ModuleDeclarations,
  { automatic }: ValueSetContext,
): boolean {
  if (required.size > 0) return false;
  const written = automatic.flatMap(({ names }) => [...names]).filter((name) => variables.has(name));
  return written.some((name) => sets.every(({ files }) => files.some((file) => file.names.has(name))));
}
