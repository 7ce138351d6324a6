/** A template's sections: parameters, mappings, conditions, resources, outputs. */
import type { Range } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import { memberNode, nodeText, type MapEntry, type MapNode, type TemplateNode } from './template-node.ts';

/** One template, not evaluated. */
export interface Template {
  readonly file: SourceFile;
  readonly parameters: ReadonlyMap<string, MapEntry>;
  readonly mappings: ReadonlyMap<string, MapEntry>;
  readonly conditions: ReadonlyMap<string, MapEntry>;
  /** Loops (`Fn::ForEach::…`) are not expanded. */
  readonly resources: ReadonlyMap<string, MapEntry>;
  readonly outputs: ReadonlyMap<string, MapEntry>;
  /** Parts of other templates that tools put in before deployment (`Modules` of the AWS CLI and of Rain). */
  readonly modules: ReadonlyMap<string, MapEntry>;
  /** Macros that the whole template goes through, other than those whose effect is known. */
  readonly macros: readonly Macro[];
  /** Whether names may exist that the template does not write: SAM, macros and modules make resources. */
  readonly addsNames: boolean;
}

export interface Macro {
  readonly name: string;
  readonly range: Range;
}

/** Transforms that leave what is written about networks as it is. */
const KNOWN_TRANSFORM =
  /^AWS::(?:Serverless-2016-10-31|LanguageExtensions|SecretsManager-\d{4}-\d\d-\d\d|CodeDeployBlueGreen)$/;

/** The template that a document is; undefined when it is none. */
export function templateOf(root: TemplateNode, file: SourceFile): Template | undefined {
  const resources = memberNode(root, 'Resources');
  if (root.kind !== 'map' || resources?.kind !== 'map') return undefined;
  if (root.entries.has('apiVersion') && root.entries.has('kind')) return undefined;
  if (!root.entries.has('AWSTemplateFormatVersion') && !hasAwsResource(resources)) return undefined;
  const transforms = transformsOf(root);
  const modules = section(root, 'Modules');
  const macros = transforms.filter(({ name }) => !KNOWN_TRANSFORM.test(name));
  return {
    file,
    parameters: section(root, 'Parameters'),
    mappings: section(root, 'Mappings'),
    conditions: section(root, 'Conditions'),
    resources: resources.entries,
    outputs: section(root, 'Outputs'),
    modules,
    macros,
    addsNames:
      macros.length > 0 ||
      modules.size > 0 ||
      transforms.some(({ name }) => name.startsWith('AWS::Serverless')) ||
      [...resources.entries.values()].some(({ value }) => memberNode(value, 'Type')?.kind === 'call'),
  };
}

const RESOURCE_TYPE = /^(?:AWS|Alexa|Custom)::\w/;

function hasAwsResource({ entries }: MapNode): boolean {
  for (const [name, { value }] of entries) {
    if (name.startsWith('Fn::ForEach::')) return true;
    if (RESOURCE_TYPE.test(nodeText(memberNode(value, 'Type')) ?? '')) return true;
  }
  return false;
}

function section(root: MapNode, name: string): ReadonlyMap<string, MapEntry> {
  const node = memberNode(root, name);
  return node?.kind === 'map' ? node.entries : new Map<string, MapEntry>();
}

/** `Transform` is a name, a list of them, or of `{Name, Parameters}`; `Fn::Transform` stands beside the sections. */
function transformsOf(root: MapNode): readonly Macro[] {
  const nodes = [memberNode(root, 'Transform'), memberNode(root, 'Fn::Transform')];
  return nodes.flatMap((node) => {
    if (node === undefined) return [];
    return (node.kind === 'list' ? node.items : [node]).map((item) => ({
      name: nodeText(item) ?? nodeText(memberNode(item, 'Name')) ?? 'a macro',
      range: item.range,
    }));
  });
}
