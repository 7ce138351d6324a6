/** Functions that read files of the tree. */
import { literalOrigin } from '../../../values/origin.ts';
import {
  boolValue,
  readThrough,
  stringValue,
  unknownValue,
  type UnknownValue,
  type Value,
} from '../../../values/value.ts';
import type { HclFunction } from '../../hcl/scope.ts';
import { setValue } from '../../hcl/set-value.ts';
import { joinPath } from '../../paths.ts';
import { encodeBase64 } from './base64.ts';
import { defineFunction, type Call, type Problem } from './define.ts';
import { MISSING_FILE, type FileRead, type FunctionFiles } from './files.ts';
import { globMatcher, staticFolder } from './glob.ts';
import { DIGESTS, digestOf } from './hash.ts';
import { MAX_ITEMS, TOO_MANY_ITEMS } from './members.ts';
import { text } from './parameters.ts';
import { textResult } from './text-result.ts';

const path = text('path');

/** A file that was found, or what the call gives when it was not. */
export type Found<T> = { readonly content: T } | { readonly missing: UnknownValue | Problem };

/** Reads a file by a path as code writes it. */
export function findFile<T>(
  given: string,
  files: FunctionFiles,
  read: (path: string) => FileRead<T>,
  call: Call,
): Found<T> {
  const paths = pathsOf(given, files);
  if (paths.length === 0) return { missing: outside(given, call) };
  for (const candidate of paths) {
    const result = read(candidate);
    if (result === undefined) continue;
    if ('content' in result) return result;
    return { missing: { problem: `the file ${candidate} ${result.problem}`, code: 'file-not-read' } };
  }
  const problem = `there is no file ${JSON.stringify(given)}`;
  return { missing: { problem, code: 'file-not-read', diagnostic: MISSING_FILE } };
}

/** The paths in the tree that a path in code can mean, the likelier first. None when it leads out of the tree. */
function pathsOf(given: string, files: FunctionFiles): readonly string[] {
  if (given.startsWith('/') || given.startsWith('~') || given.includes('\0')) return [];
  const paths = [joinPath(files.workingFolder, given), joinPath('', given)];
  return [...new Set(paths.filter((candidate) => candidate !== undefined))];
}

function outside(given: string, call: Call): UnknownValue {
  const message = `the path ${JSON.stringify(given)} leads out of what was read`;
  return unknownValue({ code: 'file-not-read', message, range: call.context.range }, call.origin);
}

/** The functions that read files, by name. */
export function fileFunctions(files: FunctionFiles): readonly (readonly [string, HclFunction])[] {
  const readBytes = (given: string, call: Call) => findFile(given, files, (at) => files.readBytes(at), call);
  return [
    ['file', fileFunction(files)],
    ['fileexists', fileexistsFunction(files)],
    ['fileset', filesetFunction(files)],
    [
      'filebase64',
      defineFunction('filebase64', {
        parameters: [path],
        run([given], call) {
          const found = readBytes(given.value, call);
          return 'missing' in found ? found.missing : textResult(encodeBase64(found.content), call);
        },
      }),
    ],
    ...[...DIGESTS].map(([name, digest]): readonly [string, HclFunction] => {
      const fullName = name.startsWith('base64') ? `filebase64${name.slice('base64'.length)}` : `file${name}`;
      const digestFile = defineFunction(fullName, {
        parameters: [path],
        run([given], call) {
          const found = readBytes(given.value, call);
          return 'missing' in found
            ? found.missing
            : stringValue(digestOf(found.content, digest), call.origin);
        },
      });
      return [fullName, digestFile];
    }),
  ];
}

/** The text of a file. Its origin is the whole file: that is how decoding functions know where its parts stand. */
function fileFunction(files: FunctionFiles): HclFunction {
  return defineFunction('file', {
    parameters: [path],
    run([given], call) {
      const found = findFile(given.value, files, (at) => files.readText(at), call);
      if ('missing' in found) return found.missing;
      const file = found.content;
      const origin = literalOrigin({ file, start: 0, end: file.text.length });
      return readThrough(stringValue(file.text, origin), call.context.range);
    },
  });
}

function fileexistsFunction(files: FunctionFiles): HclFunction {
  return defineFunction('fileexists', {
    parameters: [path],
    run([given], call): Value {
      const paths = pathsOf(given.value, files);
      if (paths.length === 0) return outside(given.value, call);
      return boolValue(
        paths.some((candidate) => files.readBytes(candidate) !== undefined),
        call.origin,
      );
    },
  });
}

/** The files below a folder whose paths match a pattern, relative to the folder. */
function filesetFunction(files: FunctionFiles): HclFunction {
  return defineFunction('fileset', {
    parameters: [path, text('pattern')],
    run([folder, pattern], call) {
      const folders = pathsOf(folder.value, files);
      if (folders.length === 0) return outside(folder.value, call);
      let names: readonly string[] = [];
      for (const candidate of folders) {
        const matches = matchesBelow(candidate, pattern.value, files, call);
        if (matches === undefined) return outside(pattern.value, call);
        if ('problem' in matches) return matches;
        names = matches.names;
        if (names.length > 0) break;
      }
      if (names.length > MAX_ITEMS) return TOO_MANY_ITEMS;
      return setValue(
        names.map((name) => stringValue(name, call.origin)),
        call.origin,
      );
    },
  });
}

function matchesBelow(
  folder: string,
  pattern: string,
  files: FunctionFiles,
  call: Call,
): { readonly names: readonly string[] } | Problem | undefined {
  const full = joinPath(folder, pattern);
  if (full === undefined) return undefined;
  const matches = globMatcher(full, call.context);
  if ('problem' in matches) return matches;
  const found = files.list(staticFolder(full)).filter((candidate) => matches.test(candidate));
  return { names: found.map((candidate) => relativeTo(folder, candidate)) };
}

function relativeTo(folder: string, target: string): string {
  const from = folder === '' ? [] : folder.split('/');
  const to = target.split('/');
  let common = 0;
  while (common < from.length && common < to.length - 1 && from[common] === to[common]) common++;
  return [...from.slice(common).map(() => '..'), ...to.slice(common)].join('/');
}
