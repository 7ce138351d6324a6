/** Where the text that is decoded came from: when a file was read just so, its places are the places of the values. */
import { formatPlace, rangeOf } from '../../../text/range.ts';
import { SourceFile, type Span } from '../../../text/source-file.ts';
import { literalOrigin, type Origin } from '../../../values/origin.ts';
import { readThrough, type StringValue, type Value } from '../../../values/value.ts';
import type { Diagnostic } from '../../../text/diagnostic.ts';
import type { Call } from './define.ts';

/** A text to decode. */
export interface TextSource {
  /** The file that it was read from, else a file without a name that holds just this text. */
  readonly file: SourceFile;
  /** The origin of the value that stands at a span of the text. */
  originOf(span: Span): Origin;
  /** A value that is read through a name in the text. */
  readAt(value: Value, span: Span): Value;
  /** A message about the text, with its place when a file was read. */
  describe(diagnostic: Diagnostic): string;
}

/** The text of an argument as a source. */
export function textSource(text: StringValue, call: Call): TextSource {
  const file = wholeFile(text);
  if (file === undefined) {
    return {
      file: new SourceFile('', text.value),
      originOf: () => call.origin,
      readAt: (value) => value,
      describe: ({ message, range }) =>
        `line ${range.file.positionAt(range.start).line}: ${sentenceBody(message)}`,
    };
  }
  return {
    file,
    originOf: (span) => literalOrigin(rangeOf(file, span)),
    readAt: (value, span) => readThrough(value, rangeOf(file, span)),
    describe: ({ message, range }) => `${formatPlace(range)}: ${sentenceBody(message)}`,
  };
}

/** The value that a whole text was decoded to, as the result of the call: its elements keep their places. */
export function decodedAt(value: Value, call: Call): Value {
  return { ...value, origin: call.origin };
}

/** Names that a text is handed through, at most. */
const MAX_PASSAGES = 100;

/** The file whose whole text this is, handed through names only. */
function wholeFile(text: StringValue): SourceFile | undefined {
  let { origin } = text;
  for (let count = 0; origin.kind === 'reference' && count < MAX_PASSAGES; count++) {
    const [source] = origin.from;
    if (source === undefined) return undefined;
    origin = source;
  }
  const { file, start } = origin.range;
  return origin.kind === 'literal' && start === 0 && file.text === text.value ? file : undefined;
}

function sentenceBody(message: string): string {
  return message.endsWith('.') ? message.slice(0, -1) : message;
}

/** A reader that reads each file once: many modules decode the same plan. */
export function oncePerFile<T>(read: (file: SourceFile) => T): (file: SourceFile) => T {
  const results = new WeakMap<SourceFile, { readonly result: T }>();
  return (file) => {
    const known = results.get(file) ?? { result: read(file) };
    results.set(file, known);
    return known.result;
  };
}
