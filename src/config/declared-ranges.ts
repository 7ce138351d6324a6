/** The rule file's ranges as facts of the model. */
import { literalOrigin } from '../values/origin.ts';
import type { Draft } from '../model/draft.ts';
import type { NamedRange } from '../model/entities.ts';
import type { Config } from './config.ts';

/** The unit that declared ranges belong to: no unit of the code can be called like it. */
const RULE_FILE = 'rule-file';

/** One draft a declared range. Every network counts as able to hear the on-premises ones. */
export function declaredRangeDrafts(config: Config): readonly Draft<NamedRange>[] {
  return config.ranges.map((range, index) => ({
    kind: 'range',
    unit: RULE_FILE,
    address: `ranges.${range.purpose}[${index}]`,
    name: range.name,
    range: range.place,
    path: [],
    keys: [],
    purpose: range.purpose,
    everywhere: range.purpose === 'on-premises',
    prefixes: {
      items: range.prefixes.map(({ prefix, place }) => ({
        state: 'known',
        value: prefix,
        origin: literalOrigin(place),
      })),
      unresolved: [],
    },
  }));
}
