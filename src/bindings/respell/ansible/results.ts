/** References to the results of tasks: which member of a result is the id of what the task makes. */
import type { Value } from '../../../values/value.ts';
import type { RespellContext } from '../respelling.ts';
import { MODULE_SPELLINGS } from './module-spellings.ts';

/** The members of the results of modules that are spelled elsewhere. */
const AKS_IDS = ['state.id', 'id', 'state.name'];

/** The value with a reference to the thing itself where it was read from an id; other results mean nothing. */
export function withResultReference(context: RespellContext, value: Value): Value {
  const parts =
    value.kind === 'unknown' ? value.parts?.map((part) => withResultReference(context, part)) : undefined;
  const whole: Value = value.kind === 'unknown' && parts !== undefined ? { ...value, parts } : value;
  const { reference } = whole;
  const task = context.find(reference);
  if (reference === undefined || task === undefined) return whole;
  const ids = MODULE_SPELLINGS[task.type]?.ids ?? AKS_IDS;
  const member = reference.path.join('.');
  // Set by a respelling already.
  if (member === 'name' || member === 'id') return whole;
  if (!ids.includes(member)) return { ...whole, reference: undefined };
  return { ...whole, reference: { ...reference, path: [member.endsWith('name') ? 'name' : 'id'] } };
}
