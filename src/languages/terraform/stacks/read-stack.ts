/** Reads the files of a Terraform stack: its components, and the deployments that say with which inputs. */
import { startOfFile, type Range } from '../../../text/range.ts';
import { SourceFile } from '../../../text/source-file.ts';
import type { Tree } from '../../../tree/tree.ts';
import type { Attribute, Block, Body } from '../../hcl/ast.ts';
import { literalBool, literalText, rangeOfHeader, type Layer, type PlacedBlock } from '../content.ts';
import type { CallDeclaration, Declaration, ModuleDeclarations } from '../declarations.ts';
import { parseFile } from '../load-modules.ts';
import { baseName, folderOf } from '../../paths.ts';
import { readDeclarations } from '../read-declarations.ts';
import type { Reading } from '../reading.ts';

/** The files of a stack, by kind. All are paths. */
export interface StackFiles {
  /** `*.tfcomponent.hcl`, and `*.tfstack.hcl` as it was called before. */
  readonly components: readonly string[];
  /** `*.tfdeploy.hcl`. */
  readonly deployments: readonly string[];
}

/** What the files of a stack declare. */
export interface Stack {
  readonly files: readonly string[];
  /** Variables and local values, with the components as calls. */
  readonly code: ModuleDeclarations;
  /** The local values beside the deployments. */
  readonly deploymentCode: ModuleDeclarations;
  readonly deployments: readonly Declaration[];
}

const COMPONENT_NAME = /\.(?:tfcomponent|tfstack)\.hcl$/;
const DEPLOYMENT_NAME = /\.tfdeploy\.hcl$/;

/** Blocks that do not change what is deployed. */
const IRRELEVANT: ReadonlySet<string> = new Set([
  'deployment_auto_approve',
  'deployment_group',
  'identity_token',
  'orchestrate',
  'output',
  'provider',
  'publish_output',
  'removed',
  'required_providers',
  'store',
  'upstream_input',
]);

/** The JSON form of all of them. */
const JSON_NAME = /\.(?:tfcomponent|tfstack|tfdeploy)\.json$/;

/** Says of the files of stacks in JSON that they are not read. */
export function reportJsonFiles({ tree, report }: Reading): void {
  for (const { path } of tree.entries) {
    if (!JSON_NAME.test(path)) continue;
    const message = 'Stacks in JSON are not read: what this file says is not judged.';
    const range = startOfFile(new SourceFile(path, ''));
    report({ severity: 'note', code: 'terraform-stack-not-read', message, range });
  }
}

/** The folders of a tree that hold a stack, ordered by path. */
export function findStacks(tree: Tree): ReadonlyMap<string, StackFiles> {
  const stacks = new Map<string, { components: string[]; deployments: string[] }>();
  for (const { path } of tree.entries) {
    const isComponents = COMPONENT_NAME.test(path);
    if (!isComponents && !DEPLOYMENT_NAME.test(path)) continue;
    if (baseName(path).startsWith('.') || path.split('/').includes('.terraform')) continue;
    const folder = folderOf(path);
    const stack = stacks.get(folder) ?? { components: [], deployments: [] };
    stacks.set(folder, stack);
    (isComponents ? stack.components : stack.deployments).push(path);
  }
  return stacks;
}

/** Reads a stack. What is wrong with its files is reported. */
export function readStack(folder: string, files: StackFiles, reading: Reading): Stack | undefined {
  const components = parse(files.components, reading);
  const deployments = parse(files.deployments, reading);
  const [first] = [...components.layers, ...deployments.layers];
  if (first === undefined) return undefined;
  const place = startOfFile(first.file);
  const code = declarationsOf(folder, place, components, ['variable', 'locals', 'component'], reading);
  const deploymentCode = declarationsOf(folder, place, deployments, ['locals'], reading);
  const calls = new Map([...code.calls].map(([name, call]) => [name, componentOf(call)]));
  return {
    files: [...files.components, ...files.deployments],
    code: { ...code, calls },
    deploymentCode,
    deployments: deploymentsOf(deployments.layers, reading),
  };
}

interface Parsed {
  readonly layers: readonly Layer[];
  readonly incomplete: boolean;
}

function parse(paths: readonly string[], { tree, report }: Reading): Parsed {
  let incomplete = false;
  const layers = paths.flatMap((path) =>
    parseFile(tree, path, 'code', (diagnostic) => {
      if (diagnostic.severity === 'error') incomplete = true;
      report(diagnostic);
    }),
  );
  return { layers, incomplete };
}

/** The blocks that say the same as in a module, with components as calls of modules. */
function declarationsOf(
  folder: string,
  place: Range,
  { layers, incomplete }: Parsed,
  types: readonly string[],
  { report }: Reading,
): ModuleDeclarations {
  const code = layers.map(({ file, body }): Layer => {
    for (const block of body.blocks) {
      const type = block.type.name;
      if (types.includes(type) || type === 'deployment' || IRRELEVANT.has(type)) continue;
      const message =
        type === 'stack'
          ? 'Stacks in stacks are not read: what this one deploys is not judged.'
          : `Blocks of type "${type}" are not known and were left out.`;
      const code = type === 'stack' ? 'terraform-stack-not-read' : 'terraform-unknown-block';
      report({ severity: 'note', code, message, range: rangeOfHeader({ file, block }) });
    }
    const blocks = body.blocks.filter((block) => types.includes(block.type.name)).map(callOf);
    return { file, body: { ...body, blocks } };
  });
  return readDeclarations({ folder, place, code, overrides: [], incomplete }, report);
}

/** A component as the call of a module: its inputs are the arguments of the call. */
function callOf(block: Block): Block {
  if (block.type.name !== 'component') return block;
  return { ...block, type: { ...block.type, name: 'module' }, body: withArguments(block.body) };
}

/** Inputs that are not written as an object, or are called like another argument, stay one argument. */
function withArguments(body: Body): Body {
  const written = body.attributes.get('inputs')?.expression;
  if (written?.kind !== 'object') return body;
  const attributes = new Map([...body.attributes].filter(([name]) => name !== 'inputs'));
  for (const { start, end, key, keyName, value } of written.items) {
    const name = keyName ?? literalText(key);
    if (name === undefined || body.attributes.has(name)) return body;
    const attribute: Attribute = {
      start,
      end,
      name: { name, start: key.start, end: key.end },
      expression: value,
    };
    attributes.set(name, attribute);
  }
  return { ...body, attributes };
}

function componentOf(call: CallDeclaration): CallDeclaration {
  return { ...call, keyword: 'component' };
}

/** The deployments by their names, without those that are to be destroyed. */
function deploymentsOf(layers: readonly Layer[], { report }: Reading): readonly Declaration[] {
  const deployments = new Map<string, Declaration>();
  const placed = layers.flatMap(({ file, body }) =>
    body.blocks.map((block): PlacedBlock => ({ file, block })),
  );
  for (const each of placed) {
    if (each.block.type.name !== 'deployment') continue;
    const range = rangeOfHeader(each);
    const [label] = each.block.labels;
    const problem =
      label === undefined
        ? 'A deployment block needs one label, the name.'
        : deployments.has(label.name)
          ? `The deployment "${label.name}" is already declared. Only the first one counts.`
          : undefined;
    if (problem !== undefined) {
      const code = label === undefined ? 'terraform-labels' : 'terraform-duplicate';
      report({ severity: 'error', code, message: problem, range });
    } else if (label !== undefined) {
      const content = [{ file: each.file, body: each.block.body }];
      deployments.set(label.name, { name: label.name, range, content });
    }
  }
  return [...deployments.values()].filter(({ content }) => literalBool(content, 'destroy') !== true);
}
