/** `try` and `can`: the functions that look at whether an expression fails. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import { boolValue, readThrough, type UnknownValue } from '../../../values/value.ts';
import { derivedOrigin, unknownOf } from '../../hcl/derived.ts';
import type { CallContext, HclFunction, LazyArgument } from '../../hcl/scope.ts';
import { failedCall } from './define.ts';
import { MISSING_FILE } from './files.ts';
import { firstOf } from './members.ts';

type Attempt = ReturnType<LazyArgument['evaluate']>;

/**
 * The value of the first expression that does not fail. When it is unknown it may still fail at deployment: then the
 * result is unknown, stands for what that expression stands for, and the values that are left are its candidates.
 */
export const tryFunction: HclFunction = {
  callLazily(args, context) {
    const { successes, problems } = attemptInTurn(args);
    const [first, ...others] = successes;
    if (first === undefined) return noneSucceeded(problems, context);
    if (first.value.kind === 'unknown') {
      const values = others.map((attempt) => attempt.value);
      return firstOf(first.value, values, { context });
    }
    for (const problem of first.problems) context.scope.report(problem);
    return readThrough(first.value, context.range);
  },
};

/** The attempts that do not fail, up to the first whose value is known, and what is wrong with those that fail. */
function attemptInTurn(args: readonly LazyArgument[]): {
  readonly successes: readonly Attempt[];
  readonly problems: readonly Diagnostic[];
} {
  const successes: Attempt[] = [];
  const problems: Diagnostic[] = [];
  for (const argument of args) {
    const attempt = argument.evaluate();
    if (hasFailed(attempt)) {
      problems.push(...attempt.problems);
      continue;
    }
    successes.push(attempt);
    if (attempt.value.kind !== 'unknown') break;
  }
  return { successes, problems };
}

/** Messages longer than this are cut. */
const MAX_REASONS = 500;

function noneSucceeded(problems: readonly Diagnostic[], context: CallContext): UnknownValue {
  const reasons = problems.map((problem) => problem.message).join(' ');
  const problem =
    problems.length === 0 ? 'it needs an argument' : `every argument fails: ${reasons.slice(0, MAX_REASONS)}`;
  return failedCall('try', { problem }, { origin: derivedOrigin(context.range, []), context });
}

/** Whether its expression can be evaluated without an error; unknown while its value is. */
export const canFunction: HclFunction = {
  callLazily([argument, ...others], context) {
    const origin = derivedOrigin(context.range, []);
    if (argument === undefined || others.length > 0) {
      return failedCall('can', { problem: 'it takes 1 argument' }, { origin, context });
    }
    const attempt = argument.evaluate();
    if (hasFailed(attempt)) return boolValue(false, origin);
    const from = derivedOrigin(context.range, [attempt.value]);
    return attempt.value.kind === 'unknown' ? unknownOf([attempt.value], from) : boolValue(true, from);
  },
};

function hasFailed({ problems }: Attempt): boolean {
  return problems.some((problem) => problem.severity === 'error' || problem.code === MISSING_FILE);
}
