/** Reads everything in a tree that deploys something: every language's files to units. */
import type { Tree } from '../tree/tree.ts';
import { cloudFormationLanguage } from './cloudformation/read-cloudformation.ts';
import { armLanguage } from './arm/arm-language.ts';
import { ansibleLanguage } from './ansible/ansible-language.ts';
import { findDocuments } from './document-files.ts';
import { kubernetesLanguage } from './kubernetes/kubernetes-language.ts';
import { pulumiLanguage } from './pulumi/pulumi-language.ts';
import { readTerraform, type TerraformOptions } from './terraform/read-terraform.ts';
import type { DocumentLanguage, ReadOptions, ReadResult } from './unit.ts';

/** The languages that JSON and YAML documents can be of. */
const DOCUMENT_LANGUAGES: readonly DocumentLanguage[] = [
  armLanguage,
  cloudFormationLanguage,
  kubernetesLanguage,
  pulumiLanguage,
  ansibleLanguage,
];

/** The units of all languages, Terraform's first, each language's ordered by id. */
export function readUnits(tree: Tree, terraform: TerraformOptions, options: ReadOptions): ReadResult {
  const documents = findDocuments(tree, DOCUMENT_LANGUAGES);
  const results = [
    readTerraform(tree, { ...terraform, ...options }),
    ...DOCUMENT_LANGUAGES.map((language) => language.read(tree, documents.get(language) ?? [], options)),
  ];
  return {
    units: results.flatMap(({ units }) => units),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
  };
}
