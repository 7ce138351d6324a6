/** `regex` and `regexall`. */
import { listValue, mapValue, nullValue, stringValue, type Value } from '../../../values/value.ts';
import { defineFunction, type Call, type Problem } from './define.ts';
import { MAX_ITEMS, TOO_MANY_ITEMS } from './members.ts';
import { text } from './parameters.ts';
import { compilePattern, type Match, type Pattern } from './regex-engine.ts';

/** The first match: the text itself, or a tuple of its groups, or an object of its named groups. */
export const regex = defineFunction('regex', {
  parameters: [text('pattern'), text('string')],
  run([source, subject], call) {
    const pattern = compileForGroups(source.value);
    if ('problem' in pattern) return pattern;
    const matches = pattern.matches(subject.value, 1, call.context);
    if ('problem' in matches) return matches;
    const [match] = matches;
    if (match === undefined) return { problem: 'the pattern does not match any part of the text' };
    return resultOf(match, pattern, call);
  },
});

/** A list of all matches. */
export const regexall = defineFunction('regexall', {
  parameters: [text('pattern'), text('string')],
  run([source, subject], call) {
    const pattern = compileForGroups(source.value);
    if ('problem' in pattern) return pattern;
    const matches = pattern.matches(subject.value, MAX_ITEMS + 1, call.context);
    if ('problem' in matches) return matches;
    if (matches.length > MAX_ITEMS) return TOO_MANY_ITEMS;
    return listValue(
      matches.map((match) => resultOf(match, pattern, call)),
      call.origin,
      'list',
    );
  },
});

function compileForGroups(source: string): Pattern | Problem {
  const pattern = compilePattern(source);
  if ('problem' in pattern) return pattern;
  const named = pattern.groupNames.size;
  const mixed = named > 0 && named < pattern.groupCount;
  return mixed ? { problem: 'a pattern cannot have both named and unnamed groups' } : pattern;
}

function resultOf(match: Match, pattern: Pattern, call: Call): Value {
  const values = match.groups.map((group) =>
    group === undefined ? nullValue(call.origin) : stringValue(group, call.origin),
  );
  if (pattern.groupNames.size > 0) {
    const entries = [...pattern.groupNames].map(([name, group]): [string, Value] => [
      name,
      values[group] ?? nullValue(call.origin),
    ]);
    return mapValue(new Map(entries), call.origin);
  }
  const [whole, ...groups] = values;
  return pattern.groupCount > 0 || whole === undefined ? listValue(groups, call.origin) : whole;
}
