/** All functions of the ARM expression language whose results do not depend on where they are called. */
import { ACCESS_FUNCTIONS } from './access.ts';
import { ARRAY_FUNCTIONS } from './array.ts';
import { CIDR_FUNCTIONS } from './cidr.ts';
import { DATE_FUNCTIONS } from './date.ts';
import type { ArmFunction } from './define.ts';
import { DIGEST_FUNCTIONS } from './digest.ts';
import { ENCODING_FUNCTIONS } from './encoding.ts';
import { FORMAT_FUNCTIONS } from './format.ts';
import { LAMBDA_FUNCTIONS } from './lambda.ts';
import { LOGIC_FUNCTIONS } from './logic.ts';
import { NUMERIC_FUNCTIONS } from './numeric.ts';
import { OBJECT_FUNCTIONS } from './object.ts';
import { SPLIT_FUNCTIONS } from './split.ts';
import { TEXT_FUNCTIONS } from './text.ts';
import { SEARCH_FUNCTIONS } from './text-search.ts';
import { URI_FUNCTIONS } from './uri.ts';

/** Functions by their names in lower case. */
export const ARM_FUNCTIONS: ReadonlyMap<string, ArmFunction> = new Map([
  ...ACCESS_FUNCTIONS,
  ...ARRAY_FUNCTIONS,
  ...CIDR_FUNCTIONS,
  ...DATE_FUNCTIONS,
  ...DIGEST_FUNCTIONS,
  ...ENCODING_FUNCTIONS,
  ...FORMAT_FUNCTIONS,
  ...LAMBDA_FUNCTIONS,
  ...LOGIC_FUNCTIONS,
  ...NUMERIC_FUNCTIONS,
  ...OBJECT_FUNCTIONS,
  ...SPLIT_FUNCTIONS,
  ...TEXT_FUNCTIONS,
  ...SEARCH_FUNCTIONS,
  ...URI_FUNCTIONS,
]);
