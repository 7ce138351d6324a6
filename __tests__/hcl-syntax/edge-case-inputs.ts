/**
 * The corners of HCL's syntax, as inputs. What HashiCorp's parser says to each is in `edge-cases.json`, written by
 * `scripts/generate-hcl-edge-cases.ts`.
 */
import { COLLECTION_CASES } from './edge-cases/collections.ts';
import { LAYOUT_CASES } from './edge-cases/layout.ts';
import { OPERATION_CASES } from './edge-cases/operations.ts';
import { STRING_CASES } from './edge-cases/strings.ts';

const GROUPS = [...LAYOUT_CASES, ...STRING_CASES, ...COLLECTION_CASES, ...OPERATION_CASES];

/** Every input, as a whole file. */
export const EDGE_CASE_INPUTS: readonly { readonly about: string; readonly input: string }[] = GROUPS.flatMap(
  ({ about, files = [], values = [] }) =>
    [...files, ...values.map((value) => `a = ${value}\n`)].map((input) => ({ about, input })),
);

/** Every expression among the inputs. */
export const EDGE_CASE_VALUES: readonly string[] = GROUPS.flatMap(({ values = [] }) => values);
