/** Finds the Bicep file that a JSON file was compiled from. */
import type { SourceFile } from '../../../text/source-file.ts';
import { readSource } from '../../../tree/source-text.ts';
import type { Tree } from '../../../tree/tree.ts';
import { jsonMember, jsonText } from '../../json/json-value.ts';
import type { JsonObject } from '../../json/parse-json.ts';
import type { BicepFile } from './declaration.ts';
import { scanBicep } from './scan-bicep.ts';

/** The paths at which the Bicep file of a compiled file can stand, by name. */
function bicepPathsOf(jsonPath: string, isParameterFile: boolean): readonly string[] {
  if (!isParameterFile) return [jsonPath.replace(/\.json$/i, '.bicep')];
  return [
    jsonPath.replace(/(?:\.parameters)?\.json$/i, '.bicepparam'),
    jsonPath.replace(/\.json$/i, '.bicepparam'),
  ];
}

/** The Bicep file beside a compiled template or parameter file; undefined for those that people write. */
export function bicepBeside(tree: Tree, file: SourceFile, root: JsonObject): BicepFile | undefined {
  if (!/\.json$/i.test(file.path)) return undefined;
  const isParameterFile = /deploymentParameters\.json#?$/i.test(jsonText(jsonMember(root, '$schema')) ?? '');
  if (!isParameterFile && !isCompiled(root)) return undefined;
  for (const path of bicepPathsOf(file.path, isParameterFile)) {
    const source = readSource(tree, path)?.file;
    if (source !== undefined) return scanBicep(source);
  }
  return undefined;
}

function isCompiled(root: JsonObject): boolean {
  return jsonText(jsonMember(jsonMember(jsonMember(root, 'metadata'), '_generator'), 'name')) === 'bicep';
}
