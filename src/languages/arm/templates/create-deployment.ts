/** Makes the state of a deployment. */
import { Memo } from './memo.ts';
import type { Deployment, LoopScope } from './deployment.ts';
import { templateScope } from './template-scope.ts';

/** What a deployment begins with. Without `outer` its expressions are evaluated in its own scope. */
type Start = Omit<Deployment, 'scope' | 'memo' | 'state'> & { readonly outer?: LoopScope | undefined };

/** A deployment of which nothing is worked out yet. */
export function createDeployment({ outer, ...start }: Start): Deployment {
  const deployment: Deployment = {
    ...start,
    get scope() {
      return scope;
    },
    memo: new Memo(start.unit.report),
    state: { items: undefined, isListing: false, isNaming: false, addresses: undefined, byId: new Map() },
  };
  const scope = outer ?? templateScope(deployment);
  return deployment;
}
