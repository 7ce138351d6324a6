/** What the block of an instance writes: its arguments and blocks, without those that say how it is deployed. */
import { attributesIn, blocksByType, type BlockGroup } from './content.ts';
import type { InstanceDeclaration } from './module.ts';

const RESOURCE_META: ReadonlySet<string> = new Set([
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);

/** `version` stays: it tells which arguments a module from elsewhere has. */
const CALL_META: ReadonlySet<string> = new Set([
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'providers',
  'source',
]);

/** True for the arguments and blocks that Terraform itself reads. */
export function isMeta({ mode }: InstanceDeclaration, name: string): boolean {
  return (mode === 'module' ? CALL_META : RESOURCE_META).has(name);
}

/** What the block of an instance writes. */
export interface InstanceContent {
  /** The names of arguments and of types of blocks, in the order of the source, arguments first. */
  readonly names: readonly string[];
  readonly blocks: ReadonlyMap<string, BlockGroup>;
}

const known = new WeakMap<InstanceDeclaration, InstanceContent>();

/** What the block of an instance writes, told once for all its instances. */
export function contentOfInstance(declaration: InstanceDeclaration): InstanceContent {
  let content = known.get(declaration);
  if (content === undefined) {
    const blocks = blocksByType(declaration.content);
    const written = [...attributesIn(declaration.content).map(({ name }) => name), ...blocks.keys()];
    content = { blocks, names: [...new Set(written)].filter((name) => !isMeta(declaration, name)) };
    known.set(declaration, content);
  }
  return content;
}
