/** The functions that make digests of texts: equal for equal arguments. */
import { stringValue, unknownValue } from '../../../values/value.ts';
import { tolerant, wrong, type ArmFunction } from './define.ts';
import { plainText } from './text-value.ts';
import { uniqueText } from './unique-string.ts';

/**
 * The digest of arguments that are all known, when it is computed; as every unknown result it stands for its call
 * otherwise.
 */
function digest(what: string, compute?: (text: string) => string): ArmFunction {
  return tolerant(
    1,
    Infinity,
    (args, call) => {
      const texts = args.flatMap((arg) => plainText(arg) ?? []);
      const unknowns = args.filter((arg) => arg.kind === 'unknown');
      if (texts.length + unknowns.length < args.length) return wrong('its arguments must be strings');
      if (compute !== undefined && unknowns.length === 0)
        return stringValue(compute(texts.join('-')), call.origin);
      const reason = { code: 'computed', message: `${what} is a digest of its arguments` } as const;
      return unknownValue({ ...reason, range: call.range }, call.origin);
    },
    false,
  );
}

/** Functions by their names in lower case. */
export const DIGEST_FUNCTIONS: readonly (readonly [string, ArmFunction])[] = [
  ['guid', digest('guid')],
  ['uniquestring', digest('uniqueString', uniqueText)],
];
