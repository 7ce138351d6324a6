/** Mutants of expressions as compiled templates have them: whatever they become, they have a value in time. */
import { expect, test } from 'vitest';
import { evaluateWhole } from './evaluate-text.ts';

const SEEDS: readonly string[] = [
  "[if(not(empty(coalesce(tryGet(parameters('spokes')[0], 'cidr'), ''))), createArray(parameters('spokes')[0].cidr), createArray())]",
  "[map(range(0, length(parameters('spokes'))), lambda('i', createObject('name', format('snet-{0}', padLeft(lambdaVariables('i'), 2, '0')), 'prefix', cidrSubnet(parameters('hub'), 24, lambdaVariables('i')))))]",
  "[union(parameters('tags'), if(contains(parameters('tags'), 'env'), createObject('Env', toUpper(parameters('tags').env)), createObject()))]",
  "[format('{0}/{1}', cidrHost(parameters('hub'), sub(3, 1)), last(split(parameters('hub'), '/')))]",
  "[reduce(map(parameters('spokes'), lambda('s', 'i', createObject(lambdaVariables('s').name, lambdaVariables('i')))), createObject(), lambda('a', 'b', shallowMerge(createArray(lambdaVariables('a'), lambdaVariables('b')))))]",
  "[take(replace(toLower(concat('st', uniqueString(resourceGroup().id, 'x''y'))), '-', ''), 24)]",
  "[sort(distinct(flatten(createArray(parameters('dogs')[0].interests, parameters('dogs')[1].interests))), lambda('a', 'b', less(lambdaVariables('a'), lambdaVariables('b'))))]",
  "[toObject(filter(items(parameters('entities')), lambda('e', greater(lambdaVariables('e').value.number, 250))), lambda('e', lambdaVariables('e').key), lambda('e', lambdaVariables('e').value))]",
  "[and(startsWith(parameters('gone'), '/subscriptions/'), equals(length(split(parameters('gone'), '/')), 9), or(true(), bool('false')))]",
  "[json(string(createObject('a', base64(dateTimeAdd('2020-04-07 14:53:14Z', 'P3Y', 'u')), 'b', parseCidr('10.0.0.0/20'), 'c', indexFromEnd(range(0, 5), 2))))]",
  "[groupBy(parameters('dogs'), lambda('d', string(mod(int(lambdaVariables('d').age), 2))), lambda('d', uriComponent(lambdaVariables('d').name)))]",
  '[[not an expression]',
];

const PIECES: readonly string[] = [
  ...[
    "'",
    "''",
    '(',
    ')',
    '[',
    ']',
    ',',
    '.',
    ' ',
    '\n',
    '-',
    '0',
    '9999',
    '99999999999999999999',
    '{0}',
    '{',
    '*',
  ],
  ...[
    'null()',
    'true()',
    "parameters('gone')",
    "parameters('tags')",
    'range(0, 9999)',
    'createArray()',
    "'10.0.0.0/8'",
  ],
  ...[
    'lambda(',
    "lambdaVariables('a')",
    'if(',
    'concat(',
    'union(',
    'tryGet(',
    '__proto__',
    'constructor',
    'é',
    '\u0000',
    '\ud800',
  ],
];

/** Numbers below a bound, the same in every run. */
function numbersFrom(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

function mutate(text: string, next: (bound: number) => number): string {
  const at = 1 + next(Math.max(1, text.length - 2));
  const to = Math.min(text.length - 1, at + next(12));
  const other = SEEDS[next(SEEDS.length)] ?? '';
  switch (next(5)) {
    case 0:
      return text.slice(0, at) + text.slice(to);
    case 1:
      return text.slice(0, at) + (PIECES[next(PIECES.length)] ?? '') + text.slice(at);
    case 2:
      return text.slice(0, at) + (PIECES[next(PIECES.length)] ?? '') + text.slice(to);
    case 3:
      return text.slice(0, at) + text.slice(at, to) + text.slice(at);
    default:
      return text.slice(0, at) + other.slice(1, 1 + next(other.length)) + text.slice(to);
  }
}

test('10,000 mutants', { timeout: 60_000 }, () => {
  const next = numbersFrom(7);
  const kinds = new Map<string, number>();
  // In milliseconds of work, so that a busy machine makes no difference.
  let slowest = 0;
  for (let count = 0; count < 10_000; count++) {
    let text = SEEDS[count % SEEDS.length] ?? '';
    for (let times = next(3); times > 0; times--) text = mutate(text, next);
    const start = process.cpuUsage();
    const { value, problems } = evaluateWhole(text);
    slowest = Math.max(slowest, process.cpuUsage(start).user / 1000);
    if (value.kind === 'unknown' && value.reason.code === 'failed')
      expect(problems.length, text).toBeGreaterThan(0);
    kinds.set(value.kind, (kinds.get(value.kind) ?? 0) + 1);
  }
  expect(slowest).toBeLessThan(1000);
  // Some mutants still mean something: the evaluator was reached.
  expect(kinds.get('list') ?? 0).toBeGreaterThan(100);
  expect(kinds.get('unknown') ?? 0).toBeGreaterThan(1000);
});
