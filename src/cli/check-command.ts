/** `cidrlint check` */
import { check } from '../check.ts';
import { type FailOn, reaches } from '../check-report.ts';
import { UsageError } from '../config/usage-error.ts';
import type { ChangedLines } from '../findings/place.ts';
import { renderJson } from '../report/json.ts';
import { renderDiagnostics, renderText } from '../report/text.ts';
import { rules } from '../rule/registry.ts';
import { gitChanges } from '../tree/git-changes.ts';
import { gitTree, mergeBase, resolveCommit } from '../tree/git-tree.ts';
import type { Tree } from '../tree/tree.ts';
import { readArguments, readFormats } from './arguments.ts';
import { installedBicep } from './installed-bicep.ts';
import { openInventories } from './open-inventories.ts';
import { openPlans } from './open-plans.ts';
import { openWorkplace } from './workplace.ts';
import { showsColour, writeOutput } from './write-output.ts';

const LEVELS: readonly FailOn[] = ['error', 'warning', 'note', 'never'];

/** Judges, prints, and gives 1 when something that counts is at or above `--fail-on`. */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const flags = readArguments(args, {
    base: 'value',
    config: 'value',
    format: 'value',
    'fail-on': 'value',
    'var-file': 'value',
    var: 'value',
    plan: 'value',
    inventory: 'value',
    all: 'switch',
  });
  const formats = readFormats(flags.values('format'), ['text', 'json'], 'text');
  const failOn = readFailOn(flags.value('fail-on'));
  const place = openWorkplace(
    flags.paths,
    flags.value('config'),
    flags.values('var-file'),
    flags.values('var'),
  );
  const revision = flags.value('base');
  const base = revision === undefined ? undefined : openBase(place.root, revision, place.tree);
  const report = check({
    head: place.tree,
    base: base?.tree,
    changed: base?.changed,
    within: place.within,
    config: place.config,
    rules,
    plans: openPlans(place.root, flags.values('plan')),
    inventories: openInventories(place, flags.values('inventory')),
    bicep: installedBicep(),
  });
  const shown = flags.has('all') ? report.findings : report.findings.filter(({ status }) => status === 'new');
  process.stderr.write(renderDiagnostics(report.diagnostics, showsColour(process.stderr)));
  for (const { format, file } of formats) {
    const colour = file === undefined && showsColour(process.stdout);
    writeOutput(format === 'json' ? renderJson(report, shown) : renderText(report, shown, colour), file);
  }
  return Promise.resolve(shown.some(({ level }) => reaches(level, failOn)) ? 1 : 0);
}

function readFailOn(value: string | undefined): FailOn {
  const level = value === undefined ? 'error' : LEVELS.find((candidate) => candidate === value);
  if (level === undefined) {
    throw new UsageError(`--fail-on takes ${LEVELS.join(', ')}, and not ${JSON.stringify(value)}.`);
  }
  return level;
}

/** The revision's files, from where it and the current commit parted: what came to it since is not this change's. */
function openBase(root: string, revision: string, head: Tree): { tree: Tree; changed: ChangedLines } {
  const named = resolveCommit(root, revision);
  const commit = mergeBase(root, named, 'HEAD') ?? named;
  const tree = gitTree(root, commit);
  const changes = gitChanges(root, commit);
  const known = new Set(tree.entries.map((entry) => entry.path));
  const added = new Set(
    head.entries.flatMap(({ path }) => (known.has(path) || changes.has(path) ? [] : [path])),
  );
  const lines = new Map(
    [...changes].map(([path, hunks]) => [path, new Set(hunks.flatMap((hunk) => hunk.added))]),
  );
  return {
    tree,
    changed: { has: (path, line) => added.has(path) || (lines.get(path)?.has(line) ?? false) },
  };
}
