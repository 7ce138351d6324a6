/** Resources of Azure's API out of JSON written in a test, with places, and with texts of which parts are not known. */
import { parseJson } from '../../src/languages/json/parse-json.ts';
import { jsonNodeValue } from '../../src/languages/json/json-value.ts';
import type { Resource } from '../../src/languages/unit.ts';
import { rangeOf } from '../../src/text/range.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import type { Origin } from '../../src/values/origin.ts';
import { mapValue, stringValue, unknownValue, type Value } from '../../src/values/value.ts';

/** Beside its `type` all that it says; `name`, `id` and `parent_id` as readers give them. */
export interface WrittenResource {
  readonly type: string;
  /** The last name stands for it when it is missing. */
  readonly address?: string;
  readonly mode?: 'managed' | 'data';
  readonly [attribute: string]: unknown;
}

/**
 * The resources of one unit, each at the place where it stands in the JSON text of them all. In texts `{@address.id}`
 * stands for what deployment decides about a declared resource, `{?name}` for a parameter without a value.
 */
export function armResources(written: readonly WrittenResource[], unit = 'main.json'): Resource[] {
  const file = new SourceFile(unit, JSON.stringify(written, undefined, 2));
  const { root } = parseJson(file);
  if (root?.kind !== 'array') throw new Error('this is no list');
  return written.map(({ type, mode = 'managed', ...rest }, index) => {
    const node = root.items[index];
    const value =
      node &&
      jsonNodeValue(node, {
        placeOf: (span) => rangeOf(file, span),
        text: ({ value: text }, origin) => textValue(text, unit, origin),
      });
    if (value?.kind !== 'map') throw new Error('this is no object');
    const entries = new Map([...value.entries].filter(([key]) => !['type', 'address', 'mode'].includes(key)));
    const name = typeof rest.name === 'string' ? rest.name : `nameless-${index}`;
    return {
      dialect: 'arm',
      mode,
      type,
      name,
      address: rest.address ?? name,
      unit,
      attributes: mapValue(entries, value.origin),
      range: value.origin.range,
    };
  });
}

function textValue(text: string, unit: string, origin: Origin): Value {
  const parts = text
    .split(/(\{[?@][^}]*\})/)
    .filter((piece) => piece !== '')
    .map((piece) => pieceValue(piece, unit, origin));
  const [only] = parts;
  if (only === undefined) return stringValue('', origin);
  if (parts.length === 1) return only;
  const unknown = parts.find((part) => part.kind === 'unknown');
  return unknown === undefined
    ? stringValue(text, origin)
    : { ...unknownValue(unknown.reason, origin), parts };
}

function pieceValue(piece: string, unit: string, origin: Origin): Value {
  const [, sign, named = ''] = /^\{([?@])(.*)\}$/.exec(piece) ?? [];
  if (sign === '?') {
    const reason = { code: 'missing-input', message: `parameter "${named}" has no value` } as const;
    return unknownValue(reason, origin, { unit, address: `parameter ${named}`, path: [] });
  }
  if (sign !== '@') return stringValue(piece, origin);
  const [address = '', ...path] = named.split('.');
  const steps = path.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
  const reason = { code: 'computed', message: 'deployment decides' } as const;
  return unknownValue(reason, origin, { unit, address, path: steps });
}

/** The id of a resource in a group, `type` such as `virtualNetworks` or `virtualNetworks/subnets`. */
export function networkId(type: string, names: string, group = '/subscriptions/s/resourceGroups/rg'): string {
  const steps = names.split('/');
  const path = type.split('/').map((step, index) => `/${step}/${steps[index] ?? ''}`);
  return `${group}/providers/Microsoft.Network${path.join('')}`;
}
