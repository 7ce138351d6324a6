/**
 * Regular expressions as Terraform has them (RE2), in time that grows with text and pattern only: patterns come from
 * whoever opens a pull request, and JavaScript's own engine can be made to run for ever.
 */
import { createRequire } from 'node:module';
import type * as Re2 from 're2js';
import type { CallContext } from '../../hcl/scope.ts';
import type { Problem } from './define.ts';
import { MAX_TEXT, TEXT_TOO_LONG } from './text-result.ts';

/** A compiled pattern. */
export interface Pattern {
  readonly groupCount: number;
  /** The number of each named group. */
  readonly groupNames: ReadonlyMap<string, number>;
  /** All matches that do not overlap, in order, `limit` at most; or that the text is too long for this pattern. */
  matches(text: string, limit: number, context: CallContext): readonly Match[] | Problem;
}

/** One match. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** The text of the whole match, then of each group; undefined for a group that took no part. */
  readonly groups: readonly (string | undefined)[];
}

/** Longer patterns are not compiled. */
const MAX_PATTERN = 10_000;

/** Characters of a text times steps of a pattern, at most, for one match: a second at worst. */
const MAX_WORK = 20_000_000;

/** The same for all matches of one text: behind each, a pattern may look at all that follows. */
const MAX_REPEATED_WORK = 100_000_000;

/** As much of it takes the time of one step of evaluation. */
const WORK_OF_A_STEP = 100;

const TOO_MUCH_WORK: Problem = { problem: 'the text is too long for this pattern', code: 'limit' };

/** Compiled patterns are kept up to this many, for expressions that are evaluated in loops. */
const MAX_KEPT = 200;

const kept = new Map<string, Pattern | Problem>();

/** Compiles a pattern, or says what is wrong with it. */
export function compilePattern(source: string): Pattern | Problem {
  const known = kept.get(source);
  if (known !== undefined) return known;
  const compiled = compile(source);
  if (kept.size >= MAX_KEPT) kept.clear();
  kept.set(source, compiled);
  return compiled;
}

/**
 * Replaces every match. In the replacement `$1`, `$name` and `${name}` stand for groups, where a name is as long as
 * it can be, and `$$` is a dollar sign.
 */
export function replaceMatches(
  source: string,
  text: string,
  replacement: string,
  context: CallContext,
): string | Problem {
  const pattern = compilePattern(source);
  if ('problem' in pattern) return pattern;
  const matches = pattern.matches(text, Infinity, context);
  if ('problem' in matches) return matches;
  const expand = replacer(replacement, pattern);
  const pieces: string[] = [];
  let done = 0;
  let length = text.length;
  for (const match of matches) {
    const expanded = expand(match);
    length += expanded.length;
    if (length > MAX_TEXT) return TEXT_TOO_LONG;
    pieces.push(text.slice(done, match.start), expanded);
    done = match.end;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}

function compile(source: string): Pattern | Problem {
  if (source.length > MAX_PATTERN) {
    return { problem: `a pattern of more than ${MAX_PATTERN} characters is not used`, code: 'limit' };
  }
  try {
    const compiled = engine().RE2JS.compile(source);
    const size = compiled.programSize();
    return {
      groupCount: compiled.groupCount(),
      groupNames: new Map(Object.entries(compiled.namedGroups())),
      matches(text, limit, context) {
        spend(context, text.length * size);
        return text.length * size > MAX_WORK ? TOO_MUCH_WORK : findAll(compiled, text, limit, size, context);
      },
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be compiled';
    return { problem: `the pattern is wrong: ${reason}` };
  }
}

function findAll(
  pattern: Re2.RE2JS,
  text: string,
  limit: number,
  size: number,
  context: CallContext,
): readonly Match[] | Problem {
  const matcher = pattern.matcher(text);
  const groupCount = pattern.groupCount();
  // Without repetitions a pattern looks no further than it matches.
  const lookingAhead = /[*+{]/.test(pattern.pattern()) ? size : 0;
  const found: Match[] = [];
  let previousEnd = -1;
  let work = 0;
  while (found.length < limit && matcher.find()) {
    const start = matcher.start();
    const end = matcher.end();
    work += (text.length - end) * lookingAhead;
    spend(context, (text.length - end) * lookingAhead);
    if (work > MAX_REPEATED_WORK) return TOO_MUCH_WORK;
    // An empty match right behind another one does not count.
    if (start === end && start === previousEnd) continue;
    previousEnd = end;
    const groups = Array.from({ length: groupCount + 1 }, (_, group) => matcher.group(group) ?? undefined);
    found.push({ start, end, groups });
  }
  return found;
}

/** Takes what matching costs off the evaluation's budget: when that is used up, evaluation ends. */
function spend({ scope }: CallContext, work: number): void {
  if (scope.budget !== undefined) scope.budget.steps -= Math.floor(work / WORK_OF_A_STEP);
}

const REFERENCE = /\$(?:(\$)|\{([\p{L}\p{N}_]+)\}|([\p{L}\p{N}_]+))/gu;

function replacer(replacement: string, pattern: Pattern): (match: Match) => string {
  if (!replacement.includes('$')) return () => replacement;
  const groupOf = (name: string): number =>
    /^\d+$/.test(name) ? Number(name) : (pattern.groupNames.get(name) ?? -1);
  return ({ groups }) =>
    replacement.replace(REFERENCE, (_all, dollar?: string, braced?: string, plain?: string) =>
      dollar === undefined ? (groups[groupOf(braced ?? plain ?? '')] ?? '') : '$',
    );
}

/**
 * The engine is loaded when a pattern is met: that takes as long as the rest of a small run. In the bundle `require`
 * is the bundler's, and the engine is part of the bundle.
 */
function engine(): typeof Re2 {
  if (typeof require !== 'function') return createRequire(import.meta.url)('re2js') as typeof Re2;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only this form is bundled to be loaded late
  return require('re2js') as typeof Re2;
}
