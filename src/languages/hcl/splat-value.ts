/** Splats: `x[*].a` and `x.*.a`. */
import type { Span } from '../../text/source-file.ts';
import { listValue, type ListValue, type Value } from '../../values/value.ts';
import type { SplatExpression, SplatStep } from './ast.ts';
import { oneOf } from './candidates.ts';
import { markedLike, unknownOf } from './derived.ts';
import { hasKnownLength } from './equality.ts';
import { bounded, evaluate, placeOf, spend, type Evaluation } from './evaluation.ts';
import { endOf, passagesTo, stepInto, type Walk } from './index-value.ts';
import { withinLimits } from './value-limits.ts';

/** Does the splat's steps with every element of its target. */
export function evaluateSplat(expression: SplatExpression, evaluation: Evaluation): Value {
  const target: Walk = { value: evaluate(expression.target, evaluation), passages: [] };
  return splat(target, expression.steps, expression, evaluation);
}

/**
 * The list of what the steps find in each element. A value that is no sequence is taken as the only element, null as
 * none. Of an unknown target, the length is unknown. `whole` is the place of the outermost splat.
 */
function splat(target: Walk, steps: readonly SplatStep[], whole: Span, evaluation: Evaluation): Value {
  const { value, passages } = target;
  const range = placeOf(whole, evaluation);
  const origin = { range, kind: 'reference', from: [value.origin, ...passages] } as const;
  if (value.kind === 'unknown') {
    if (value.candidates === undefined) return unknownOf([value], origin);
    const each = value.candidates.map((candidate) =>
      splat({ value: candidate, passages }, steps, whole, evaluation),
    );
    return oneOf(each, value.reason, origin);
  }
  if (value.kind === 'list' && !hasKnownLength(value)) return unknownOf([value], origin);
  const elements = itemsOf(value);
  spend(elements.length, evaluation);
  const items = elements.map((item) => {
    const element = { value: markedLike(item, [value]), passages: [...passages, ...passagesTo(item, value)] };
    return stepsInto(element, steps, whole, evaluation);
  });
  return withinLimits(markedLike(listValue(items, origin, resultType(value)), [value]));
}

function itemsOf(value: Value): readonly Value[] {
  if (value.kind === 'null') return [];
  return value.kind === 'list' ? value.items : [value];
}

function resultType(value: Value): ListValue['type'] {
  return value.kind === 'list' && value.type !== 'tuple' ? 'list' : 'tuple';
}

function stepsInto(element: Walk, steps: readonly SplatStep[], whole: Span, evaluation: Evaluation): Value {
  let walk = element;
  for (const step of steps) {
    switch (step.kind) {
      case 'attribute':
        walk = stepInto(walk, { kind: 'attribute', name: step.name, span: step }, evaluation);
        break;
      case 'index':
        walk = stepInto(
          walk,
          { kind: 'index', key: evaluate(step.index, evaluation), span: step },
          evaluation,
        );
        break;
      case 'splat':
        walk = {
          value: bounded(
            walk,
            (target, within) => splat(target, step.steps, whole, within),
            whole,
            evaluation,
          ),
          passages: [],
        };
        break;
    }
  }
  return endOf(walk, placeOf(whole, evaluation));
}
