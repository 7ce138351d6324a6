/** Runs rules over a model and turns what they report into findings. */
import type { Finding, Level } from '../findings/finding.ts';
import type { Connectivity } from '../model/connectivity.ts';
import type { EntityKind } from '../model/entities.ts';
import type { NetworkModel } from '../model/model.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { startOfFile, type Range } from '../text/range.ts';
import { SourceFile } from '../text/source-file.ts';
import { findingOf } from './finding-of.ts';
import { isInInventory, toldFault } from './observed.ts';
import type { NotJudged, Rule } from './rule.ts';

/** What the rule file says about one rule. */
export interface RuleSetting {
  /** Undefined leaves the rule at its own level. */
  readonly level?: Level | 'off' | undefined;
  /** The options as they were written; undefined for all defaults. They must satisfy the rule's schema. */
  readonly options?: unknown;
}

/** Settings by rule id; a rule without one runs with its defaults. */
type RuleSettings = ReadonlyMap<string, RuleSetting>;

export interface RulesInput {
  readonly model: NetworkModel;
  readonly connectivity: Connectivity;
  readonly rules: readonly Rule[];
  readonly settings: RuleSettings;
}

/** What the rules say about a model. */
export interface RulesRun {
  /** In the order of the rules, then as reported. */
  readonly findings: readonly Finding[];
  readonly notJudged: readonly (NotJudged & { readonly rule: string })[];
  /** One error for every rule that failed. The findings that it reported before are among `findings`. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs every rule that is not off. A rule that fails costs its own findings only. */
export function runRules({ model, connectivity, rules, settings }: RulesInput): RulesRun {
  const findings: Finding[] = [];
  const notJudged: (NotJudged & { readonly rule: string })[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const rule of rules) {
    const setting = settings.get(rule.id) ?? {};
    const { level } = setting;
    if (level === 'off') continue;
    try {
      rule.check({
        model,
        connectivity,
        options: rule.options.parse(setting.options ?? {}),
        report: (reported) => {
          const { fault, doubt } = toldFault(model, reported);
          if (fault !== undefined) findings.push(findingOf(rule, fault, level));
          if (doubt !== undefined) notJudged.push({ ...doubt, rule: rule.id });
        },
        notJudged: (what) => {
          const isAboutOthers =
            model.get(what.subject)?.observed === true &&
            isInInventory(model, what.range) &&
            what.reason.code !== 'limit';
          if (!isAboutOthers) notJudged.push({ ...what, rule: rule.id });
        },
      });
    } catch (error) {
      diagnostics.push(failureOf(rule, error, model));
    }
  }
  return { findings, notJudged, diagnostics };
}

function failureOf(rule: Rule, error: unknown, model: NetworkModel): Diagnostic {
  const what = error instanceof Error ? error.message : String(error);
  return {
    severity: 'error',
    code: 'rule-failed',
    message: `The rule ${rule.id} failed: ${what}. This is a fault of cidrlint and not of the code; the other rules ran.`,
    range: somePlace(model),
  };
}

/** A failure has no place of its own; a file that was read is what a report can show. */
function somePlace(model: NetworkModel): Range {
  for (const kind of ['network', 'cluster', 'private-endpoint'] satisfies EntityKind[]) {
    const [first] = model.all(kind);
    if (first !== undefined) return startOfFile(first.range.file);
  }
  return startOfFile(new SourceFile('', ''));
}
