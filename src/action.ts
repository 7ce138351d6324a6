/** The action's door: runs, and turns what went wrong into one message and an exit status. */
import { error as logError } from '@actions/core';
import { UsageError } from './config/usage-error.ts';
import { runAction } from './github/run-action.ts';
import { TreeError } from './tree/tree-error.ts';

try {
  process.exitCode = await runAction(process.env);
} catch (error) {
  if (error instanceof UsageError || error instanceof TreeError) {
    logError(error.message, { title: 'cidrlint' });
  } else {
    logError(
      `This is a bug in cidrlint, please report it. ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  }
  process.exitCode = 2;
}
