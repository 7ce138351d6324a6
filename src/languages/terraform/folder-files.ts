/** Which files of a folder are module code, and which hold values for variables. */
import type { Tree } from '../../tree/tree.ts';
import { baseName, folderOf } from '../paths.ts';

/** The Terraform files of one folder. All are paths, in the order in which Terraform reads them. */
export interface FolderFiles {
  /** Module code. */
  readonly code: readonly string[];
  /** Override files: merged into the code, one after the other. */
  readonly overrides: readonly string[];
  /** Files of values that are always used: `terraform.tfvars`, `*.auto.tfvars` and their JSON forms. */
  readonly automaticValues: readonly string[];
  /** Files of values that are used only when somebody names them. */
  readonly namedValues: readonly string[];
}

const CODE_NAME = /\.(?:tf|tofu)(?:\.json)?$/;
const VALUES_NAME = /\.tfvars(?:\.json)?$/;
const AUTOMATIC_NAME = /(?:^terraform|\.auto)\.tfvars(?:\.json)?$/;
const OVERRIDE_NAME = /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/;

/** The folders of a tree that hold Terraform files, ordered by path. The tree's root is the empty path. */
export function listFolders(tree: Tree): ReadonlyMap<string, FolderFiles> {
  // All of them will be read: a store of commits gives many at once as fast as one.
  tree.prefetch(tree.entries.map(({ path }) => path).filter(isTerraformFile));
  const names = new Map<string, string[]>();
  for (const { path } of tree.entries) {
    const name = baseName(path);
    if (isIgnored(name) || !(CODE_NAME.test(name) || VALUES_NAME.test(name))) continue;
    const folder = folderOf(path);
    const others = names.get(folder);
    if (others === undefined) names.set(folder, [path]);
    else others.push(path);
  }
  const folders = [...names.keys()].sort();
  return new Map(folders.map((folder) => [folder, sortOut(names.get(folder) ?? [])]));
}

function isTerraformFile(path: string): boolean {
  return CODE_NAME.test(path) || VALUES_NAME.test(path) || path.endsWith('.hcl');
}

/** Editors' leftovers and hidden files are no code. */
function isIgnored(name: string): boolean {
  return name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#'));
}

function sortOut(paths: readonly string[]): FolderFiles {
  const present = new Set(paths);
  const code = paths.filter((path) => CODE_NAME.test(path) && !isHidden(path, present));
  const values = paths.filter((path) => VALUES_NAME.test(path));
  const automatic = values.filter((path) => AUTOMATIC_NAME.test(baseName(path)));
  return {
    code: code.filter((path) => !OVERRIDE_NAME.test(baseName(path))),
    overrides: code.filter((path) => OVERRIDE_NAME.test(baseName(path))),
    automaticValues: automatic.sort((a, b) => automaticRank(a) - automaticRank(b)),
    namedValues: values.filter((path) => !AUTOMATIC_NAME.test(baseName(path))),
  };
}

/** A `.tofu` file hides the `.tf` file of the same name. */
function isHidden(path: string, present: ReadonlySet<string>): boolean {
  const twin = path.replace(/\.tf(\.json)?$/, '.tofu$1');
  return twin !== path && present.has(twin);
}

/** Later files win; the order among `*.auto.tfvars` is that of their names. */
function automaticRank(path: string): number {
  const name = baseName(path);
  if (name === 'terraform.tfvars') return 0;
  return name === 'terraform.tfvars.json' ? 1 : 2;
}
