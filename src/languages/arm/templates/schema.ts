/** Tells template and parameter files by their `$schema`. */
import { jsonMember, jsonText } from '../../json/json-value.ts';
import type { JsonObject } from '../../json/parse-json.ts';

/** What a template is deployed to. */
export type TargetLevel = 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';

/** What a file of Azure Resource Manager is. */
export type ArmFileKind =
  { readonly kind: 'template'; readonly level: TargetLevel } | { readonly kind: 'parameters' };

const SCHEMA =
  /\b(subscription|managementGroup|tenant)?deployment(Template|Parameters)(?:\.generated)?\.json#?$/i;

/** Of a document's first `$schema` the value; nothing is recognised by one that stands further inside alone. */
const FIRST_SCHEMA = /"\$schema"[ \t\r\n]*:[ \t\r\n]*"([^"\r\n]{1,400})"/;

/** The kind of a file by the text of its schema; undefined when it is none of Azure Resource Manager's. */
function kindOfSchema(schema: string): ArmFileKind | undefined {
  const found = SCHEMA.exec(schema.trim());
  if (found === null) return undefined;
  if (found[2]?.toLowerCase() === 'parameters') return { kind: 'parameters' };
  return { kind: 'template', level: levelOf(found[1]?.toLowerCase()) };
}

function levelOf(word: string | undefined): TargetLevel {
  if (word === 'subscription' || word === 'tenant') return word;
  return word === undefined ? 'resourceGroup' : 'managementGroup';
}

/** Whether a text can be a template or a parameter file: one search for its first `$schema`. */
export function mentionsArmSchema(text: string): boolean {
  const schema = FIRST_SCHEMA.exec(text)?.[1];
  return schema !== undefined && kindOfSchema(schema) !== undefined;
}

/** The kind of a document by its own `$schema`. */
export function kindOfDocument(root: JsonObject): ArmFileKind | undefined {
  const schema = jsonText(jsonMember(root, '$schema', true));
  return schema === undefined ? undefined : kindOfSchema(schema);
}
