/** Inputs that are handed over as one value. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { unknownValue, type Value } from '../../values/value.ts';
import { memberOf } from '../hcl/map-member.ts';

/** The input of a name; undefined when the value says that there is none. What is no object is reported, and hands over unknowns. */
export function inputIn(
  inputs: Value,
  name: string,
  report: (diagnostic: Diagnostic) => void,
): Value | undefined {
  if (inputs.kind === 'null') return undefined;
  if (inputs.kind === 'map') return memberOf(inputs, name);
  if (inputs.kind === 'unknown') return unknownValue(inputs.reason, inputs.origin);
  const { origin } = inputs;
  const message = 'The inputs must be an object.';
  report({ severity: 'error', code: 'terraform-inputs', message, range: origin.range });
  return unknownValue({ code: 'failed', message: 'the inputs are no object', range: origin.range }, origin);
}
