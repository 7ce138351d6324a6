/** Decoding of files: strict UTF-8 with the place of the first bad byte, the size bound, one object per file. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPlace } from '../../src/text/range.ts';
import { memoryTree } from '../../src/tree/memory-tree.ts';
import { MAX_SOURCE_BYTES, readSource } from '../../src/tree/source-text.ts';

function bytes(...parts: readonly (string | number)[]): Uint8Array {
  const encoder = new TextEncoder();
  return Uint8Array.from(
    parts.flatMap((part) => (typeof part === 'number' ? [part] : [...encoder.encode(part)])),
  );
}

describe('readSource', () => {
  test('gives the text, without a byte order mark', () => {
    const tree = memoryTree({ 'a.tf': 'größe = "😀"\n', 'b.tf': bytes(0xef, 0xbb, 0xbf, 'x = 1') });
    expect(readSource(tree, 'a.tf')?.file?.text).toBe('größe = "😀"\n');
    expect(readSource(tree, 'b.tf')?.file?.text).toBe('x = 1');
  });

  test('gives the same object for the same path, and another one in another tree', () => {
    const tree = memoryTree({ 'a.tf': 'x = 1' });
    expect(readSource(tree, 'a.tf')).toBe(readSource(tree, 'a.tf'));
    expect(readSource(tree, 'a.tf')?.file).not.toBe(
      readSource(memoryTree({ 'a.tf': 'x = 1' }), 'a.tf')?.file,
    );
  });

  test('gives undefined for a path that the tree does not have', () => {
    expect(readSource(memoryTree({ a: '' }), 'b')).toBeUndefined();
    expect(readSource(memoryTree({ a: '' }), '__proto__')).toBeUndefined();
  });

  test.each([
    { name: 'a lone continuation byte', input: bytes('a = 1\nb', 0x80, 'c'), place: 'f:2:2', byte: '0x80' },
    { name: 'Latin-1', input: bytes('x = "gr', 0xf6, 'n"'), place: 'f:1:8', byte: '0xf6' },
    { name: 'after a character of two UTF-16 units', input: bytes('😀', 0xff), place: 'f:1:3', byte: '0xff' },
    {
      name: 'after a byte order mark',
      input: bytes(0xef, 0xbb, 0xbf, 'ab', 0xff),
      place: 'f:1:3',
      byte: '0xff',
    },
    { name: 'a surrogate', input: bytes('ab', 0xed, 0xa0, 0x80), place: 'f:1:3', byte: '0xed' },
    { name: 'an overlong form', input: bytes(0xc0, 0x80), place: 'f:1:1', byte: '0xc0' },
    { name: 'beyond U+10FFFF', input: bytes('\n\n', 0xf4, 0x90, 0x80, 0x80), place: 'f:3:1', byte: '0xf4' },
    { name: 'cut off at the end', input: bytes('abc', 0xe2, 0x82), place: 'f:1:4', byte: '0xe2' },
  ])('says where a file stops being UTF-8: $name', ({ input, place, byte }) => {
    const diagnostic = readSource(memoryTree({ f: input }), 'f')?.diagnostic;
    expect(diagnostic?.code).toBe('invalid-utf-8');
    expect(diagnostic && formatPlace(diagnostic.range)).toBe(place);
    expect(diagnostic?.message).toContain(byte);
  });

  test('refuses files above the bound, and reads those at it', () => {
    const tree = memoryTree({
      big: new Uint8Array(MAX_SOURCE_BYTES + 1),
      full: new Uint8Array(MAX_SOURCE_BYTES),
    });
    const diagnostic = readSource(tree, 'big')?.diagnostic;
    expect(diagnostic?.code).toBe('file-too-large');
    expect(diagnostic && formatPlace(diagnostic.range)).toBe('big:1:1');
    expect(readSource(tree, 'full')?.file?.text.length).toBe(MAX_SOURCE_BYTES);
  });

  test('decodes exactly what the platform decodes, and finds the place that the platform replaces first', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12, min: 0x70 }), (input) => {
        const result = readSource(memoryTree({ f: input }), 'f');
        const lenient = new TextDecoder().decode(input);
        if (result?.file !== undefined) expect(result.file.text).toBe(lenient);
        else expect(result?.diagnostic.range.start).toBe(lenient.indexOf('\ufffd'));
      }),
      { numRuns: 2000 },
    );
  });
});

test('a memory tree lists its files by path, with sizes in bytes', () => {
  const tree = memoryTree({ 'b/z.tf': 'ö', 'a.tf': '', 'B.tf': 'xy' });
  expect(tree.entries).toEqual([
    { path: 'B.tf', size: 2 },
    { path: 'a.tf', size: 0 },
    { path: 'b/z.tf', size: 2 },
  ]);
  expect(tree.read('nope')).toBeUndefined();
});
