/** From compiled templates back to the Bicep files that people edit. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import { rangeOf, startOfFile, type Range } from '../../../text/range.ts';
import { SourceFile, type Span } from '../../../text/source-file.ts';
import { readSource } from '../../../tree/source-text.ts';
import type { Tree } from '../../../tree/tree.ts';
import type { JsonObject } from '../../json/parse-json.ts';
import { folderOf, joinPath } from '../../paths.ts';
import { bicepBeside } from './bicep-beside.ts';
import { differingAddresses } from './compare-addresses.ts';
import type { BicepDeclaration, BicepFile } from './declaration.ts';
import { jsonDeclarations, jsonEntries, nestedTemplate } from './json-literals.ts';
import type { JsonDeclaration, JsonEntry } from './json-literals.ts';
import { matchDeclarations, type MatchedDeclarations } from './match-declarations.ts';
import { entryPlaces, type EntryPlaces } from './match-literals.ts';
import {
  importedDeclaration,
  isLoadedContent,
  loadedPlace,
  type ImportedDeclaration,
} from './other-files.ts';
import { scanBicep } from './scan-bicep.ts';

/** Where people edit what stands in a template. */
export interface TemplatePlaces {
  /**
   * The place where what stands at a span of the JSON is edited: a literal with its quotes, what is computed by its
   * property, a declaration by its header; the span itself when the template was not compiled from a Bicep file here.
   * Spans of nested templates have their places in the Bicep file of the module.
   */
  at(span: Span): Range;
  /** The places of the template in a nested deployment. */
  ofModule(deployment: JsonObject): TemplatePlaces;
  /** Whether the template does not match its Bicep file, as far as was seen up to now; `names` are what differs. */
  isStale(): StaleTemplate | undefined;
}

/** A template that was not compiled from its Bicep file as the file is now. */
export interface StaleTemplate {
  readonly bicepFile: SourceFile;
  readonly names: readonly string[];
}

/** No more names than this are told. */
const MAX_NAMES = 5;

/** The places of a template, or of a parameter file, whose JSON is `root` of `file`. */
export function templatePlaces(tree: Tree, file: SourceFile, root: JsonObject): TemplatePlaces {
  const bicep = bicepBeside(tree, file, root);
  if (bicep === undefined) return jsonPlaces(file);
  const compiled = new SourceFile(file.path, file.text, true);
  return bicepPlaces({ tree, file: compiled, modules: new Map() }, root, bicep);
}

/** The warning that a template and its Bicep file do not match, if that was seen. Ask it when the template is read. */
export function staleDiagnostic(file: SourceFile, places: TemplatePlaces): Diagnostic | undefined {
  const stale = places.isStale();
  if (stale === undefined) return undefined;
  const { bicepFile, names } = stale;
  const shown = names.slice(0, MAX_NAMES).join(', ');
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return {
    severity: 'warning',
    code: 'bicep-stale',
    message:
      `${file.path} was not compiled from this file as it is now: they differ in ${shown}${more}. ` +
      'What is judged is the compiled file. Build it again with bicep build.',
    range: startOfFile(bicepFile),
  };
}

function jsonPlaces(file: SourceFile): TemplatePlaces {
  const places: TemplatePlaces = {
    at: (span) => rangeOf(file, span),
    ofModule: () => places,
    isStale: () => undefined,
  };
  return places;
}

interface Source {
  readonly tree: Tree;
  /** The JSON. */
  readonly file: SourceFile;
  readonly modules: Map<JsonObject, TemplatePlaces>;
}

interface Template {
  readonly bicep: BicepFile;
  readonly matched: MatchedDeclarations;
  /** The names of declarations that were seen to say something else in Bicep. */
  readonly different: Set<string>;
  readonly imported: (json: JsonDeclaration) => ImportedDeclaration | undefined;
  readonly inlined: () => ReadonlyMap<string, Span | undefined>;
}

function bicepPlaces(source: Source, root: JsonObject, bicep: BicepFile): TemplatePlaces {
  const declarations = jsonDeclarations(root);
  const matched = matchDeclarations(bicep, declarations);
  let inlined: ReadonlyMap<string, Span | undefined> | undefined;
  const template: Template = {
    bicep,
    matched,
    different: new Set(),
    imported: remembering(({ kind, name }) =>
      kind === 'var' || kind === 'param' ? importedDeclaration(source.tree, bicep, kind, name) : undefined,
    ),
    inlined: () => (inlined ??= inlinedLiterals(matched)),
  };
  const modules = new Set<TemplatePlaces>();
  const looked = new Map<JsonDeclaration, Looked>();
  const lookInto: LookInto = (json, found) => {
    const known = looked.get(json) ?? look(source, json, found);
    looked.set(json, known);
    return known;
  };
  let compared: readonly string[] | undefined;
  const differing = (): readonly string[] =>
    (compared ??= differingAddresses({
      bicep,
      jsonText: source.file.text,
      declarations,
      matched,
      entriesOf: (json, found) => lookInto(json, found).entries,
    }));
  const moduleOf = (json: JsonDeclaration, nested: JsonObject): TemplatePlaces => {
    const known = source.modules.get(nested) ?? modulePlaces(source, template, json, nested, places);
    source.modules.set(nested, known);
    if (known !== places) modules.add(known);
    return known;
  };
  const places: TemplatePlaces = {
    at(span) {
      const json = containing(declarations, span);
      if (json === undefined) return rangeOf(source.file, span);
      const found = matched.bicepOf.get(json);
      if (found === undefined) return placeElsewhere({ source, template, json, lookInto }, span);
      const { template: nested } = json;
      if (nested !== undefined && found.kind === 'module' && isInside(span, nested)) {
        return moduleOf(json, nested).at(span);
      }
      if (matched.uncertain.has(json)) return rangeOf(bicep.file, found.header);
      return placeIn(source, template, json, found, lookInto(json, found), span);
    },
    ofModule(deployment) {
      const nested = nestedTemplate(deployment);
      const json = containing(declarations, deployment);
      if (nested === undefined || json === undefined) return places;
      return moduleOf(json, nested);
    },
    isStale() {
      const names = [...new Set([...matched.unmatched, ...template.different, ...differing()])].sort();
      if (names.length > 0) return { bicepFile: bicep.file, names };
      for (const nested of modules) {
        const stale = nested.isStale();
        if (stale !== undefined) return stale;
      }
      return undefined;
    },
  };
  return places;
}

type LookInto = (json: JsonDeclaration, found: BicepDeclaration | undefined) => Looked;

/** The same function, which answers every question once. */
function remembering<Q, A>(answer: (question: Q) => A): (question: Q) => A {
  const answers = new Map<Q, { readonly given: A }>();
  return (question) => {
    const known = answers.get(question) ?? { given: answer(question) };
    answers.set(question, known);
    return known.given;
  };
}

/** A declaration whose literals were compared. */
interface Looked {
  readonly entries: readonly JsonEntry[];
  readonly placeOf: EntryPlaces;
}

function look({ file }: Source, json: JsonDeclaration, found: BicepDeclaration | undefined): Looked {
  const entries = jsonEntries(json, file, found?.kind === 'module');
  return { entries, placeOf: found === undefined ? () => undefined : entryPlaces(found, entries) };
}

function isInside(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** The index of the last item that starts at or before an offset; −1 without one. */
function lastAtOrBefore(items: readonly Span[], offset: number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Declarations do not overlap, so the last that starts before the span is the only one that can contain it. */
function containing(declarations: readonly JsonDeclaration[], span: Span): JsonDeclaration | undefined {
  const last = declarations[lastAtOrBefore(declarations, span.start)];
  return last !== undefined && span.end <= last.end ? last : undefined;
}

function placeIn(
  source: Source,
  template: Template,
  json: JsonDeclaration,
  found: BicepDeclaration,
  { entries, placeOf }: Looked,
  span: Span,
): Range {
  const bicepFile = template.bicep.file;
  const entry = entryAt(entries, span);
  // The whole resource, and what stands outside of its value, is its header.
  if (entry === undefined || entry.start < json.start || (entry.path === '' && entry.key === undefined)) {
    return rangeOf(bicepFile, found.header);
  }
  const place = placeOf(entry);
  if (place === 'different') {
    template.different.add(found.name);
    return rangeOf(source.file, span);
  }
  if (place?.isExact === true) return rangeOf(bicepFile, place.span);
  if (entry.key !== undefined) {
    const inlined = template.inlined().get(entry.key);
    if (inlined !== undefined) return rangeOf(bicepFile, inlined);
  }
  return place === undefined || entry.path === '#'
    ? rangeOf(bicepFile, found.header)
    : rangeOf(bicepFile, firstLine(bicepFile, place.span));
}

/** The entry at a span, else the smallest one around it that starts nearest. */
function entryAt(entries: readonly JsonEntry[], span: Span): JsonEntry | undefined {
  const last = lastAtOrBefore(entries, span.start);
  // A member begins with its key.
  if (entries[last]?.start === span.start) return entries[last];
  // An expression's literals are a few; what is searched further back than this has the place of the declaration.
  for (let index = last; index >= 0 && index > last - 100; index--) {
    const entry = entries[index];
    if (entry !== undefined && span.end <= entry.end) return entry;
  }
  return undefined;
}

/**
 * The literals in variables whose values the compiler put where they are used, by key; undefined for those that stand
 * more than once.
 */
function inlinedLiterals({ inlined }: MatchedDeclarations): ReadonlyMap<string, Span | undefined> {
  const spans = new Map<string, Span | undefined>();
  for (const { literals } of inlined) {
    for (const literal of literals) spans.set(literal.key, spans.has(literal.key) ? undefined : literal);
  }
  return spans;
}

/** Lines longer than this are shown whole. */
const MAX_LINE = 2000;

function firstLine(file: SourceFile, { start, end }: Span): Span {
  const length = file.text.slice(start, Math.min(end, start + MAX_LINE)).search(/[\r\n]/);
  return { start, end: length === -1 ? end : start + length };
}

/** What the compiler made of other files; what it made by itself, and what the Bicep file lacks, stays in the JSON. */
function placeElsewhere({ source, template, json, lookInto }: Elsewhere, span: Span): Range {
  if (json.kind === 'var' && isLoadedContent(json.name)) {
    const entry = entryAt(lookInto(json, undefined).entries, span);
    return loadedPlace(source.tree, template.bicep, entry) ?? rangeOf(source.file, span);
  }
  const imported = template.imported(json);
  if (imported === undefined) return rangeOf(source.file, span);
  const { bicep, declaration } = imported;
  return placeIn(source, { ...template, bicep }, json, declaration, lookInto(json, declaration), span);
}

interface Elsewhere {
  readonly source: Source;
  readonly template: Template;
  readonly json: JsonDeclaration;
  readonly lookInto: LookInto;
}

function modulePlaces(
  source: Source,
  { bicep, matched }: Template,
  json: JsonDeclaration,
  nested: JsonObject,
  around: TemplatePlaces,
): TemplatePlaces {
  const found = matched.bicepOf.get(json);
  if (found === undefined) return jsonPlaces(source.file);
  if (found.kind !== 'module') return around;
  const isRegistry = /^(?:br|ts|oci)[:/]/.test(found.target);
  const path = isRegistry ? undefined : joinPath(folderOf(bicep.file.path), found.target);
  const file = path?.endsWith('.bicep') === true ? readSource(source.tree, path)?.file : undefined;
  if (file !== undefined) return bicepPlaces(source, nested, scanBicep(file));
  // A module from a registry has no file here: what can be edited is its call.
  const place = rangeOf(bicep.file, found.header);
  const places: TemplatePlaces = { at: () => place, ofModule: () => places, isStale: () => undefined };
  return places;
}
