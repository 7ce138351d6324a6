/** Which files say something about certain units: what is wrong with others is no concern of whoever asked for these. */
import { calledFolders } from './find-roots.ts';
import { folderOf, isWithin, joinPath } from '../paths.ts';
import type { PreparedUnit } from './prepare-unit.ts';
import type { Reading } from './reading.ts';

/** Files of code and of values. All others are read only by units, when they are asked for. */
const CODE_OR_VALUES = /\.(?:tf|tofu|tfvars)(?:\.json)?$|\.(?:tfcomponent|tfstack|tfdeploy)\.json$|\.hcl$/;

/**
 * True for the files that lie in one of the `limits`, which are folders and files, for those of the units, of the modules that they call however far, for the files of values that are named
 * for all units, and for every file that is neither code nor values.
 */
export function judgedFiles(
  units: readonly PreparedUnit[],
  limits: readonly string[],
  reading: Reading,
): (path: string) => boolean {
  const asked = limits.flatMap((limit) => joinPath('', limit) ?? []);
  const folders = calledFrom(
    units.flatMap(({ modules }) => modules),
    reading,
  );
  // Modules from elsewhere are fetched to a folder in that of the root module.
  const fetched = units.flatMap((unit) =>
    unit.modules.map((folder) => joinPath(folder, '.terraform') ?? folder),
  );
  const isOf = (folder: string): boolean =>
    folders.has(folder) || fetched.some((each) => isWithin(folder, each));
  const isAsked = (path: string): boolean => asked.some((each) => isWithin(path, each));
  const named = (reading.options.varFiles ?? []).flatMap((path) => [path, joinPath('', path) ?? path]);
  const files = new Set([...units.flatMap((unit) => unit.files()), ...named]);
  return (path) => !CODE_OR_VALUES.test(path) || files.has(path) || isOf(folderOf(path)) || isAsked(path);
}

function calledFrom(starts: readonly string[], { loader }: Reading): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...starts];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    if (reached.has(folder)) continue;
    reached.add(folder);
    const module = loader.load(folder);
    if (module !== undefined) open.push(...calledFolders(module));
  }
  return reached;
}
