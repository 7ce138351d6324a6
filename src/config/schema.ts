/** The shape of the rule file. */
import { z } from 'zod';

const cidrText = z.string().min(1).max(64);

const rangeEntry = z.union([
  cidrText,
  z.strictObject({
    name: z.string().min(1).max(100).describe('How findings name the range.'),
    cidrs: z.array(cidrText).min(1).max(10_000),
  }),
]);

const path = z.string().min(1).max(1000);

/** A text, or what is written as one: numbers with a point would lose their zeros. */
const variableText = z.union([z.string().max(100_000), z.int(), z.boolean()]);

/** Where something is deployed. */
const scopeKeys = {
  subscription: z.string().min(1).max(100).optional().describe('The id of the Azure subscription.'),
  'resource-group': z.string().min(1).max(100).optional().describe('The Azure resource group.'),
  account: z
    .union([z.string().min(1).max(20), z.int()])
    .optional()
    .describe('The number of the AWS account.'),
  region: z.string().min(1).max(100).optional().describe('The AWS or Google Cloud region.'),
  project: z.string().min(1).max(100).optional().describe('The Google Cloud project.'),
};

const scopeData = z.strictObject(scopeKeys);

const unitEntry = z.strictObject({
  root: path.describe('The folder of the root module.'),
  'var-files': z
    .array(path)
    .max(1000)
    .optional()
    .describe('Variable files of this unit, in order, after those of every root module.'),
  name: z.string().min(1).max(100).optional().describe('How the unit is called, behind its folder.'),
  variables: z
    .record(z.string().min(1).max(200), variableText)
    .optional()
    .describe('Values of variables, as with -var. They win over files.'),
  workspace: z.string().min(1).max(90).optional().describe('The value of terraform.workspace.'),
  scope: scopeData.optional().describe('Where the unit is deployed, as far as the code does not say so.'),
});

/** A level, `off`, or a level with the rule's options beside it. */
const ruleEntry = z.union([
  z.enum(['error', 'warning', 'note', 'off']),
  z.looseObject({ level: z.enum(['error', 'warning', 'note', 'off']).optional() }),
]);

/** The rule file as data. Prefixes, rule ids and options are checked afterwards, where they are understood. */
export const configSchema = z.strictObject({
  ranges: z
    .strictObject({
      'on-premises': z
        .array(rangeEntry)
        .max(10_000)
        .optional()
        .describe('Ranges outside the clouds that every network may have to reach.'),
      reserved: z.array(rangeEntry).max(10_000).optional().describe('Ranges that suggestions keep clear of.'),
    })
    .optional()
    .describe('Address ranges that no code declares.'),
  inventory: z
    .array(path)
    .max(100)
    .optional()
    .describe('Exports of what runs already, such as inventory/*.json, seen from the root of the tree.'),
  scopes: z
    .array(
      z.strictObject({
        path: path.describe(
          'A folder or file, or a pattern such as aws/prod/**; all below it counts as well.',
        ),
        ...scopeKeys,
      }),
    )
    .max(1000)
    .optional()
    .describe('Where units are deployed when the code does not say so. The longest path counts.'),
  terraform: z
    .strictObject({
      roots: z
        .array(path)
        .max(1000)
        .optional()
        .describe('Folders of root modules. Found by themselves when absent.'),
      'var-files': z
        .array(path)
        .max(1000)
        .optional()
        .describe('Variable files that apply to every root module, in order, as with -var-file.'),
      workspace: z.string().min(1).max(90).optional().describe('The value of terraform.workspace.'),
      units: z
        .array(unitEntry)
        .max(1000)
        .optional()
        .describe('The units of these root modules. No values are looked for in their folders then.'),
    })
    .optional()
    .describe('How Terraform is read.'),
  rules: z.record(z.string(), ruleEntry).optional().describe('Level and options by rule id.'),
});

/** Where something is deployed, as the rule file writes it. */
export type ScopeData = z.infer<typeof scopeData>;

export type ConfigData = z.infer<typeof configSchema>;
