/** Templates: quoted strings and heredocs with their interpolations and directives. */
import type { Span } from '../../text/source-file.ts';
import { literalOrigin, type Origin } from '../../values/origin.ts';
import { stringValue, type StringValue, type UnknownValue, type Value } from '../../values/value.ts';
import type {
  TemplateExpression,
  TemplateFor,
  TemplateIf,
  TemplateInterpolation,
  TemplatePart,
} from './ast.ts';
import { choose } from './conditional-value.ts';
import { derivedOrigin, sensitivityOf, unknownOf } from './derived.ts';
import { toText } from './equality.ts';
import {
  attempt,
  bounded,
  evaluate,
  fail,
  makingCost,
  placeOf,
  spend,
  type Evaluation,
} from './evaluation.ts';
import { iterate } from './for-value.ts';
import { withinLimits } from './value-limits.ts';

/** The value of a template; of a quoted one that is only an interpolation, the very value of its expression. */
export function evaluateTemplate(expression: TemplateExpression, evaluation: Evaluation): Value {
  const { parts, form } = expression;
  const [first] = parts;
  if (parts.length === 1 && first?.kind === 'interpolation' && form === 'quoted') {
    return evaluate(first.expression, evaluation);
  }
  if (parts.every((part) => part.kind === 'text')) {
    const text = parts.map((part) => part.text).join('');
    return stringValue(text.normalize('NFC'), literalOrigin(placeOf(expression, evaluation)));
  }
  return renderParts(parts, expression, evaluation);
}

/**
 * The text of a template's parts. When one is unknown, an unknown that holds all of them, neighbouring texts as one.
 */
function renderParts(parts: readonly TemplatePart[], span: Span, evaluation: Evaluation): Value {
  const values = parts.map((part) => renderPart(part, evaluation));
  const text = joinTexts(values, derivedOrigin(placeOf(span, evaluation), interpolated(parts, values)));
  spend(makingCost(text), evaluation);
  return withinLimits(text);
}

/** Text that is written in the template is no source besides the template itself. */
function interpolated(parts: readonly TemplatePart[], values: readonly Value[]): readonly Value[] {
  return values.filter((_, index) => parts[index]?.kind !== 'text');
}

function renderPart(part: TemplatePart, evaluation: Evaluation): StringValue | UnknownValue {
  switch (part.kind) {
    case 'text':
      return stringValue(part.text, literalOrigin(placeOf(part, evaluation)));
    case 'interpolation':
      return asText(evaluate(part.expression, evaluation), part, evaluation);
    case 'if':
      return asText(bounded(part, renderIf, part, evaluation), part, evaluation);
    case 'for':
      return bounded(part, renderFor, part, evaluation);
  }
}

function asText(
  value: Value,
  part: TemplateInterpolation | TemplateIf,
  evaluation: Evaluation,
): StringValue | UnknownValue {
  if (value.kind === 'unknown') return value;
  const text = toText(value);
  if (text !== undefined) return { ...stringValue(text, value.origin), ...sensitivityOf([value]) };
  const span = part.kind === 'interpolation' ? part.expression : part;
  if (value.kind === 'null')
    return fail('hcl-null-value', 'a template cannot include null', span, evaluation);
  return fail('hcl-wrong-type', 'a template can include strings, numbers and bools only', span, evaluation);
}

function renderIf(part: TemplateIf, evaluation: Evaluation): Value {
  return choose(
    part.condition,
    attempt(part.whenTrue, (parts, within) => renderParts(parts, part, within), evaluation),
    attempt(part.whenFalse, (parts, within) => renderParts(parts, part, within), evaluation),
    part,
    evaluation,
  );
}

function renderFor(part: TemplateFor, evaluation: Evaluation): StringValue | UnknownValue {
  const turns = iterate(part, evaluation);
  if ('kind' in turns) return turns;
  const texts = turns.evaluations.map((turn) => bounded(part, renderTurn, part, turn));
  const origin = derivedOrigin(placeOf(part, evaluation), [turns.collection, ...texts]);
  return { ...joinTexts(texts, origin), ...sensitivityOf([turns.collection, ...texts]) };
}

function renderTurn(part: TemplateFor, evaluation: Evaluation): Value {
  return renderParts(part.content, part, evaluation);
}

/** Parts of an unknown text, at most. */
const MAX_PARTS = 1000;

/** One text of these texts and unknowns; when one is unknown, an unknown that holds all of them as its parts. */
export function joinTexts(values: readonly Value[], origin: Origin): StringValue | UnknownValue {
  const sensitivity = sensitivityOf(values);
  const text = joinKnown(values);
  if (text !== undefined) return { ...stringValue(text.normalize('NFC'), origin), ...sensitivity };
  const parts = mergeTexts(values);
  const candidates = combine(parts)?.map((each) => stringValue(each.normalize('NFC'), origin));
  const unknown = { ...unknownOf(parts, origin), candidates, ...sensitivity };
  return parts.length > MAX_PARTS ? unknown : { ...unknown, parts };
}

function joinKnown(parts: readonly Value[]): string | undefined {
  const texts = parts.map(toText);
  return texts.every((text) => text !== undefined) ? texts.join('') : undefined;
}

/** Texts that an unknown template can be, at most. */
const MAX_CANDIDATES = 16;

/** All texts that the template can be, when every part is known or has known candidates. */
function combine(parts: readonly Value[]): readonly string[] | undefined {
  let texts = [''];
  for (const part of parts) {
    const choices = (part.kind === 'unknown' ? (part.candidates ?? [part]) : [part]).map(toText);
    if (texts.length * choices.length > MAX_CANDIDATES) return undefined;
    const known = choices.filter((choice) => choice !== undefined);
    if (known.length < choices.length) return undefined;
    texts = texts.flatMap((text) => known.map((choice) => text + choice));
  }
  return texts;
}

/** Resolves templates within the template, and joins known texts that are neighbours. */
function mergeTexts(values: readonly Value[]): readonly Value[] {
  const merged: Value[] = [];
  let texts: StringValue[] = [];
  const flush = (): void => {
    const [first] = texts;
    if (first !== undefined) merged.push(texts.length === 1 ? first : concatenate(first, texts));
    texts = [];
  };
  for (const value of values.flatMap(partsOf)) {
    if (value.kind === 'string') {
      if (value.value !== '') texts.push(value);
      continue;
    }
    flush();
    merged.push(value);
  }
  flush();
  return merged;
}

function partsOf(value: Value): readonly Value[] {
  const isTemplate = value.kind === 'unknown' && value.parts !== undefined && value.candidates === undefined;
  return isTemplate ? (value.parts ?? []) : [value];
}

function concatenate(first: StringValue, texts: readonly StringValue[]): StringValue {
  const text = texts.map(({ value }) => value).join('');
  return { ...stringValue(text, derivedOrigin(first.origin.range, texts)), ...sensitivityOf(texts) };
}
