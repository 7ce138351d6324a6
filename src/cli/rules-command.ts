/** `cidrlint rules` and `cidrlint explain RULE` */
import { closest } from '../config/closest.ts';
import { UsageError } from '../config/usage-error.ts';
import { rules } from '../rule/registry.ts';
import { readArguments } from './arguments.ts';

/** Lists the rules: id, level, summary. */
export async function rulesCommand(args: readonly string[]): Promise<number> {
  readArguments(args, {});
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const lines = rules.map((rule) => `${rule.id.padEnd(width)}  ${rule.level.padEnd(7)}  ${rule.summary}\n`);
  process.stdout.write(lines.join(''));
  return Promise.resolve(0);
}

/** Prints a rule's page. */
export async function explainCommand(args: readonly string[]): Promise<number> {
  const [id, ...rest] = readArguments(args, {}).paths;
  if (id === undefined || rest.length > 0)
    throw new UsageError('cidrlint explain takes the name of one rule.');
  const { rulePages } = await import('../rule/rule-pages.generated.ts');
  const page = rulePages.get(id);
  if (page === undefined) {
    const guess = closest(
      id,
      rules.map((rule) => rule.id),
    );
    throw new UsageError(
      `There is no rule ${JSON.stringify(id)}.${guess === undefined ? '' : ` Did you mean ${guess}?`} See cidrlint rules.`,
    );
  }
  process.stdout.write(page);
  return 0;
}
