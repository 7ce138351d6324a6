/** Values of manifests: typed as YAML's core schema does, variables filled in with their defaults. */
import type { Range } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Origin } from '../../values/origin.ts';
import { stringValue, unknownValue, type Value } from '../../values/value.ts';
import type { YamlNode, YamlScalar } from '../yaml/parse-yaml.ts';
import { yamlNodeValue } from '../yaml/yaml-value.ts';
import { textParts, unquoted, variableAddress, type TextPart } from './variables.ts';

/** Defaults of defaults are followed this deep. */
const MAX_DEPTH = 8;

/** The value of a node. `unit` is the unit whose variables it names. */
export function objectValue(node: YamlNode, file: SourceFile, unit: string): Value {
  return yamlNodeValue(node, {
    file,
    text: (scalar, origin) => scalarValue(scalar, origin, { file, unit, depth: 0 }),
  });
}

interface Filling {
  readonly file: SourceFile;
  readonly unit: string;
  readonly depth: number;
}

function scalarValue(scalar: YamlScalar, origin: Origin, filling: Filling): Value {
  const parts = filling.depth > MAX_DEPTH ? undefined : textParts(scalar.value);
  if (parts === undefined) return stringValue(scalar.value, origin);
  const [only] = parts;
  if (parts.length === 1 && only?.kind === 'variable') return variableValue(only, scalar, origin, filling);
  if (parts.length === 1 && only?.kind === 'expression') return notEvaluated(only.text, origin);
  const values = parts.map((part) => partValue(part, scalar, origin, filling));
  const whole: Origin = {
    range: origin.range,
    kind: 'expression',
    from: values.map((value) => value.origin),
  };
  const unknown = values.find((value) => value.kind === 'unknown');
  if (unknown === undefined) return stringValue(values.map(textOf).join(''), whole);
  return { ...unknownValue(unknown.reason, whole), parts: values };
}

function textOf(value: Value): string {
  return value.kind === 'string' ? value.value : '';
}

/** A part of a text, which is a text or unknown. */
function partValue(part: TextPart, scalar: YamlScalar, origin: Origin, filling: Filling): Value {
  switch (part.kind) {
    case 'text':
      return stringValue(part.text, origin);
    case 'expression':
      return notEvaluated(part.text, origin);
    case 'variable': {
      if (part.fallback === undefined) return missing(part.name, origin, filling.unit);
      const text = scalar.style === 'plain' ? unquoted(part.fallback) : part.fallback;
      const inner: YamlScalar = { ...scalar, value: text, style: 'double-quoted' };
      return scalarValue(inner, origin, { ...filling, depth: filling.depth + 1 });
    }
  }
}

/**
 * A scalar that is one variable. In a plain one the default is YAML of its own: `${COUNT:=3}` is a number, and
 * `${NAME:="3"}` a text.
 */
function variableValue(
  part: TextPart & { readonly kind: 'variable' },
  scalar: YamlScalar,
  origin: Origin,
  filling: Filling,
): Value {
  const { name, fallback } = part;
  if (fallback === undefined) return missing(name, origin, filling.unit);
  const deeper = { ...filling, depth: filling.depth + 1 };
  if (scalar.style !== 'plain') return scalarValue({ ...scalar, value: fallback }, origin, deeper);
  if (/^[[{&*!|>]/.test(fallback)) return notEvaluated(`\${${name}:=${fallback}}`, origin);
  const text = unquoted(fallback);
  const inner: YamlScalar = {
    ...scalar,
    value: text,
    style: text === fallback ? 'plain' : 'double-quoted',
    ...spanOfFallback(part, scalar, filling.file),
  };
  return yamlNodeValue(inner, {
    file: filling.file,
    text: (node, at) => scalarValue(node, at, deeper),
  });
}

/** Where the default stands: in a scalar that is written as it is read, its own place. */
function spanOfFallback(
  part: TextPart & { readonly kind: 'variable' },
  scalar: YamlScalar,
  file: SourceFile,
): { readonly start: number; readonly end: number } {
  const { start, end } = scalar;
  if (file.text.slice(start, end) !== scalar.value) return { start, end };
  const from = start + part.fallbackAt;
  return { start: from, end: from + (part.fallback?.length ?? 0) };
}

function missing(name: string, origin: Origin, unit: string): Value {
  const range: Range = origin.range;
  return unknownValue(
    { code: 'missing-input', message: `the variable "${name}" has no value`, range },
    origin,
    {
      unit,
      address: variableAddress(name),
      path: [],
    },
  );
}

function notEvaluated(text: string, origin: Origin): Value {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  const message = `${shown} is filled in by another tool`;
  return unknownValue({ code: 'unsupported', message, range: origin.range }, origin);
}
