/** The functions that make digests of texts: opaque, and equal for equal arguments. */
import { unknownValue } from '../../../values/value.ts';
import { tolerant, wrong, type ArmFunction } from './define.ts';
import { plainText } from './text-value.ts';

/** The digest itself is not computed; as every unknown result it stands for its call. */
function digest(what: string): ArmFunction {
  return tolerant(
    1,
    Infinity,
    (args, call) => {
      const other = args.find((arg) => arg.kind !== 'unknown' && plainText(arg) === undefined);
      if (other !== undefined) return wrong('its arguments must be strings');
      const reason = { code: 'computed', message: `${what} is a digest of its arguments` } as const;
      return unknownValue({ ...reason, range: call.range }, call.origin);
    },
    false,
  );
}

/** Functions by their names in lower case. */
export const DIGEST_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['guid', digest('guid')],
  ['uniquestring', digest('uniqueString')],
];
