/**
 * Whether a compiled template has the addresses of its Bicep file. The compiler takes them over as they are typed, so
 * one that only one side has shows that the file was changed and not compiled again.
 */
import type { BicepDeclaration, BicepFile } from './declaration.ts';
import type { JsonDeclaration, JsonEntry } from './json-literals.ts';
import type { MatchedDeclarations } from './match-declarations.ts';

/** Both sides. */
export interface Sides {
  readonly bicep: BicepFile;
  /** The text of the JSON file. */
  readonly jsonText: string;
  readonly declarations: readonly JsonDeclaration[];
  readonly matched: MatchedDeclarations;
  /** Everything in a compiled declaration that has a place of its own. */
  readonly entriesOf: (json: JsonDeclaration, bicep: BicepDeclaration) => readonly JsonEntry[];
}

/**
 * The names of the declarations whose addresses differ, each once. What a parameter file computes is evaluated when it
 * is compiled: of one only the addresses that are whole values are looked for.
 */
export function differingAddresses(sides: Sides): readonly string[] {
  if (isParameterFile(sides)) return missingInJson(sides);
  const names = new Set([...missingInJson(sides), ...missingInBicep(sides)]);
  for (const [json, found] of sides.matched.bicepOf) {
    if (!names.has(found.name) && !sides.matched.uncertain.has(json) && hasOtherCuts(sides, json, found))
      names.add(found.name);
  }
  return [...names];
}

function isParameterFile({ bicep }: Sides): boolean {
  return bicep.file.path.endsWith('.bicepparam');
}

/** An address or a range, of either family, as it stands between quotes. */
const QUOTED = /(["'])((?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f:.]{1,40})(?:\/\d{1,3})?)\1/gi;

const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}:[\da-f:.]{1,40})(?:\/\d{1,3})?$/i;

/** The text of a declaration without the template of a module, which is compared by itself. */
function ownText({ jsonText, matched }: Sides, json: JsonDeclaration): string {
  const { start, end, template } = json;
  const isModule = matched.bicepOf.get(json)?.kind === 'module';
  if (template === undefined || !isModule) return jsonText.slice(start, end);
  return jsonText.slice(start, template.start) + jsonText.slice(template.end, end);
}

function missingInJson(sides: Sides): readonly string[] {
  const { bicep, matched } = sides;
  let there: ReadonlySet<string> | undefined;
  const isThere = (address: string): boolean => {
    there ??= new Set(
      sides.declarations.flatMap((json) =>
        Array.from(ownText(sides, json).matchAll(QUOTED), ([, , text]) => text ?? ''),
      ),
    );
    return there.has(address);
  };
  const left = new Set(matched.inlined);
  const isEvaluated = isParameterFile(sides);
  return bicep.declarations
    .filter((one) => (isEvaluated ? one.kind === 'param' : mustBeCompiled(one, left)))
    .filter((one) => addressesIn(one, isEvaluated).some((address) => !isThere(address)))
    .map(({ name }) => name);
}

/** What is only read, a type or function, and a variable that the compiler may have left out, need not be there. */
function mustBeCompiled(one: BicepDeclaration, left: ReadonlySet<BicepDeclaration>): boolean {
  if (one.isExisting || one.kind === 'type' || one.kind === 'func') return false;
  return !left.has(one) || one.properties.get('')?.literal !== undefined;
}

function addressesIn({ literals, properties }: BicepDeclaration, isWholeOnly: boolean): readonly string[] {
  return literals.flatMap(({ key, path }) => {
    const text = key.startsWith('s:') ? key.slice(2) : '';
    const isAsked = !isWholeOnly || properties.get(path)?.literal === key;
    return isAsked && ADDRESS.test(text) ? [text] : [];
  });
}

/** Addresses that the template has as whole texts; they can come from other files where the file names such. */
function missingInBicep(sides: Sides): readonly string[] {
  const { bicep, matched } = sides;
  if (bicep.mentions.some(({ kind }) => kind !== 'module' && kind !== 'using')) return [];
  return [...matched.bicepOf].flatMap(([json, { name }]) => {
    if (matched.uncertain.has(json)) return [];
    for (const [, quote, text = ''] of ownText(sides, json).matchAll(QUOTED)) {
      if (quote === '"' && !bicep.file.text.includes(text)) return [name];
    }
    return [];
  });
}

/** The plain arguments of the calls that cut ranges. */
const CUT = /\bcidr(?:Subnet|Host)\(([^()[\]]{1,500})\)/g;

/** Whether the numbers with which ranges are cut differ at a place that both sides have. */
function hasOtherCuts({ bicep, entriesOf }: Sides, json: JsonDeclaration, found: BicepDeclaration): boolean {
  const paths = new Set(found.literals.flatMap(({ key, path }) => (key.startsWith('n:') ? [path] : [])));
  for (const path of paths) {
    const property = found.properties.get(path);
    if (property === undefined) continue;
    const calls = bicep.file.text.slice(property.start, property.end).matchAll(CUT);
    const numbers = Array.from(calls).flatMap(([, args = '']) => args.split(',').slice(1));
    const plain = numbers.map((number) => number.trim()).filter((number) => /^\d{1,9}$/.test(number));
    if (plain.length === 0) continue;
    const here = entriesOf(json, found).filter((entry) => entry.path === path);
    const keys = new Set(here.map(({ key }) => key));
    if (here.length > 0 && plain.some((number) => !keys.has(`n:${Number(number)}`))) return true;
  }
  return false;
}
