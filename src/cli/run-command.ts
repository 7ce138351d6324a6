/** Finds the command, and turns what the person at the keyboard got wrong into one message. */
import { UsageError } from '../config/usage-error.ts';
import { closest } from '../config/closest.ts';
import { TreeError } from '../tree/tree-error.ts';

type Command = (args: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check-command.ts')).checkCommand,
  model: async () => (await import('./model-command.ts')).modelCommand,
  next: async () => (await import('./next-command.ts')).nextCommand,
  rules: async () => (await import('./rules-command.ts')).rulesCommand,
  explain: async () => (await import('./rules-command.ts')).explainCommand,
};

/** Runs a command. Errors that are not the user's are our bugs: they are shown whole, and the status is 2 as well. */
export async function runCommand(name: string, args: readonly string[]): Promise<number> {
  try {
    const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (load === undefined) {
      const guess = closest(name, Object.keys(COMMANDS));
      throw new UsageError(
        `There is no command ${JSON.stringify(name)}.${guess === undefined ? '' : ` Did you mean ${guess}?`} See cidrlint --help.`,
      );
    }
    return await (
      await load()
    )(args);
  } catch (error) {
    if (error instanceof UsageError || error instanceof TreeError) {
      process.stderr.write(`cidrlint: ${error.message}\n`);
    } else {
      process.stderr.write(
        `cidrlint: this is a bug in cidrlint, please report it with the lines below.\n${String(error instanceof Error ? error.stack : error)}\n`,
      );
    }
    return 2;
  }
}
