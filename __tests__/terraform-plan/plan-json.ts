/** Plans as `terraform show -json` writes them, small. */
import type { PlanInput } from '../../src/languages/terraform/plan/plan.ts';
import { readPlan, type ReadPlan } from '../../src/languages/terraform/plan/read-plan.ts';
import { SourceFile } from '../../src/text/source-file.ts';

export interface Change {
  readonly actions?: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
  readonly after_sensitive?: unknown;
}

/** One entry of `resource_changes`; `more` are members beside `change`. */
export function changed(
  address: string,
  change: Change,
  more: Readonly<Record<string, unknown>> = {},
): unknown {
  const [name = '', type = '', data] = address
    .replace(/\[[^\]]*\]/g, '')
    .split('.')
    .reverse();
  const module = /^(module\..*)\.(?:data\.)?[^.]+\.[^.]+$/.exec(address)?.[1];
  return {
    address,
    ...(module === undefined ? {} : { module_address: module }),
    mode: data === 'data' ? 'data' : 'managed',
    type,
    name,
    provider_name: 'registry.terraform.io/hashicorp/azurerm',
    ...more,
    change: { actions: ['create'], before: null, after_unknown: {}, after_sensitive: {}, ...change },
  };
}

/** The text of a plan. */
export function planText(changes: readonly unknown[], more: Readonly<Record<string, unknown>> = {}): string {
  const plan = {
    format_version: '1.2',
    terraform_version: '1.9.8',
    planned_values: { root_module: {} },
    resource_changes: changes,
    complete: true,
    errored: false,
    ...more,
  };
  return JSON.stringify(plan, undefined, 1);
}

/** Reads a text as `plan.json`. */
export function readText(text: string): ReadPlan {
  return readPlan(new SourceFile('plan.json', text));
}

/** A plan of these changes, for the unit that fits or that of a folder. */
export function planOf(
  changes: readonly unknown[],
  more?: Readonly<Record<string, unknown>>,
  folder?: string,
): PlanInput {
  const { plan, diagnostic } = readText(planText(changes, more));
  if (plan === undefined) throw new Error(diagnostic.message);
  return { plan, folder };
}
