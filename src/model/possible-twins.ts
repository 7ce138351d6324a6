/** What runs and what is declared can be the same thing without anybody being able to tell. */
import type { AnyEntity } from './entities.ts';
import { canBeEqual } from './name-key.ts';

/** Whether one of both is declared, the other runs, and nothing tells that they are two things. */
export function mayBeTwins(a: AnyEntity, b: AnyEntity): boolean {
  if (a.kind !== b.kind || (a.observed === true) === (b.observed === true)) return false;
  const [declared, observed] = a.observed === true ? [b, a] : [a, b];
  const { identity } = declared;
  // What has no name in the code can be anything of its cloud.
  if (identity === undefined)
    return cloudOf(declared) !== undefined && cloudOf(declared) === cloudOf(observed);
  return identity.some((key) => observed.identity?.some((other) => canBeEqual(key, other)) ?? false);
}

function cloudOf(entity: AnyEntity): string | undefined {
  return 'cloud' in entity ? entity.cloud : undefined;
}
