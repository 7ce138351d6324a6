/** What evaluation makes of values that are not known: nothing is guessed, nothing that is known gets lost. */
import { describe, expect, test } from 'vitest';
import { run, show } from './support.ts';

/**
 * `hub` is an instance with a name; `spoke` is not known as a whole, and stands for an instance; `missing` is a
 * variable without a value; `written` is an instance with a port "80" and a list ["a"]; `secret` is sensitive.
 */
const table: readonly (readonly [source: string, shown: string])[] = [
  // References to instances go on as references.
  ['hub.name', '"hub"'],
  ['hub.id', '?computed vnet.hub.id'],
  ['hub["id"]', '?computed vnet.hub.id'],
  ['hub.subnet[0].id', '?computed vnet.hub.subnet.0.id'],
  ['hub.subnet["a"].id', '?computed vnet.hub.subnet.a.id'],
  ['spoke.id', '?computed vnet.spoke.id'],
  ['"${spoke.id}"', '?computed vnet.spoke.id'],
  ['hub', '{name = "hub", ...}'],
  ['missing.x', '?missing-input'],
  ['missing[0]', '?missing-input'],
  // Operators.
  ['1 + missing', '?missing-input'],
  ['spoke.a + missing', '?computed'],
  ['-missing', '?missing-input'],
  ['!missing', '?missing-input'],
  ['missing < 1', '?missing-input'],
  ['missing == 1', '?missing-input'],
  ['missing == missing', '?missing-input'],
  ['missing == null', '?missing-input'],
  ['hub == null', 'false'],
  ['hub.id != null', '?computed'],
  ['"${missing}x" == null', 'false'],
  ['written.port == 80', '?unsupported vnet.written.port'],
  ['written.port == 81', 'false'],
  ['written.port == "80"', 'true'],
  ['written.port == null', 'false'],
  ['written.list == []', 'false'],
  ['written.list == ["a"]', '?unsupported vnet.written.list'],
  ['written.list == {}', 'false'],
  ['[missing, 1] == [missing, 2]', 'false'],
  ['[missing] == [1, 2]', 'false'],
  ['[missing, 1] == [2, 1]', '?missing-input'],
  ['{ a = missing } == { b = 1 }', 'false'],
  ['false && missing', 'false'],
  ['missing && false', 'false'],
  ['true && missing', '?missing-input'],
  ['missing || true', 'true'],
  ['missing || false', '?missing-input'],
  ['missing || missing.x', '?missing-input'],
  // Templates keep their parts.
  ['"a-${missing}"', '?missing-input ("a-" ?missing-input)'],
  [
    '"${hub.id}/subnets/${1 + 1}/${missing}"',
    '?computed (?computed vnet.hub.id "/subnets/2/" ?missing-input)',
  ],
  ['"a${"b${missing}c"}d"', '?missing-input ("ab" ?missing-input "cd")'],
  ['"%{ for x in ["a", missing] }<${x}>%{ endfor }"', '?missing-input ("<a><" ?missing-input ">")'],
  ['"a%{ for x in missing }x%{ endfor }"', '?missing-input ("a" ?missing-input)'],
  [
    '"%{ if missing }a%{ else }b%{ endif }!"',
    '?missing-input (?missing-input one of "a" | "b" "!") one of "a!" | "b!"',
  ],
  [
    '"10.${missing ? 1 : 2}.0.0/16"',
    '?missing-input ("10." ?missing-input one of 1 | 2 ".0.0/16") one of "10.1.0.0/16" | "10.2.0.0/16"',
  ],
  ['"${missing ? 1 : 2}.${missing}"', '?missing-input (?missing-input one of 1 | 2 "." ?missing-input)'],
  // Collections keep what is known of each element.
  ['[1, missing, hub.id]', '[1, ?missing-input, ?computed vnet.hub.id]'],
  ['{ a = 1, b = missing }', '{a = 1, b = ?missing-input}'],
  ['{ a = 1, b = missing }.a', '1'],
  ['{ a = 1, (missing) = 2 }', '?missing-input'],
  ['{ "x-${hub.id}" = 2 }', '?computed'],
  ['[1, 2][missing]', '?missing-input'],
  ['[1, 2][missing ? 0 : 1]', '?missing-input one of 1 | 2'],
  ['{ a = 1, b = 1 }[missing ? "a" : "b"]', '1'],
  ['tolist([1, missing, "a"])', 'list["1", ?missing-input, "a"]'],
  ['toset(["a", missing])', 'set["a", ?missing-input]'],
  ['toset([missing])', 'set[?missing-input]'],
  ['tolist(toset(["a", missing]))', '?missing-input'],
  ['tomap({ a = 1, b = missing })', 'map{a = 1, b = ?missing-input}'],
  ['toset(["a", missing]) == toset(["a"])', '?missing-input'],
  // Iteration.
  ['[for x in missing : x]', '?missing-input'],
  ['[for x in [1, missing] : x]', '[1, ?missing-input]'],
  ['[for i, x in [hub.id, missing] : i]', '[0, 1]'],
  ['[for x in [1, 2] : x if missing]', '?missing-input'],
  ['[for x in toset(["a", missing]) : x]', '?missing-input'],
  ['[for x in toset([missing]) : x]', '[?missing-input]'],
  ['[for k, v in hub : k]', '?computed'],
  ['{ for x in ["a", missing] : x => 1 }', '?missing-input'],
  ['{ for x in ["a", "b"] : x => missing }', '{a = ?missing-input, b = ?missing-input}'],
  ['{ for x in ["a", missing] : "k" => x... }', '{k = ["a", ?missing-input]}'],
  // Splats.
  ['missing[*].id', '?missing-input'],
  ['spoke[*].id', '?computed'],
  ['[hub, spoke][*].id', '[?computed vnet.hub.id, ?computed vnet.spoke.id]'],
  ['hub[*].id', '[?computed vnet.hub.id]'],
  ['toset([hub.id, spoke.id])[*]', '?computed'],
  ['tolist(toset([hub.id, spoke.id]))', '?computed'],
  // Conditions that cannot be decided leave both branches.
  ['missing ? 1 : 2', '?missing-input one of 1 | 2'],
  ['missing ? 1 : "a"', '?missing-input one of "1" | "a"'],
  ['missing ? 1 : 1', '1'],
  ['missing ? [1, 2] : [1, 2]', '[1, 2]'],
  ['missing ? null : "a"', '?missing-input one of null | "a"'],
  ['missing ? null : null', 'null'],
  ['missing ? hub.id : spoke.id', '?missing-input one of ?computed vnet.hub.id | ?computed vnet.spoke.id'],
  ['missing ? hub.id : hub.id', '?computed vnet.hub.id'],
  ['missing ? (missing ? 1 : 2) : (missing ? 2 : 3)', '?missing-input one of 1 | 2 | 3'],
  ['missing ? { a = 1 } : { a = 2 }', '?missing-input one of {a = 1} | {a = 2}'],
  ['(missing ? { a = 1 } : { a = 2 }).a', '?missing-input one of 1 | 2'],
  ['(missing ? { a = 1 } : { a = 1, b = 2 }).a', '1'],
  ['(missing ? [1] : [])[0]', '?missing-input one of 1'],
  ['(missing ? [{ a = 1 }] : [{ a = 2 }, { a = 3 }])[*].a', '?missing-input one of list[1] | list[2, 3]'],
  ['(missing ? 1 : 2) == 3', 'false'],
  ['(missing ? 1 : 2) == 2', '?missing-input'],
  ['missing ? [][0] : 1', '?missing-input one of ?failed | 1'],
  ['tostring(missing ? 1 : 2)', '?missing-input'],
  ['true ? missing : 1', '?missing-input'],
  ['false ? missing : 1', '1'],
  ['true ? 1 : missing', '1'],
  // Calls.
  ['tostring(missing)', '?missing-input'],
  ['count(missing...)', '?missing-input'],
  ['count([missing, missing]...)', '"2"'],
  // What is sensitive makes sensitive what comes of it.
  ['secret', 'secret "s3cret"'],
  ['"x${secret}"', 'secret "xs3cret"'],
  ['secret == "a"', 'secret false'],
  ['secret == "a" && true', 'secret false'],
  ['[secret, 1]', '[secret "s3cret", 1]'],
  ['{ (secret) = 1 }', 'secret {s3cret = 1}'],
  ['secret == "a" ? 1 : 2', 'secret 2'],
  ['true ? 1 : tonumber(secret)', '1'],
  ['[for x in [secret] : "<${x}>"]', '[secret "<s3cret>"]'],
  ['[for x in [1, 2] : x if secret != ""]', 'secret [1, 2]'],
  ['{ for x in [secret] : x => 1 }', 'secret {s3cret = 1}'],
  ['toset(["a", secret])', 'secret set["a", secret "s3cret"]'],
  ['toset([secret])[*]', 'secret list[secret "s3cret"]'],
  ['missing ? secret : 1', 'secret ?missing-input one of secret "s3cret" | "1"'],
  ['"${missing}${secret}"', 'secret ?missing-input (?missing-input secret "s3cret")'],
  // Failures are unknown too, and do not fail again.
  ['nothing', '?failed'],
  ['nothing.x[0] + 1', '?failed'],
  ['[1, nothing]', '[1, ?failed]'],
  ['tostring(nothing)', '?failed'],
  ['nothing ? 1 : 2', '?failed'],
];

describe('unknown, sensitive and failed values', () => {
  test.each(table)('%s', (source, shown) => {
    expect(show(run(source).value)).toBe(shown);
  });
});

describe('a mistake is reported once', () => {
  test.each([
    ['nothing.x[0] + 1', ['hcl-unknown-name']],
    ['tostring("${nothing}x")', ['hcl-unknown-name']],
    ['nothing ? 1 : 2', ['hcl-unknown-name']],
    ['[for x in [1, 2, 3] : x.y]', ['hcl-wrong-type']],
    ['[for x in [1, 2, 3] : nothing]', ['hcl-unknown-name']],
    ['{ for x in ["a", "a", "a"] : x => 1 }', ['hcl-duplicate-key']],
    ['"%{ for x in [[], []] }${x}%{ endfor }"', ['hcl-wrong-type']],
    ['[{}, {}][*].a', ['hcl-invalid-index', 'hcl-invalid-index']],
    ['{ a = 1 }[secret]', ['hcl-invalid-index']],
    ['{ for x in [secret, secret] : x => 1 }', ['hcl-duplicate-key']],
    ['true ? 1 : nothing', []],
    ['missing ? nothing : 1', []],
    ['can(nothing)', []],
    ['can(count([][0]...))', []],
  ])('%s', (source, codes) => {
    expect(run(source).problems.map((problem) => problem.code)).toEqual(codes);
  });
});

test('an unknown that failed says what is wrong, and where', () => {
  const { value, problems } = run('1 + hub.name.first');
  expect(problems).toMatchObject([
    { severity: 'error', code: 'hcl-wrong-type', range: { start: 13, end: 18 } },
  ]);
  expect(problems[0]?.message).toBe('A string has no attribute "first".');
  expect(value).toMatchObject({
    kind: 'unknown',
    reason: { code: 'failed', message: 'a string has no attribute "first"' },
  });
});

test('what is sensitive is not told', () => {
  const { problems } = run('[{ a = 1 }[secret], { for x in [secret, secret] : x => 1 }]');
  expect(problems.length).toBe(2);
  expect(problems.map((problem) => problem.message).join(' ')).not.toContain('s3cret');
});
