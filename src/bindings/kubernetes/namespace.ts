/** The namespace of an object, as it writes it. */
import type { Resource } from '../../languages/unit.ts';
import type { Fact } from '../../values/fact.ts';
import type { BindingContext } from '../binding.ts';
import { stringFact } from '../read-facts.ts';
import { valueAt } from './manifest-values.ts';

/** Absent where whoever applies the object decides it. */
export function namespaceFact(context: BindingContext, resource: Resource): Fact<string> {
  return stringFact(context, valueAt(resource, 'metadata', 'namespace'), resource.range);
}
