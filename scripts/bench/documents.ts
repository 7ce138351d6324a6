/** Measures the languages of JSON and YAML documents, each against what parses the same bytes to plain data. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadAll } from 'js-yaml';
import { armLanguage } from '../../src/languages/arm/arm-language.ts';
import { cloudFormationLanguage } from '../../src/languages/cloudformation/read-cloudformation.ts';
import { findDocuments } from '../../src/languages/document-files.ts';
import type { DocumentLanguage } from '../../src/languages/unit.ts';
import { parseYaml } from '../../src/languages/yaml/parse-yaml.ts';
import { yamlNodeValue } from '../../src/languages/yaml/yaml-value.ts';
import { SourceFile } from '../../src/text/source-file.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { armTemplate, cloudFormationTemplate, manifests } from './generate-documents.ts';
import { measureNode } from './measure.ts';

/** Prints one line of the table. */
type Row = (what: string, figure: string, ratio: string) => void;

/** Measures all languages, below `folder`, and the compiled ARM template in the file `template` when one is named. */
export function documents(folder: string, row: Row, template: string | undefined): void {
  const generated = armTemplate(250);
  const real = template === undefined ? [] : [[basename(template), readFileSync(template, 'utf8')] as const];
  for (const [name, text] of [['generated', generated] as const, ...real]) {
    const ours = median(() => {
      readAll(armLanguage, { 'main.json': text });
    });
    compare(
      row,
      `ARM template, ${name}`,
      text,
      ours,
      'JSON.parse',
      median(() => JSON.parse(text)),
    );
  }
  const texts = Array.from({ length: 1000 }, (_, index) => manifests(index));
  const whole = texts.join('---\n');
  compare(
    row,
    'YAML as values',
    whole,
    median(() => {
      readYaml(whole);
    }),
    'js-yaml',
    median(() => loadAll(whole)),
  );
  const stack = cloudFormationTemplate(3000);
  const plain = median(() => parseYaml(new SourceFile('stack.yaml', stack)));
  const read = median(() => {
    readAll(cloudFormationLanguage, { 'stack.yaml': stack });
  });
  compare(row, 'CloudFormation', stack, read, 'its YAML alone', plain);
  checking(folder, row, texts);
}

function checking(folder: string, row: Row, texts: readonly string[]): void {
  const repository = join(folder, 'manifests');
  texts.forEach((text, index) => {
    const path = join(repository, `cluster-${index % 50}`);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, `network-${index}.yaml`), text);
  });
  const bare = measureNode(['-e', '0'], 5).median;
  const args = [join(process.cwd(), 'dist/cli.js'), 'check', '--format', 'json', '--fail-on', 'never'];
  const measured = measureNode(args, 3, repository);
  row(
    `cidrlint check, ${texts.length} manifests`,
    `${(measured.median / 1000).toFixed(2)} s, ${measured.memory.toFixed(0)} MB`,
    `${(measured.median / bare).toFixed(0)} bare starts of node`,
  );
}

function compare(row: Row, what: string, text: string, ours: number, name: string, theirs: number): void {
  const megabytes = Buffer.byteLength(text) / 1e6;
  row(
    `${what}, ${megabytes.toFixed(1)} MB`,
    `${((megabytes / ours) * 1000).toFixed(1)} MB/s`,
    `${(ours / theirs).toFixed(1)} times as long as ${name}`,
  );
}

function readAll(language: DocumentLanguage, files: Readonly<Record<string, string>>): void {
  const tree = memoryTree(files);
  const found = findDocuments(tree, [language]).get(language) ?? [];
  const { units } = language.read(tree, found, { within: [], scopeOf: () => undefined });
  if (units.length === 0) throw new Error(`${Object.keys(files).join(', ')} was read as nothing.`);
}

function readYaml(text: string): void {
  const file = new SourceFile('all.yaml', text);
  for (const document of parseYaml(file).documents) yamlNodeValue(document, { file });
}

/** Milliseconds, the median of five runs in this process. */
function median(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = process.hrtime.bigint();
    run();
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  return times.sort((a, b) => a - b)[2] ?? 0;
}
