/** Which declaration of a Bicep file became which declaration of the compiled template. */
import { jsonMember, jsonText } from '../../json/json-value.ts';
import type { BicepDeclaration, BicepFile, BicepKind } from './declaration.ts';
import type { JsonDeclaration } from './json-literals.ts';

/** What belongs together, and which names only one side has. */
export interface MatchedDeclarations {
  readonly bicepOf: ReadonlyMap<JsonDeclaration, BicepDeclaration>;
  /** Those whose counterpart is a guess among several of one type: only its header is a place for them. */
  readonly uncertain: ReadonlySet<JsonDeclaration>;
  /** Names that show that the template was not compiled from the file as it is now. */
  readonly unmatched: readonly string[];
  /** Variables that did not become variables: the compiler put their values where they are used. */
  readonly inlined: readonly BicepDeclaration[];
}

/** Matches the declarations of both sides: by name, resources without names by type, name and order. */
export function matchDeclarations(
  bicep: BicepFile,
  declarations: readonly JsonDeclaration[],
): MatchedDeclarations {
  const bicepOf = new Map<JsonDeclaration, BicepDeclaration>();
  const used = new Set<BicepDeclaration>();
  const unmatched: string[] = [];
  const byName = new Map<string, BicepDeclaration>();
  for (const declaration of bicep.declarations) {
    byName.set(nameKey(declaration.kind, qualifiedName(declaration)), declaration);
  }
  const pair = (json: JsonDeclaration, found: BicepDeclaration | undefined): void => {
    if (found === undefined) {
      if (!isMadeByCompiler(json, bicep)) unmatched.push(shownName(json));
      return;
    }
    bicepOf.set(json, found);
    used.add(found);
  };
  for (const json of declarations) {
    if (json.kind !== 'resource') pair(json, byName.get(nameKey(json.kind, json.name)));
    else if (json.name !== '') pair(json, byName.get(nameKey('resource', json.name)));
  }
  const nameless = declarations.filter(({ kind, name }) => kind === 'resource' && name === '');
  const uncertain = new Set<JsonDeclaration>();
  for (const [json, found] of matchNameless(bicep, nameless, uncertain)) pair(json, found);

  const left = bicep.declarations.filter((declaration) => !used.has(declaration));
  // A type, function, variable or resource that is only read need not be in the template.
  for (const { kind, name, isExisting } of left) {
    const mustBeThere = kind === 'param' || kind === 'output' || kind === 'module' || kind === 'resource';
    if (mustBeThere && !isExisting) unmatched.push(name);
  }
  return { bicepOf, uncertain, unmatched, inlined: left.filter(({ kind }) => kind === 'var') };
}

/** Modules and resources share one set of names; so do the template's resources. */
function nameKey(kind: BicepKind, name: string): string {
  return `${kind === 'module' ? 'resource' : kind} ${name}`;
}

/** `outer::inner` of a resource inside of another. */
function qualifiedName(declaration: BicepDeclaration): string {
  const names = [declaration.name];
  let outer = declaration.parent;
  // Deeper than resources nest in Azure's types.
  for (let depth = 0; outer !== undefined && depth < 16; depth++, outer = outer.parent)
    names.unshift(outer.name);
  return names.join('::');
}

/** What the compiler adds: loaded files, what is imported or extended, the definitions of derived types. */
function isMadeByCompiler({ kind, name }: JsonDeclaration, { importedNames, mentions }: BicepFile): boolean {
  if (kind === 'type' || kind === 'func') return true;
  if (kind === 'param') return mentions.some((mention) => mention.kind === 'extends');
  return kind === 'var' && (name.startsWith('$') || /^_\d+\./.test(name) || importedNames.has(name));
}

function shownName({ name, node }: JsonDeclaration): string {
  return name === '' ? (jsonText(jsonMember(node, 'type')) ?? 'a resource') : name;
}

/** The types of a resource as the template has them: those of the resources around it go before its own. */
function fullType(declaration: BicepDeclaration): string {
  if (declaration.kind === 'module') return 'microsoft.resources/deployments';
  const own = declaration.target.split('@')[0] ?? '';
  let type = own;
  let outer = declaration.parent;
  for (let depth = 0; outer !== undefined && depth < 16; depth++, outer = outer.parent) {
    type = `${outer.target.split('@')[0] ?? ''}/${type}`;
  }
  return type.toLowerCase();
}

/**
 * Resources of one type: loops by the name that the compiler gives them, then those whose names are made of the same
 * parts; what is left in the compiler's order when there are as many on both sides, and else the first of the type,
 * which is then told as `uncertain`.
 */
function matchNameless(
  bicep: BicepFile,
  nameless: readonly JsonDeclaration[],
  uncertain: Set<JsonDeclaration>,
): ReadonlyMap<JsonDeclaration, BicepDeclaration | undefined> {
  const deployed = bicep.declarations.filter(
    ({ kind, isExisting }) => (kind === 'resource' && !isExisting) || kind === 'module',
  );
  const candidates = groupBy(deployed, fullType);
  const matched = new Map<JsonDeclaration, BicepDeclaration | undefined>();
  for (const [type, all] of groupBy(nameless, typeOf)) {
    const free = new Set(candidates.get(type));
    const [first] = free;
    const bySymbol = new Map([...free].map((one) => [one.name, one]));
    const single = all.filter((json) => {
      const loop = bySymbol.get(loopNameOf(json) ?? '');
      if (loop === undefined || !free.delete(loop)) return true;
      matched.set(json, loop);
      return false;
    });
    const bySignature = groupBy([...free], (one) => signature(one.nameParts));
    const rest = single.filter((json) => {
      const same = bySignature.get(signature(namePartsOf(json)));
      const [only] = same ?? [];
      if (same?.length !== 1 || only === undefined || !free.delete(only)) return true;
      matched.set(json, only);
      return false;
    });
    const inOrder = free.size === rest.length ? inCompiledOrder([...free]) : [];
    for (const [index, json] of rest.entries()) {
      matched.set(json, inOrder[index] ?? first);
      if (inOrder[index] === undefined) uncertain.add(json);
    }
  }
  return matched;
}

/** The compiler names the loop of a resource or module after its symbol. */
function loopNameOf({ node }: JsonDeclaration): string | undefined {
  return jsonText(jsonMember(jsonMember(node, 'copy'), 'name'));
}

/** The compiler writes all modules behind all resources. */
function inCompiledOrder(declarations: readonly BicepDeclaration[]): readonly BicepDeclaration[] {
  const isModule = ({ kind }: BicepDeclaration): boolean => kind === 'module';
  return [...declarations.filter((one) => !isModule(one)), ...declarations.filter(isModule)];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function typeOf({ node }: JsonDeclaration): string {
  return (jsonText(jsonMember(node, 'type')) ?? '').toLowerCase();
}

/** The texts and names in a name's expression: `[format('{0}-vnet', parameters('prefix'))]` is `prefix`, `-vnet`. */
function namePartsOf({ node }: JsonDeclaration): readonly string[] {
  const name = jsonText(jsonMember(node, 'name')) ?? '';
  if (!name.startsWith('[') || name.startsWith('[[')) return [name];
  return [...name.matchAll(/'((?:[^']|'')*)'/g)].flatMap((match) =>
    (match[1] ?? '').replaceAll("''", "'").split(/\{\d+\}/),
  );
}

/** Names of functions are left out, since only Bicep's side would have them. */
function signature(parts: readonly string[]): string {
  const names = parts.filter((part) => part !== '' && part !== '/' && !FUNCTIONS.has(part));
  return [...new Set(names)].sort().join('\0');
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'concat',
  'format',
  'guid',
  'uniqueString',
  'toLower',
  'toUpper',
  'take',
  'replace',
  'resourceGroup',
  'subscription',
  'deployment',
  'id',
  'name',
]);
