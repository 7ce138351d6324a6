/** A rule's options as people read them. */
import { z } from 'zod';
import type { Rule } from './rule.ts';

/** One option of a rule. */
export interface OptionDescription {
  readonly name: string;
  /** In JSON Schema's words, such as `boolean` or `number`. */
  readonly type: string;
  /** As JSON. */
  readonly defaultValue: string;
  readonly description: string;
}

interface PropertySchema {
  readonly type?: string;
  readonly default?: unknown;
  readonly description?: string;
}

/** The options of a rule beside its level, in the order of its schema. */
export function describeOptions(rule: Rule): readonly OptionDescription[] {
  // What the schema of an object looks like is fixed by JSON Schema.
  const schema = z.toJSONSchema(rule.options, { io: 'input' }) as {
    readonly properties?: Readonly<Record<string, PropertySchema>>;
  };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    type: property.type ?? 'any',
    defaultValue: 'default' in property ? JSON.stringify(property.default) : '',
    description: property.description ?? '',
  }));
}
