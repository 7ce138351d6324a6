/** Templates as trees, the same for JSON and YAML: calls of intrinsic functions are told from plain maps. */
import type { Range } from '../../text/range.ts';

/** A value as a template writes it. */
export type TemplateNode = ScalarNode | ListNode | MapNode | CallNode;

/** A text, number, bool or null. Numbers whose text says more than the number (`010`, `1.10`) are texts. */
export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  readonly range: Range;
}

export interface ListNode {
  readonly kind: 'list';
  readonly items: readonly TemplateNode[];
  readonly range: Range;
}

/** Named values in source order; of members with one name the last counts. */
export interface MapNode {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, MapEntry>;
  readonly range: Range;
}

export interface MapEntry {
  readonly keyRange: Range;
  readonly value: TemplateNode;
}

/** `!Sub x` and `{"Fn::Sub": x}` alike. `name` is the long form: `Fn::Sub`, `Ref`, `Condition`, `Rain::Module`. */
export interface CallNode {
  readonly kind: 'call';
  readonly name: string;
  readonly argument: TemplateNode;
  readonly range: Range;
}

/** The member of a map; undefined for anything else. */
export function memberNode(node: TemplateNode | undefined, name: string): TemplateNode | undefined {
  return node?.kind === 'map' ? node.entries.get(name)?.value : undefined;
}

/** The text of a scalar; undefined for anything else, and for null. */
export function nodeText(node: TemplateNode | undefined): string | undefined {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : undefined;
}

/** A map, or the call that stands for it when it has one member with the name of a function. */
export function mapOrCall(entries: ReadonlyMap<string, MapEntry>, range: Range): MapNode | CallNode {
  const [only] = entries;
  if (only !== undefined && entries.size === 1 && isFunction(only[0]))
    return { kind: 'call', name: only[0], argument: only[1].value, range };
  return { kind: 'map', entries, range };
}

function isFunction(key: string): boolean {
  if (key === 'Ref' || key.startsWith('Rain::')) return true;
  return key.startsWith('Fn::') && !key.startsWith('Fn::ForEach::');
}

/** The number that a text is, when it says no more than that; else the text. */
export function numberOrText(text: string): number | string {
  return /^-?\d{1,15}(?:\.\d{1,10})?$/.test(text) && String(Number(text)) === text ? Number(text) : text;
}
