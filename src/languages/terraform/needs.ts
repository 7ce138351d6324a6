/** What an expression will ask for when it is evaluated: told from the names in it. */
import {
  attributesIn,
  blocksIn,
  contentOf,
  type Content,
  type PlacedBlock,
  type PlacedExpression,
} from './content.ts';
import { resourceKey } from './declarations.ts';
import type { Cell } from './demand.ts';
import type { Instance, Module, Repeated } from './module.ts';
import { referencesIn, type StaticReference } from './references.ts';
import { selectInstance } from './select-instance.ts';
import { neededForOutput } from './written-outputs.ts';

/** The cells that expressions of a module refer to. */
export function* needsOf(expressions: Iterable<PlacedExpression>, module: Module): Generator<Cell<unknown>> {
  for (const { expression } of expressions) {
    for (const reference of referencesIn(expression)) yield* cellsOf(reference, module);
  }
}

/** The cells that blocks refer to, dynamic ones included. */
export function* needsOfBlocks(blocks: readonly PlacedBlock[], module: Module): Generator<Cell<unknown>> {
  for (const placed of blocks) yield* needsOfContent(contentOf(placed), module);
}

function* needsOfContent(content: Content, module: Module): Generator<Cell<unknown>> {
  yield* needsOf(attributesIn(content), module);
  yield* needsOfBlocks(blocksIn(content), module);
}

function* cellsOf({ name, steps }: StaticReference, module: Module): Generator<Cell<unknown>> {
  const [first, second] = steps.map(String);
  if (first === undefined) return;
  switch (name) {
    case 'var':
      yield* present(module.variable(first));
      return;
    case 'local':
      yield* present(module.local(first));
      return;
    case 'module':
      yield* cellsOfRepeated(module.call(first), steps.slice(1), (call, output) =>
        call.kind === 'read' ? call.module.output(output) : neededForOutput(call.instance, output),
      );
      return;
    case 'data':
    case 'resource':
      if (second === undefined) return;
      yield* cellsOfResource(
        resourceKey(name === 'data' ? 'data' : 'managed', first, second),
        steps.slice(2),
        module,
      );
      return;
    default:
      yield* cellsOfResource(resourceKey('managed', name, first), steps.slice(1), module);
  }
}

function* present(cell: Cell<unknown> | undefined): Generator<Cell<unknown>> {
  if (cell !== undefined) yield cell;
}

function cellsOfResource(
  key: string,
  steps: readonly (string | number)[],
  module: Module,
): Iterable<Cell<unknown>> {
  return cellsOfRepeated(module.resource(key), steps, (instance: Instance, name) => instance.attribute(name));
}

/** First which instances there are: only then can be told what else is needed. */
function* cellsOfRepeated<T>(
  repeated: Repeated<T> | undefined,
  steps: readonly (string | number)[],
  cellOf: (instance: T, name: string) => Cell<unknown> | undefined,
): Generator<Cell<unknown>> {
  if (repeated === undefined) return;
  yield repeated.repetition;
  const repetition = repeated.repetition.result?.value;
  if (repetition === undefined) return;
  const selected = selectInstance(
    repetition,
    steps.map((key) => ({ key })),
  );
  const name = selected === undefined ? undefined : steps[selected.stepsUsed];
  if (selected === undefined || typeof name !== 'string') yield repeated.whole;
  else yield* present(cellOf(repeated.instance(selected.key), name));
}
