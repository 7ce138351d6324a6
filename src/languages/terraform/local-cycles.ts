/** Locals that refer to themselves through one another: a fault, also where nothing needs their values. */
import type { ModuleDeclarations } from './declarations.ts';
import { referencesIn } from './references.ts';

const known = new WeakMap<ModuleDeclarations, readonly string[]>();

/** One local of every circle of locals, in the order of the source. */
export function localsInCycles(declarations: ModuleDeclarations): readonly string[] {
  const found = known.get(declarations) ?? findCycles(referencesBetween(declarations));
  known.set(declarations, found);
  return found;
}

type Graph = ReadonlyMap<string, readonly string[]>;

function referencesBetween({ locals }: ModuleDeclarations): Graph {
  const graph = new Map<string, readonly string[]>();
  for (const [name, { expression }] of locals) {
    const names = referencesIn(expression)
      .filter((reference) => reference.name === 'local')
      .map(({ steps }) => String(steps[0]));
    graph.set(
      name,
      [...new Set(names)].filter((other) => locals.has(other)),
    );
  }
  return graph;
}

/** Depth first with a stack of its own: a reference back onto the present path closes a circle. */
function findCycles(graph: Graph): readonly string[] {
  const state = new Map<string, 'open' | 'done'>();
  const cycles: string[] = [];
  for (const start of graph.keys()) {
    if (state.has(start)) continue;
    state.set(start, 'open');
    const path = [{ name: start, next: 0 }];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const target = graph.get(top.name)?.[top.next++];
      if (target === undefined) {
        state.set(top.name, 'done');
        path.pop();
      } else if (state.get(target) === 'open') {
        cycles.push(target);
      } else if (!state.has(target)) {
        state.set(target, 'open');
        path.push({ name: target, next: 0 });
      }
    }
  }
  return cycles;
}
