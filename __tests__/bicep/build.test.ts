/** Running the compiler: a stand-in, since what is tested is how it is run and what becomes of what it prints. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withBuiltBicep } from '../../src/languages/arm/bicep/build-unbuilt.ts';
import { bicepBuilder, findBicep } from '../../src/tree/bicep-build.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { overlayTree } from '../../src/tree/overlay-tree.ts';

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** Prints what it was given; does what the first line of the file says in a comment. */
const STAND_IN = `#!/usr/bin/env node
const fs = require('node:fs');
const path = require('node:path');
const [command, stdout, restore, file, ...more] = process.argv.slice(2);
const text = fs.readFileSync(file, 'utf8');
const order = /^\\/\\/ do: (.*)/.exec(text)?.[1] ?? '';
fs.appendFileSync(process.argv[1] + '.log', command + ' ' + path.relative(process.cwd(), file) + '\\n');
if (order === 'fail') {
  process.stderr.write(file + '(2,3) : Warning x: never mind\\n' + file + '(2,7) : Error BCP018: Expected "=".\\n');
  process.exit(1);
}
if (order === 'hang') setTimeout(() => {}, 60000);
else if (order === 'flood') process.stdout.write('x'.repeat(5000000));
else if (order === 'chat') process.stdout.write('Hello');
else if (order === 'list') process.stdout.write('[]');
else {
  const list = (folder) => fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile()).map((one) => path.relative(process.cwd(), path.join(one.parentPath ?? one.path, one.name))).sort();
  const seen = {
    command, stdout, restore, more,
    environment: Object.keys(process.env).filter((name) => !name.startsWith('__')).sort(),
    home: fs.readdirSync(process.env.HOME),
    files: list(process.cwd()),
    settings: fs.readFileSync('bicepconfig.json', 'utf8'),
  };
  const template = JSON.stringify({ $schema: '${SCHEMA}', metadata: seen });
  process.stdout.write(command === 'build' ? template : JSON.stringify({ parametersJson: template, templateJson: null }));
}
`;

let folder = '';
let executable = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cidrlint-test-'));
  executable = join(folder, 'bicep');
  writeFileSync(executable, STAND_IN);
  chmodSync(executable, 0o755);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const VNET = "resource v 'Microsoft.Network/virtualNetworks@2023-04-01' = {\n  name: 'v'\n}\n";

function run(
  files: Readonly<Record<string, string>>,
  limits = { milliseconds: 20_000, outputBytes: 1_000_000 },
) {
  return withBuiltBicep(memoryTree(files), { build: bicepBuilder(executable, limits), within: [] });
}

function text(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}

describe('the compiler', () => {
  test('is handed the file and what it names, and nothing else', () => {
    const { tree, diagnostics } = run({
      'net/main.bicep': `module m '../modules/m.bicep' = {\n  name: 'm'\n}\nvar p = loadJsonContent('plan.json')\nmodule r 'br/public:x/y:1' = {\n  name: 'r'\n}`,
      'net/plan.json': '{}',
      'net/other.json': '{}',
      'net/bicepconfig.json': '{ "extensions": { "x": "./evil" } }',
      'bicepconfig.json': '{ "experimentalFeaturesEnabled": { "localDeploy": true } }',
      'modules/m.bicep': `import { a } from 'shared.bicep'\n${VNET}`,
      'modules/shared.bicep': "@export()\nvar a = '1'",
    });
    expect(diagnostics).toEqual([]);
    const { metadata } = JSON.parse(text(tree.read('net/main.json'))) as {
      metadata: Record<string, unknown>;
    };
    expect(metadata).toMatchObject({
      command: 'build',
      stdout: '--stdout',
      restore: '--no-restore',
      more: [],
      home: [],
      files: [
        'bicepconfig.json',
        'modules/m.bicep',
        'modules/shared.bicep',
        'net/main.bicep',
        'net/plan.json',
      ],
    });
    expect(metadata['settings']).not.toContain('extensions');
    expect(metadata['settings']).not.toContain('experimental');
    expect(metadata['environment']).toEqual([
      'DOTNET_BUNDLE_EXTRACT_BASE_DIR',
      'DOTNET_SYSTEM_GLOBALIZATION_INVARIANT',
      'HOME',
      'PATH',
      'TEMP',
      'TMP',
      'TMPDIR',
      'USERPROFILE',
    ]);
    expect(tree.entries.map(({ path }) => path)).toContain('net/main.json');
  });

  test('makes parameter files of what build-params prints', () => {
    const { tree, diagnostics } = run({
      'main.bicep': VNET,
      'prod.bicepparam': "using './main.bicep'\nparam a = '1'",
    });
    expect(diagnostics).toEqual([]);
    expect(text(tree.read('prod.parameters.json'))).toContain('"command":"build-params"');
    expect(text(tree.read('prod.parameters.json'))).toContain('"main.bicep","prod.bicepparam"');
    expect(text(tree.read('main.json'))).toContain('"command":"build"');
  });

  test('is not run for modules, for what was compiled, and for what deploys nothing', () => {
    writeFileSync(`${executable}.log`, '');
    run({
      'a.bicep': "module m 'm.bicep' = {\n  name: 'm'\n}",
      'm.bicep': VNET,
      'compiled.bicep': VNET,
      'compiled.json': `{ "$schema": "${SCHEMA}" }`,
      'types.bicep': 'type t = string',
      'read.bicep': "resource v 'T/a@1' existing = {\n  name: 'v'\n}",
    });
    expect(readFileSync(`${executable}.log`, 'utf8')).toBe('build a.bicep\n');
  });

  test('fails: the error is told at its place', () => {
    const { tree, diagnostics } = run({ 'net/main.bicep': `// do: fail\n${VNET}` });
    expect(tree.read('net/main.json')).toBeUndefined();
    expect(diagnostics).toHaveLength(1);
    const [one] = diagnostics;
    expect(one).toMatchObject({
      severity: 'warning',
      code: 'bicep-build',
      message: 'net/main.bicep is not judged. bicep says: net/main.bicep(2,7) : Error BCP018: Expected "=".',
    });
    expect(one?.range.file.positionAt(one.range.start)).toEqual({ line: 2, column: 7 });
  });

  test.each([
    ['flood', 'bicep printed more than 1000000 bytes.'],
    ['chat', 'What bicep printed is no compiled file.'],
    ['list', 'What bicep printed is no compiled file.'],
  ])('prints what nobody can use: %s', (order, message) => {
    const { tree, diagnostics } = run({ 'main.bicep': `// do: ${order}\n${VNET}` });
    expect(tree.entries).toHaveLength(1);
    expect(diagnostics.map((one) => one.code)).toEqual(['bicep-build']);
    expect(diagnostics[0]?.message).toContain(message);
  });

  test('does not end: it is ended, and the rest is not tried', () => {
    const { diagnostics } = run(
      { 'a.bicep': `// do: hang\n${VNET}`, 'b.bicep': VNET, 'c.bicep': VNET },
      { milliseconds: 300, outputBytes: 1000 },
    );
    expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning bicep-build',
      'note bicep-not-judged',
    ]);
    expect(diagnostics[0]?.message).toContain('did not end within 0.3 seconds');
    expect(diagnostics[1]?.message).toMatch(/^2 Bicep files have .*: b\.bicep, c\.bicep\./);
  });

  test('cannot be started', () => {
    const build = bicepBuilder(join(folder, 'missing'));
    const { diagnostics } = withBuiltBicep(memoryTree({ 'main.bicep': VNET }), { build, within: [] });
    expect(diagnostics[0]?.message).toContain('bicep could not be started');
  });
});

describe('what must not be handed to the compiler', () => {
  test.each([
    ["var a = loadTextContent('../../etc/passwd')", 'outside of the repository'],
    ["var a = loadTextContent('/etc/passwd')", 'outside of the repository'],
    ["var a = loadTextContent('\\u{2e}\\u{2e}/../../x')", 'outside of the repository'],
    ["var a = sys.loadTextContent /* x */ (\n  '../../x')", 'outside of the repository'],
    ["var u = '..'\nvar a = loadTextContent('${u}/../../x')", 'not written as plain text'],
    ["var u = '../../../x'\nvar a = loadJsonContent(u)", 'not written as plain text'],
    ["var a = loadTextContent('a' == 'b' ? 'x' : '../../x')", 'not written as plain text'],
    ["var a = loadDirectoryFileInfo('.')", 'lists the files of a folder'],
    ["module m '../../x.bicep' = {\n  name: 'm'\n}", 'outside of the repository'],
    ["import { a } from '../../x.bicep'", 'outside of the repository'],
    ["import * as a from '../../x.bicep'", 'outside of the repository'],
    ["extension '../../x.tgz'", 'outside of the repository'],
    ["var a = loadTextContent('bicepconfig.json')", 'settings of the compiler'],
    ["#x /* '''\nvar a = 1", 'not valid Bicep'],
    ["var a = $'''${loadTextContent('../../x')}'''", 'not valid Bicep'],
  ])('%s', (hostile, message) => {
    let isRun = false;
    const build = () => {
      isRun = true;
      return { output: '{}' };
    };
    const tree = memoryTree({ 'net/main.bicep': `${VNET}${hostile}\n` });
    const { diagnostics } = withBuiltBicep(tree, { build, within: [] });
    expect(isRun).toBe(false);
    expect(diagnostics.map(({ code }) => code)).toEqual(['bicep-build']);
    expect(diagnostics[0]?.message).toContain(message);
  });

  test('neither when a module does it', () => {
    const tree = memoryTree({
      'main.bicep': "module m 'm.bicep' = {\n  name: 'm'\n}",
      'm.bicep': `${VNET}var a = loadTextContent('../x')`,
    });
    const { diagnostics } = withBuiltBicep(tree, { build: () => ({ output: '{}' }), within: [] });
    expect(diagnostics[0]).toMatchObject({ code: 'bicep-build', range: { file: { path: 'm.bicep' } } });
  });

  test('a name that only begins like a function that loads is fine', () => {
    const tree = memoryTree({ 'main.bicep': `${VNET}var loadBalancer = { loadBalancingRules: [] }\n` });
    const output = JSON.stringify({ $schema: SCHEMA });
    expect(withBuiltBicep(tree, { build: () => ({ output }), within: [] }).diagnostics).toEqual([]);
  });
});

describe('without a compiler', () => {
  test('one note names how many files are not judged, and a few of them', () => {
    const files = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => [`${name}.bicep`, VNET]),
    );
    const { tree, diagnostics } = withBuiltBicep(memoryTree(files), { build: undefined, within: [] });
    expect(tree.entries).toHaveLength(7);
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      severity: 'note',
      code: 'bicep-not-judged',
      message:
        '7 Bicep files have no compiled JSON beside them and are not judged: a.bicep, b.bicep, c.bicep, d.bicep, e.bicep and 2 more. Commit the JSON that bicep build writes. Or install bicep here.',
      range: { file: { path: 'a.bicep' } },
    });
  });

  test('only the folders that are asked for', () => {
    const tree = memoryTree({ 'a/main.bicep': VNET, 'b/main.bicep': VNET });
    const { diagnostics } = withBuiltBicep(tree, { build: undefined, within: ['b'] });
    expect(diagnostics[0]?.message).toContain(
      '1 Bicep file has no compiled JSON beside it and is not judged: b/main.bicep.',
    );
  });

  test('nothing to say without Bicep files', () => {
    const tree = memoryTree({ 'main.tf': '' });
    expect(withBuiltBicep(tree, { build: undefined, within: [] })).toEqual({ tree, diagnostics: [] });
  });
});

test('the executable is looked for in absolute folders only', () => {
  expect(findBicep(`.:bin:${folder}`)).toBe(executable);
  expect(findBicep('.:bin')).toBeUndefined();
  expect(findBicep(undefined)).toBeUndefined();
});

test('an overlay hides the file below and is listed once, in order', () => {
  const tree = overlayTree(
    memoryTree({ 'a.json': 'old', 'c.json': 'c' }),
    new Map([
      ['b.json', new Uint8Array(3)],
      ['a.json', new Uint8Array(1)],
    ]),
  );
  expect(tree.entries).toEqual([
    { path: 'a.json', size: 1 },
    { path: 'b.json', size: 3 },
    { path: 'c.json', size: 1 },
  ]);
  expect(text(tree.read('c.json'))).toBe('c');
  expect(tree.read('a.json')).toEqual(new Uint8Array(1));
});
