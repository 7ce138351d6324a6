/** `Fn::Sub`, and the variables of loops in plain texts. */
import type { Range } from '../../text/range.ts';
import { literalOrigin } from '../../values/origin.ts';
import { stringValue, type Value } from '../../values/value.ts';
import { derivedOrigin, markedLike, unknownOf } from '../hcl/derived.ts';
import type { Scope } from './scope.ts';
import { nodeText, type CallNode, type MapNode } from './template-node.ts';
import { asText, literalPart, textOfParts } from './text-values.ts';

/** `${name}`, `${Resource.Attribute}`, and `${!as it stands}`. */
const PLACEHOLDER = /\$\{(!?)([^${}]{1,500})\}/g;

/** Variables of a loop may leave out what names may not hold: `&{name}`. */
const TURN = /([$&])\{([A-Za-z0-9]{1,255})\}/g;

/** The text with its placeholders replaced; those of the map in second place come first. */
export function evaluateSub({ argument, range }: CallNode, scope: Scope): Value {
  const [template, variables] = argument.kind === 'list' ? argument.items : [argument];
  if (template?.kind === 'call') {
    // Tools put a file's text in here; no function of CloudFormation may stand in this place.
    const value = scope.evaluate(template);
    return unknownOf([value], derivedOrigin(range, [value]));
  }
  const text = nodeText(template);
  if (template === undefined || text === undefined)
    return scope.fail('Fn::Sub takes a text, or a list of a text and a map', range);
  const names = variables?.kind === 'map' ? variables : undefined;
  const parts: Value[] = [];
  let copied = 0;
  for (const match of text.matchAll(PLACEHOLDER)) {
    if (match.index > copied) parts.push(literalPart(text.slice(copied, match.index), template.range));
    copied = match.index + match[0].length;
    const name = match[2] ?? '';
    parts.push(
      match[1] === '!'
        ? literalPart(`\${${name}}`, template.range)
        : replacement(name.trim(), names, range, scope),
    );
  }
  if (copied < text.length) parts.push(literalPart(text.slice(copied), template.range));
  const isText = ({ origin }: Value) => origin.kind === 'literal' && origin.range === template.range;
  // A text that is nothing but one placeholder is what stands in it.
  const [only] = parts;
  if (only !== undefined && parts.length === 1 && !isText(only)) return only;
  // Text that is written around placeholders is part of the history: somebody typed it.
  const origin = derivedOrigin(range, [
    stringValue(text, literalOrigin(template.range)),
    ...parts.filter((part) => !isText(part)),
  ]);
  return textOfParts(parts, origin);
}

function replacement(name: string, names: MapNode | undefined, range: Range, scope: Scope): Value {
  const variable = names?.entries.get(name)?.value;
  const point = name.indexOf('.');
  const value =
    variable !== undefined
      ? scope.evaluate(variable)
      : point > 0
        ? scope.attributeOf(name.slice(0, point), name.slice(point + 1), range)
        : scope.refer(name, range);
  return asText(value) ?? scope.fail(`\${${name}} is no text`, range);
}

/** A plain text in a loop: the loop's variables are replaced in it. */
export function withTurns(text: string, range: Range, scope: Scope): Value {
  const parts: Value[] = [];
  const used: Value[] = [];
  let copied = 0;
  for (const match of text.matchAll(TURN)) {
    const item = scope.turns.get(match[2] ?? '');
    if (item === undefined) continue;
    if (match.index > copied) parts.push(literalPart(text.slice(copied, match.index), range));
    copied = match.index + match[0].length;
    used.push(item);
    parts.push(turnText(item, match[1] === '&'));
  }
  const own = literalOrigin(range);
  if (used.length === 0) return stringValue(text, own);
  if (copied < text.length) parts.push(literalPart(text.slice(copied), range));
  const typed = stringValue(text, own);
  return textOfParts(parts, derivedOrigin(range, [typed, ...used]));
}

function turnText(item: Value, onlyNameCharacters: boolean): Value {
  const text = asText(item);
  if (text === undefined) return unknownOf([item], item.origin);
  if (!onlyNameCharacters || text.kind !== 'string') return text;
  return markedLike(stringValue(text.value.replace(/[^A-Za-z0-9]/g, ''), item.origin), [item]);
}
