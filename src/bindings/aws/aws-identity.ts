/** How AWS names things: ids that the cloud gives, and the `Name` tag. */
import type { Resource } from '../../languages/unit.ts';
import type { NameKey, Target } from '../../model/draft.ts';
import type { Range } from '../../text/range.ts';
import type { Value } from '../../values/value.ts';
import type { BindingContext } from '../binding.ts';
import { headOf, placeOf, type EntityHead } from '../entity-head.ts';
import { attribute, attributeAt, knownText, shownText } from '../read-attributes.ts';
import { targetOf } from '../read-targets.ts';

/** An id such as `vpc-0a1b2c`, unique in the world. */
function idKey(id: string): NameKey {
  return { namespace: 'aws', names: [id], scope: [] };
}

/** A name that people gave. */
export function tagKey(name: string): NameKey {
  return { namespace: 'aws', names: ['Name', name], scope: [] };
}

/** What a value that holds an id means; an ARN counts as the id at its end. */
export function awsTarget(context: BindingContext, value: Value | undefined, absentAt: Range): Target {
  return targetOf(context, value, absentAt, (id) => {
    const text = knownText(id)?.split('/').at(-1);
    return text === undefined ? undefined : idKey(text);
  });
}

/** The head of the entity that an AWS resource is as a whole; its name is the `Name` tag. */
export function awsHead(resource: Resource): EntityHead {
  const name = attributeAt(resource.attributes, 'tags', 'Name');
  const text = shownText(name);
  return headOf(placeOf(resource), name, text === undefined ? [] : [tagKey(text)]);
}

/** The head of something that has no tags that could name it. */
export function plainHead(resource: Resource, nameAttribute = 'name'): EntityHead {
  return headOf(placeOf(resource), attribute(resource.attributes, nameAttribute), []);
}
