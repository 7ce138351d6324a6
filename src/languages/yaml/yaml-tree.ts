/** Builds YAML nodes from the parser's events: ends of collections, tags, anchors and aliases within bounds. */
import {
  COLLECTION_STYLE,
  EVENT_ID,
  SCALAR_STYLE,
  getScalarValue,
  type DocumentEvent,
  type Event,
  type MappingEvent,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import type { Span } from '../../text/source-file.ts';
import type { YamlAlias, YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from './parse-yaml.ts';

/** Collections may be nested this deep, aliases included. */
export const MAX_DEPTH = 100;

/** A document may grow by this many nodes when its aliases are followed. */
const MAX_ALIASED_NODES = 200_000;

/** A fault of structure that the parser lets pass; the offset counts from the start of the parsed text. */
export class YamlStructureError extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** A node with what following its aliases costs. */
interface Built {
  readonly node: YamlNode;
  readonly nodes: number;
  readonly depth: number;
}

/** An open collection. */
interface Frame {
  readonly event: MappingEvent | SequenceEvent;
  readonly children: Built[];
}

/**
 * The documents of `text`, whose places in the file are those in the text plus `base`. Throws YamlStructureError for
 * unknown aliases and aliases without bounds.
 */
export function buildDocuments(text: string, events: readonly Event[], base: number): readonly YamlNode[] {
  return new TreeBuilder(text, base).build(events);
}

/** State while the events of one text go by. */
class TreeBuilder {
  readonly #text: string;
  readonly #base: number;
  readonly #documents: YamlNode[] = [];
  readonly #frames: Frame[] = [];
  #anchors = new Map<string, Built>();
  #handles = new Map<string, string>();
  /** Where the last thing that was read ends. */
  #position = 0;
  #ownNodes = 0;

  constructor(text: string, base: number) {
    this.#text = text;
    this.#base = base;
  }

  build(events: readonly Event[]): readonly YamlNode[] {
    for (const event of events) {
      switch (event.type) {
        case EVENT_ID.DOCUMENT:
          this.#startDocument(event);
          break;
        case EVENT_ID.SEQUENCE:
        case EVENT_ID.MAPPING:
          this.#frames.push({ event, children: [] });
          this.#position = event.start + (event.style === COLLECTION_STYLE.FLOW ? 1 : 0);
          break;
        case EVENT_ID.SCALAR:
          this.#add(this.#scalar(event), event);
          break;
        case EVENT_ID.ALIAS:
          this.#add(this.#alias(event.anchorStart, event.anchorEnd), undefined);
          break;
        case EVENT_ID.POP:
          this.#closeCollection();
          break;
      }
    }
    return this.#documents;
  }

  #startDocument(event: DocumentEvent): void {
    this.#anchors = new Map();
    this.#handles = new Map();
    this.#ownNodes = 0;
    for (const directive of event.directives) {
      if (directive.kind === 'tag') this.#handles.set(directive.handle, directive.prefix);
    }
  }

  /** The end of a document closes no collection. */
  #closeCollection(): void {
    const frame = this.#frames.pop();
    if (frame === undefined) return;
    const { event, children } = frame;
    const end = event.style === COLLECTION_STYLE.FLOW ? this.#closingBracket() : this.#position;
    this.#position = end;
    const span = { ...this.#span(event.start, end), tag: this.#tagOf(event) };
    const nodes = children.map((child) => child.node);
    const node: YamlSequence | YamlMapping =
      event.type === EVENT_ID.SEQUENCE
        ? { kind: 'sequence', items: nodes, ...span }
        : { kind: 'mapping', entries: pairs(nodes), ...span };
    this.#add(
      {
        node,
        nodes: children.reduce((sum, child) => sum + child.nodes, 1),
        depth: children.reduce((deepest, child) => Math.max(deepest, child.depth), 0) + 1,
      },
      event,
    );
  }

  #scalar(event: ScalarEvent): Built {
    const style = STYLES[event.style];
    const quote = style.endsWith('quoted') ? 1 : 0;
    const span =
      event.valueStart < 0
        ? this.#emptySpan(event)
        : this.#span(
            event.valueStart - quote,
            trimEnd(this.#text, event.valueStart, event.valueEnd, style) + quote,
          );
    this.#position = span.end - this.#base;
    const value = event.valueStart < 0 ? '' : getScalarValue(this.#text, event);
    const node: YamlScalar = { kind: 'scalar', value, style, tag: this.#tagOf(event), ...span };
    return { node, nodes: 1, depth: 0 };
  }

  #alias(start: number, end: number): Built {
    const name = this.#text.slice(start, end);
    const anchored = this.#anchors.get(name);
    if (anchored === undefined)
      throw new YamlStructureError(`there is no anchor "${name}" before its alias`, start);
    this.#position = end;
    const target = anchored.node.kind === 'alias' ? anchored.node.target : anchored.node;
    const node: YamlAlias = { kind: 'alias', target, tag: undefined, ...this.#span(start - 1, end) };
    return { ...anchored, node };
  }

  /** Puts a finished node where it belongs, and keeps it when it carries an anchor. */
  #add(built: Built, event: ScalarEvent | MappingEvent | SequenceEvent | undefined): void {
    this.#ownNodes++;
    const offset = built.node.start - this.#base;
    if (built.depth > MAX_DEPTH || built.nodes > this.#ownNodes + MAX_ALIASED_NODES) {
      throw new YamlStructureError('its aliases expand beyond all bounds', offset);
    }
    if (event !== undefined && event.anchorStart >= 0) {
      this.#anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), built);
    }
    const parent = this.#frames.at(-1);
    if (parent === undefined) this.#documents.push(built.node);
    else parent.children.push(built);
  }

  /** The place of a value that is not there: after its tag or anchor, else after the `:` or `-` that announces it. */
  #emptySpan(event: ScalarEvent): Span {
    let at = Math.max(this.#position, event.tagEnd, event.anchorEnd);
    MARK.lastIndex = at;
    if (at === this.#position && MARK.test(this.#text)) at = MARK.lastIndex;
    return this.#span(at, at);
  }

  /** The end of a flow collection: blanks, commas and comments stand before its bracket. */
  #closingBracket(): number {
    const text = this.#text;
    let at = this.#position;
    while (at < text.length && text[at] !== ']' && text[at] !== '}') {
      if (text[at] !== '#') at++;
      else at = endOfLine(text, at);
    }
    return Math.min(at + 1, text.length);
  }

  #tagOf(event: ScalarEvent | MappingEvent | SequenceEvent): string | undefined {
    if (event.tagStart < 0) return undefined;
    const written = this.#text.slice(event.tagStart, event.tagEnd);
    if (written.startsWith('!<')) return shortTag(written.slice(2, -1));
    const handle = /^!(?:[\w-]*!)?/.exec(written)?.[0] ?? '!';
    const prefix = this.#handles.get(handle);
    return prefix === undefined ? written : shortTag(prefix + written.slice(handle.length));
  }

  #span(start: number, end: number): Span {
    return { start: this.#base + start, end: this.#base + end };
  }
}

const STYLES: Readonly<Record<ScalarEvent['style'], YamlScalar['style']>> = {
  [SCALAR_STYLE.PLAIN]: 'plain',
  [SCALAR_STYLE.SINGLE_QUOTED]: 'single-quoted',
  [SCALAR_STYLE.DOUBLE_QUOTED]: 'double-quoted',
  [SCALAR_STYLE.LITERAL_BLOCK]: 'literal',
  [SCALAR_STYLE.FOLDED_BLOCK]: 'folded',
};

/** A block scalar reaches into the blank lines below it; its place should not. */
function trimEnd(text: string, start: number, end: number, style: YamlScalar['style']): number {
  if (style !== 'literal' && style !== 'folded') return end;
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}

function pairs(nodes: readonly YamlNode[]): YamlEntry[] {
  const entries: YamlEntry[] = [];
  for (let index = 0; index + 1 < nodes.length; index += 2) {
    const key = nodes[index];
    const value = nodes[index + 1];
    if (key !== undefined && value !== undefined) entries.push({ key, value });
  }
  return entries;
}

/** What announces a value. */
const MARK = /[^\S\n]*[:-]/y;

const YAML_TAG_PREFIX = 'tag:yaml.org,2002:';

function shortTag(tag: string): string {
  return tag.startsWith(YAML_TAG_PREFIX) ? `!!${tag.slice(YAML_TAG_PREFIX.length)}` : tag;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}
