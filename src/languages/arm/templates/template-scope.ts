/** The scope of the expressions in a deployment, inside the turns of loops. */
import type { Value } from '../../../values/value.ts';
import type { ArmCall } from '../scope.ts';
import type { Deployment, LoopScope, Turns } from './deployment.ts';

/** Outside of all loops. */
const NO_TURNS: Turns = { indexes: new Map(), current: undefined };

/** The scope of a deployment outside of loops. */
export function templateScope(deployment: Deployment, turns: Turns = NO_TURNS): LoopScope {
  const scope: LoopScope = {
    deployment,
    turns,
    call: (name: string, args: readonly Value[], call: ArmCall) =>
      deployment.unit.call(scope, name, args, call),
    within(loop, index, isResource) {
      const name = loop.toLowerCase();
      const indexes = new Map(turns.indexes).set(name, index);
      return templateScope(deployment, { indexes, current: isResource ? name : (turns.current ?? name) });
    },
  };
  return scope;
}
