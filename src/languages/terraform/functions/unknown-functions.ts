/** Functions whose results cannot be known here, whatever their arguments are, and those that were removed. */
import { unknownValue, type UnknownCode } from '../../../values/value.ts';
import { derivedOrigin } from '../../hcl/derived.ts';
import type { HclFunction } from '../../hcl/scope.ts';
import { failedCall } from './define.ts';

/** A function whose result is always unknown. `why` is a clause without capital and full stop. */
export function unknownFunction(code: UnknownCode, why: string): HclFunction {
  return {
    call(args, context) {
      const reason = { code, message: why, range: context.range };
      return unknownValue(reason, derivedOrigin(context.range, args));
    },
  };
}

/** A function that Terraform once had. */
export function removedFunction(name: string, advice: string): HclFunction {
  return {
    call: (args, context) =>
      failedCall(
        name,
        { problem: `it was removed from Terraform; ${advice}` },
        { origin: derivedOrigin(context.range, args), context },
      ),
  };
}
