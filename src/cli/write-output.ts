/** Where output goes: standard output, or a file that the caller named. */
import { writeFileSync } from 'node:fs';
import { UsageError } from '../config/usage-error.ts';

/**
 * Writes a report.
 *
 * @throws UsageError when the file cannot be written.
 */
export function writeOutput(text: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(
      `${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Whether a stream shows colours: a terminal, unless NO_COLOR is set. */
export function showsColour(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && (process.env.NO_COLOR ?? '') === '';
}
