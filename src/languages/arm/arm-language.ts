/** Templates and parameter files of Azure Resource Manager, as people write them and as Bicep compiles to. */
import type { DocumentLanguage } from '../unit.ts';
import { readTemplates } from './templates/read-templates.ts';
import { mentionsArmSchema } from './templates/schema.ts';

/** Reads the templates of a tree: a unit for each that is deployed, with each of its parameter files. */
export const armLanguage: DocumentLanguage = {
  recognises: (path, text) => /\.jsonc?$/i.test(path) && mentionsArmSchema(text),
  read: readTemplates,
};
