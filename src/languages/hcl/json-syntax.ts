/**
 * HCL's JSON syntax (`.tf.json`, `.tfvars.json`), read into the same tree as the native syntax. What is a block and
 * what an argument is not visible in JSON: whoever reads a kind of file says which block types it has.
 */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { rangeOf } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { JsonMember, JsonNode, JsonObject, JsonString } from '../json/parse-json.ts';
import type { Attribute, Block, Body, Identifier } from './ast.ts';
import { readJsonExpression, type JsonReading } from './json-expression.ts';
import type { ParsedBody } from './parse-hcl.ts';

/** Which members of a JSON object are blocks, and how the others are read. */
export interface JsonBodySchema {
  /** The block types that may stand in the body; every other member is an argument. */
  readonly blocks?: ReadonlyMap<string, JsonBlockSchema>;
  /** How arguments are read that are not templates, as most are. */
  readonly readings?: ReadonlyMap<string, JsonReading>;
  /** How all other arguments are read: `template` unless given. */
  readonly otherwise?: JsonReading;
}

/** A block type: how its JSON is nested and read. */
export interface JsonBlockSchema {
  /** How many labels a block of this type has: so many objects are nested around its body. */
  readonly labels: number;
  readonly body: JsonBodySchema;
}

/** A body of arguments only, all of them templates. */
export const ARGUMENTS_ONLY: JsonBodySchema = {};

/** A body whose strings stand for themselves, as in a file of variable values. */
export const LITERAL_ARGUMENTS: JsonBodySchema = { otherwise: 'literal' };

/**
 * Reads a JSON object, or an array of them that counts as one, as a body. Members named `//` are comments. Blocks keep
 * the order of the file; of arguments with one name the first counts, the second is reported.
 *
 * The places differ from the native syntax in one way: the type of a block and its outer labels stand around several
 * blocks, so that a block and its `header` start at the last label (at the type when there is none); the header of an
 * item of an array is the item's opening brace.
 */
export function jsonBody(file: SourceFile, node: JsonNode, schema: JsonBodySchema): ParsedBody {
  const reader: BodyReader = { file, diagnostics: [] };
  return { body: readBody(reader, node, schema), diagnostics: reader.diagnostics };
}

/** The blocks of one type in a JSON body, for a reader that finds out late that a member is one. */
export function jsonBlocks(
  file: SourceFile,
  node: JsonNode,
  type: string,
  schema: JsonBlockSchema,
): { readonly blocks: readonly Block[]; readonly diagnostics: readonly Diagnostic[] } {
  const reader: BodyReader = { file, diagnostics: [] };
  const members = membersOf(reader, node, NEEDS_BODY).filter((member) => member.key.value === type);
  const blocks = members.flatMap((member) => readBlocks(reader, member, schema));
  return { blocks, diagnostics: reader.diagnostics };
}

interface BodyReader {
  readonly file: SourceFile;
  readonly diagnostics: Diagnostic[];
}

const NEEDS_BODY = 'A body is written as a JSON object, or as an array of objects.';
const NEEDS_LABELS = 'The labels of a block are the keys of a JSON object, or of an array of objects.';

function report(reader: BodyReader, node: { start: number; end: number }, message: string): void {
  const range = rangeOf(reader.file, node);
  reader.diagnostics.push({ severity: 'error', code: 'hcl-syntax', message, range });
}

function readBody(reader: BodyReader, node: JsonNode, schema: JsonBodySchema): Body {
  const attributes = new Map<string, Attribute>();
  const blocks: Block[] = [];
  for (const member of membersOf(reader, node, NEEDS_BODY)) {
    const name = member.key.value;
    if (name === '//') continue;
    const block = schema.blocks?.get(name);
    const first = attributes.get(name);
    if (block !== undefined) {
      blocks.push(...readBlocks(reader, member, block));
    } else if (first === undefined) {
      attributes.set(name, readAttribute(reader, member, schema));
    } else {
      const { line } = reader.file.positionAt(first.start);
      report(reader, member.key, `The argument ${name} is set already, on line ${line}.`);
    }
  }
  return { start: node.start, end: node.end, attributes, blocks };
}

/** The members of an object, or of all objects of an array. Null has none; anything else is reported. */
function membersOf(reader: BodyReader, node: JsonNode, needs: string): readonly JsonMember[] {
  if (node.kind === 'object') return node.members;
  if (node.kind === 'null') return [];
  if (node.kind !== 'array') {
    report(reader, node, needs);
    return [];
  }
  return node.items.flatMap((item) => {
    if (item.kind === 'object') return item.members;
    report(reader, item, needs);
    return [];
  });
}

function readAttribute(reader: BodyReader, member: JsonMember, schema: JsonBodySchema): Attribute {
  const { start, end, key, value } = member;
  const reading = schema.readings?.get(key.value) ?? schema.otherwise ?? 'template';
  const { expression, diagnostics } = readJsonExpression(reader.file, value, reading);
  reader.diagnostics.push(...diagnostics);
  return { start, end, name: identifierOf(key), expression };
}

function identifierOf(key: JsonString): Identifier {
  return { start: key.start, end: key.end, name: key.value };
}

/** Unpacks the objects that hold the labels of blocks, down to the bodies. */
function readBlocks(reader: BodyReader, member: JsonMember, schema: JsonBlockSchema): Block[] {
  const type = identifierOf(member.key);
  const unpack = (label: Identifier, labels: readonly Identifier[], value: JsonNode): Block[] => {
    if (labels.length === schema.labels) return readBlock(reader, type, label, labels, value, schema.body);
    const inner = membersOf(reader, value, NEEDS_LABELS);
    return inner.flatMap(({ key, value: innerValue }) => {
      const innerLabel = identifierOf(key);
      return unpack(innerLabel, [...labels, innerLabel], innerValue);
    });
  };
  return unpack(type, [], member.value);
}

/** One block for an object, one for each item of an array, none for null. */
function readBlock(
  reader: BodyReader,
  type: Identifier,
  label: Identifier,
  labels: readonly Identifier[],
  value: JsonNode,
  schema: JsonBodySchema,
): Block[] {
  if (value.kind === 'object') {
    const body = readBody(reader, value, schema);
    const header = { start: label.start, end: label.end };
    return [{ start: label.start, end: value.end, type, labels, header, body }];
  }
  if (value.kind === 'array') {
    return value.items
      .filter((item) => isBodyOrReport(reader, item))
      .map((item) => {
        const { start, end } = item;
        return {
          start,
          end,
          type,
          labels,
          header: { start, end: start + 1 },
          body: readBody(reader, item, schema),
        };
      });
  }
  if (value.kind !== 'null') report(reader, value, NEEDS_BODY);
  return [];
}

function isBodyOrReport(reader: BodyReader, item: JsonNode): item is JsonObject {
  if (item.kind === 'object') return true;
  report(reader, item, NEEDS_BODY);
  return false;
}
