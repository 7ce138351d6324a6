/** Which files of a tree are documents of which language, and how often each is read. */
import { describe, expect, test } from 'vitest';
import { findDocuments } from '../../src/languages/document-files.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import type { Tree } from '../../src/tree/tree.ts';

/** Recognises what holds a word, and keeps what it was asked. */
function wordLanguage(word: string) {
  const asked: string[] = [];
  return {
    asked,
    recognises: (path: string, text: string): boolean => {
      asked.push(path);
      return text.includes(word);
    },
  };
}

function found(tree: Tree, ...words: readonly string[]): string[][] {
  const languages = words.map(wordLanguage);
  const documents = findDocuments(tree, languages);
  return languages.map((language) => (documents.get(language) ?? []).map(({ path }) => path));
}

describe('findDocuments', () => {
  test('gives each language its files, in the order of their paths', () => {
    const tree = memoryTree({ 'b.yaml': 'one', 'a.yml': 'one two', 'c.json': 'two', 'd.jsonc': 'three' });
    expect(found(tree, 'one', 'two', 'nothing')).toEqual([['a.yml', 'b.yaml'], ['a.yml', 'c.json'], []]);
  });

  test('a file of two languages is the same file for both', () => {
    const [one, two] = [wordLanguage('one'), wordLanguage('two')];
    const documents = findDocuments(memoryTree({ 'a.yaml': 'one two' }), [one, two]);
    expect(documents.get(one)?.[0]).toBe(documents.get(two)?.[0]);
  });

  test('reads and asks once', () => {
    const reads: string[] = [];
    const tree = memoryTree({ 'a.yaml': 'one', 'b.json': 'two' });
    const counted: Tree = {
      ...tree,
      entries: tree.entries,
      read: (path) => {
        reads.push(path);
        return tree.read(path);
      },
    };
    const [one, two] = [wordLanguage('one'), wordLanguage('two')];
    findDocuments(counted, [one, two]);
    expect(reads).toEqual(['a.yaml', 'b.json']);
    expect([one.asked, two.asked]).toEqual([reads, reads]);
  });

  test.each([
    ['x.yaml', true],
    ['x.YML', true],
    ['x.json', true],
    ['x.jsonc', true],
    ['x.template', true],
    ['x.json5', false],
    ['x.tf.json.bak', false],
    ['yaml', false],
    ['node_modules/x/y.yaml', false],
    ['a/node_modules/x.yaml', false],
    ['vendor/x.yaml', false],
    ['a/.terraform/modules/x/y.yaml', false],
    ['.terragrunt-cache/x.yaml', false],
    ['a/vendored/x.yaml', true],
    ['package-lock.json', false],
    ['a/package.json', true],
    ['a/tsconfig.build.json', true],
  ])('%s: %s', (path, expected) => {
    expect(found(memoryTree({ [path]: 'one' }), 'one')).toEqual([expected ? [path] : []]);
  });

  test('what cannot be read is nobody’s', () => {
    const tree = memoryTree({
      'broken.yaml': new Uint8Array([0x6f, 0x6e, 0x65, 0xff]),
      'huge.yaml': `one${' '.repeat(4 * 1024 * 1024)}`,
      'good.yaml': 'one',
    });
    expect(found(tree, 'one')).toEqual([['good.yaml']]);
  });
});
