/** From the steps of a reference to the instance that they name. */
import type { InstanceKey, Repetition } from './module.ts';

/** A step of a reference. `kind` is missing where it was not told apart. */
export interface Step {
  readonly key: string | number;
  readonly kind?: 'attribute' | 'index';
}

/**
 * The instance that a reference names, and how many steps do so: none where there is no key, else one. Undefined when
 * the steps name no single instance that exists. Under an unknown repetition every index names the one instance that
 * stands for all.
 */
export function selectInstance(
  { kind, instances }: Repetition,
  steps: readonly Step[],
): { readonly key: InstanceKey; readonly stepsUsed: number } | undefined {
  const [step] = steps;
  const isIndexed = kind === 'count' || kind === 'for-each';
  if (kind === 'unknown' && (step === undefined || step.kind === 'attribute')) return undefined;
  const key = instances.get(isIndexed ? (step?.key ?? '') : '');
  if (key === undefined || (isIndexed && step === undefined)) return undefined;
  return { key, stepsUsed: kind === 'once' ? 0 : 1 };
}
