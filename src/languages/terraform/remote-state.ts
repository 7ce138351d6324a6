/** Which unit keeps the state that a `terraform_remote_state` data source reads. */
import type { Value } from '../../values/value.ts';
import { evaluateExpression } from '../hcl/evaluate.ts';
import { attributeIn, blockIn, contentOf, type Content } from './content.ts';
import type { Instance, Module } from './module.ts';
import { joinPath } from '../paths.ts';
import { createScope } from './scope.ts';

/** Finds the root module whose outputs a data source reads; undefined when that is none, or could be several. */
export type FindState = (reader: Instance) => Module | undefined;

/** A root module that was read, with the name of its set of values. */
export interface StateOwner {
  readonly root: Module;
  readonly label: string;
}

/** Where a state is kept. Only what is known is told. */
interface StatePlace {
  /** What tells states of one kind of store from one another: the store's type, and the name of the state in it. */
  readonly identity: string;
  /** What is not equal for two states in different stores: the bucket, the storage account. */
  readonly store: ReadonlyMap<string, string>;
  /** So common a name that stores must be known to be the same. */
  readonly isCommonName: boolean;
}

/** What names the state within its store, the first that a backend has. */
const NAMES = ['key', 'prefix', 'path', 'address', 'secret_suffix', 'schema_name'];

/** What tells one store from another. */
const STORES = ['bucket', 'storage_account_name', 'container_name', 'organization', 'hostname'];

/** Names that many deployments give to their state. */
const COMMON_NAME = /^(?:default|state|tfstate|terraform|terraform\/state|(?:[\w-]+\.)?terraform\.tfstate)$/;

/**
 * Matches data sources with backends: same type, same name of the state, nothing that is known to be different. When
 * a root module is read with several sets of values, that of the same name as the reader's is meant.
 */
export function findStates(owners: readonly StateOwner[]): FindState {
  let places: ReadonlyMap<string, readonly Placed[]> | undefined;
  return (reader) => {
    const wanted = placeRead(reader);
    if (wanted === undefined) return undefined;
    places ??= placesOf(owners);
    const candidates = (places.get(wanted.identity) ?? []).filter(({ place }) => mayBeSame(place, wanted));
    const [only, ...others] = candidates;
    if (others.length === 0) return only?.owner.root;
    const label = owners.find(({ root }) => root.unit === reader.module.unit)?.label;
    const alike = candidates.filter(({ owner }) => owner.label === label);
    return alike.length === 1 ? alike[0]?.owner.root : undefined;
  };
}

interface Placed {
  readonly owner: StateOwner;
  readonly place: StatePlace;
}

function placesOf(owners: readonly StateOwner[]): ReadonlyMap<string, readonly Placed[]> {
  const places = new Map<string, Placed[]>();
  for (const owner of owners) {
    const place = placeKept(owner.root);
    if (place === undefined) continue;
    const others = places.get(place.identity);
    if (others === undefined) places.set(place.identity, [{ owner, place }]);
    else others.push({ owner, place });
  }
  return places;
}

function mayBeSame(kept: StatePlace, wanted: StatePlace): boolean {
  let isSame = !wanted.isCommonName;
  for (const [name, value] of wanted.store) {
    const other = kept.store.get(name);
    if (other !== undefined && other !== value) return false;
    if (other === value) isSame = true;
  }
  return isSame;
}

/** Where a root module keeps its state; a local file when it says nothing. */
function placeKept(root: Module): StatePlace | undefined {
  const { backend, folder } = root.declarations;
  if (backend === undefined) return placeOf('local', () => undefined, folder);
  const workspaces = blockIn(backend.content, 'workspaces');
  const read = (name: string): string | undefined =>
    name === 'workspace'
      ? workspaces && textOf(contentOf(workspaces), 'name', root)
      : textOf(backend.content, name, root);
  return placeOf(backend.name, read, folder);
}

function textOf(content: Content, name: string, module: Module): string | undefined {
  const attribute = attributeIn(content, name);
  return attribute && text(evaluateExpression(attribute.expression, createScope(module, attribute.file, {})));
}

/** Where a data source reads. */
function placeRead(reader: Instance): StatePlace | undefined {
  const backend = text(argumentOf(reader, 'backend'));
  const config = argumentOf(reader, 'config');
  if (backend === undefined || config?.kind !== 'map') return undefined;
  const workspaces = config.entries.get('workspaces');
  const read = (name: string): string | undefined =>
    name === 'workspace' ? nameOf(workspaces) : text(config.entries.get(name));
  return placeOf(backend, read, reader.module.unit.rootFolder);
}

/** `{ name = … }`, or a list of one such. */
function nameOf(workspaces: Value | undefined): string | undefined {
  const [first] = workspaces?.kind === 'list' ? workspaces.items : [workspaces];
  return first?.kind === 'map' ? text(first.entries.get('name')) : undefined;
}

function argumentOf({ module, declaration, attribute }: Instance, name: string): Value | undefined {
  const cell = attribute(name);
  return cell && module.unit.demand.value(cell, declaration.range);
}

function text(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

function placeOf(
  type: string,
  read: (name: string) => string | undefined,
  folder: string,
): StatePlace | undefined {
  if (type === 'local') return localPlace(read('path') ?? 'terraform.tfstate', folder);
  const isCloud = type === 'remote' || type === 'cloud';
  const name = isCloud ? read('workspace') : NAMES.map(read).find((each) => each !== undefined);
  if (name === undefined) return undefined;
  const store = new Map(
    STORES.flatMap((key) => {
      const value = read(key);
      return value === undefined ? [] : [[key, value] as const];
    }),
  );
  return { identity: `${isCloud ? 'cloud' : type}\0${name}`, store, isCommonName: COMMON_NAME.test(name) };
}

/** A local state is a file; nobody else's has its path. */
function localPlace(path: string, folder: string): StatePlace | undefined {
  // What starts with the folder itself was made with `path.module`, which counts from the tree's root.
  const from = folder !== '' && path.startsWith(`${folder}/`) ? '' : folder;
  const file = path.startsWith('/') ? undefined : joinPath(from, path);
  return file === undefined
    ? undefined
    : { identity: `local\0${file}`, store: new Map(), isCommonName: false };
}
