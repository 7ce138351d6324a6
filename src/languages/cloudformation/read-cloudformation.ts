/** CloudFormation and SAM templates: from files to units. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { startOfFile } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Tree } from '../../tree/tree.ts';
import { isFileWithinAny } from '../paths.ts';
import type { DocumentLanguage, ReadOptions, ReadResult } from '../unit.ts';
import { Deployments } from './deployments.ts';
import { Nesting } from './nesting.ts';
import { findParameterFiles } from './parameter-files.ts';
import { readTemplateNodes } from './read-template-node.ts';
import { templateOf, type Template } from './template.ts';

/** Copies that tools make of templates. */
const BUILT = /(?:^|\/)(?:\.aws-sam|cdk\.out)\//;

const RESOURCE = /\bType["']?[ \t]{0,20}:[ \t]{0,20}["']?(?:AWS|Alexa|Custom)::\w/;

/** Templates of CloudFormation and SAM, in JSON and YAML. */
export const cloudFormationLanguage: DocumentLanguage = {
  recognises(path, text) {
    if (BUILT.test(path) || !text.includes('Resources')) return false;
    return text.includes('AWSTemplateFormatVersion') || RESOURCE.test(text);
  },
  read: readCloudFormation,
};

function readCloudFormation(tree: Tree, files: readonly SourceFile[], options: ReadOptions): ReadResult {
  const diagnostics: Diagnostic[] = [];
  const isJudged = (path: string) => isFileWithinAny(path, options.within);
  const templates = files.flatMap((file) => {
    const read = readTemplate(file);
    if (isJudged(file.path)) diagnostics.push(...read.diagnostics);
    return read.templates;
  });
  const nesting = new Nesting(templates);
  const parameterFiles = findParameterFiles(tree, templates);
  const deployments = new Deployments(nesting, options);
  for (const judged of [true, false]) {
    const own = templates.filter(({ file }) => isJudged(file.path) === judged);
    for (const root of nesting.roots(own, (template) => parameterFiles.has(template)))
      deployments.add(root, parameterFiles.get(root) ?? [], judged);
  }
  const units = deployments.units();
  return { units, diagnostics: [...diagnostics, ...deployments.diagnostics] };
}

/** Templates that are made of templates are texts of another language. */
const GENERATED = /\{%-?\s|^\s{0,40}#\s?\{%|\{\{-?\s{0,4}(?:sceptre_user_data|\.Values)\b/m;

/** The first template of a file. Documents that only mention templates are nobody's mistake. */
function readTemplate(file: SourceFile): {
  readonly templates: readonly Template[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const { roots, diagnostics } = readTemplateNodes(file);
  for (const root of roots) {
    const template = templateOf(root, file);
    if (template !== undefined) return { templates: [template], diagnostics };
  }
  if (diagnostics.length === 0 || roots.length > 0) return { templates: [], diagnostics: [] };
  if (!GENERATED.test(file.text)) return { templates: [], diagnostics };
  const message = 'This template is generated from another one, and is not read.';
  const range = startOfFile(file);
  return {
    templates: [],
    diagnostics: [{ severity: 'note', code: 'cloudformation-generated', message, range }],
  };
}
