/** Reads an action's log as the Actions runner does: commands, annotations and their limits. */
import { isAbsolute, relative } from 'node:path';

/** One workflow command, such as `::error file=a.tf,line=3::message`. */
export interface WorkflowCommand {
  /** In lower case. */
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/** One annotation as GitHub shows it. */
interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  /** At most 4,096 characters are left of it. */
  readonly message: string;
  readonly title: string | undefined;
  /** Relative to the workspace. */
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly endLine: number | undefined;
  readonly column: number | undefined;
  readonly endColumn: number | undefined;
}

/** What the runner makes of a log. */
export interface ReadLog {
  /** Every command that the runner obeys, in order. */
  readonly commands: readonly WorkflowCommand[];
  /** The annotations that are shown: the first ten of each level. */
  readonly annotations: readonly Annotation[];
  /** Those above ten of a level: still in the log, shown nowhere. */
  readonly dropped: readonly Annotation[];
  /** Values that are masked in the log from where they were declared. */
  readonly masks: readonly string[];
}

/** The commands that the runner knows; anything else in their form is plain text. */
const KNOWN = new Set([
  'add-mask',
  'add-matcher',
  'add-path',
  'debug',
  'echo',
  'endgroup',
  'error',
  'group',
  'internal-set-repo-path',
  'notice',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
  'warning',
]);

const MAX_SHOWN = 10;
const MAX_MESSAGE = 4096;
const LEVELS = ['error', 'warning', 'notice'] as const;

const unescapeData = (text: string): string =>
  text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');

const unescapeProperty = (text: string): string =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

/** The older form ends its values at `]` and `;` and so escapes those as well. */
const unescapeOld = (text: string): string =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3B', ';')
    .replaceAll('%5D', ']')
    .replaceAll('%25', '%');

const parseHead = (
  head: string,
  separator: string,
  unescape: (text: string) => string,
): Pick<WorkflowCommand, 'name' | 'properties'> => {
  const blank = head.indexOf(' ');
  const name = (blank < 0 ? head : head.slice(0, blank)).toLowerCase();
  const pairs = blank < 0 ? [] : head.slice(blank + 1).split(separator);
  const properties = pairs.flatMap((pair): [string, string][] => {
    const equals = pair.indexOf('=');
    return equals <= 0
      ? []
      : [[pair.slice(0, equals).trim().toLowerCase(), unescape(pair.slice(equals + 1))]];
  });
  return { name, properties: Object.fromEntries(properties) };
};

/** The command in a line: `::name …::data` at its start (after blanks), or `##[name …]data` anywhere in it. */
export const parseCommand = (line: string, stopToken?: string): WorkflowCommand | undefined => {
  const trimmed = line.trimStart();
  const known = (name: string): boolean => KNOWN.has(name) || name === stopToken?.toLowerCase();
  if (trimmed.startsWith('::')) {
    const end = trimmed.indexOf('::', 2);
    const head = end < 0 ? undefined : parseHead(trimmed.slice(2, end), ',', unescapeProperty);
    if (head !== undefined && known(head.name))
      return { ...head, data: unescapeData(trimmed.slice(end + 2)) };
  }
  const start = line.indexOf('##[');
  const end = start < 0 ? -1 : line.indexOf(']', start);
  if (end < 0) return undefined;
  const head = parseHead(line.slice(start + 3, end), ';', unescapeOld);
  return known(head.name) ? { ...head, data: unescapeOld(line.slice(end + 1)) } : undefined;
};

const toAnnotation = (
  level: Annotation['level'],
  { properties, data }: WorkflowCommand,
  workspace: string,
): Annotation => {
  const count = (key: string): number | undefined => {
    const value = Number.parseInt(properties[key] ?? '', 10);
    return Number.isNaN(value) ? undefined : value;
  };
  const file = properties['file'];
  return {
    level,
    message: data.slice(0, MAX_MESSAGE),
    title: properties['title'],
    file: file !== undefined && isAbsolute(file) ? relative(workspace, file) : file,
    line: count('line'),
    endLine: count('endline'),
    column: count('col'),
    endColumn: count('endcolumn'),
  };
};

/** Reads a whole log. Between `stop-commands` and its token nothing is a command. */
export const readLog = (log: string, workspace: string): ReadLog => {
  const commands: WorkflowCommand[] = [];
  const annotations: Annotation[] = [];
  const dropped: Annotation[] = [];
  const masks: string[] = [];
  let stopToken: string | undefined;
  for (const line of log.split(/\r?\n/)) {
    const command = parseCommand(line, stopToken);
    if (command === undefined) continue;
    if (stopToken !== undefined) {
      if (command.name === stopToken.toLowerCase()) stopToken = undefined;
      continue;
    }
    commands.push(command);
    if (command.name === 'stop-commands') stopToken = command.data;
    if (command.name === 'add-mask') masks.push(command.data);
    const level = LEVELS.find((candidate) => candidate === command.name);
    if (level === undefined) continue;
    const annotation = toAnnotation(level, command, workspace);
    const shown = annotations.filter((other) => other.level === level).length;
    (shown < MAX_SHOWN ? annotations : dropped).push(annotation);
  }
  return { commands, annotations, dropped, masks };
};

/** The `name=value` and `name<<delimiter` records of a `GITHUB_OUTPUT` or `GITHUB_STATE` file. Throws on a bad one. */
export const readFileCommands = (text: string): ReadonlyMap<string, string> => {
  const values = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      values.set(line.slice(0, equals), line.slice(equals + 1));
      continue;
    }
    if (heredoc < 0) throw new Error(`Invalid format '${line}'`);
    const delimiter = line.slice(heredoc + 2);
    const end = lines.indexOf(delimiter, at + 1);
    if (end < 0) throw new Error(`Matching delimiter not found '${delimiter}'`);
    values.set(line.slice(0, heredoc), lines.slice(at + 1, end).join('\n'));
    at = end;
  }
  return values;
};
