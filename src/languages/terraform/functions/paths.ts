/** Paths as texts: what `basename`, `dirname`, `abspath` and `pathexpand` make of them. */
import { stringValue, unknownValue } from '../../../values/value.ts';
import { defineFunction, type Call } from './define.ts';
import { text } from './parameters.ts';

const path = text('path');

/** The last part of a path. */
export const basename = defineFunction('basename', {
  parameters: [path],
  run([{ value }], call) {
    const parts = value.split('/').filter((part) => part !== '');
    return stringValue(parts.at(-1) ?? (value === '' ? '.' : '/'), call.origin);
  },
});

/** A path without its last part. */
export const dirname = defineFunction('dirname', {
  parameters: [path],
  run([{ value }], call) {
    return stringValue(cleanPath(value.slice(0, value.lastIndexOf('/') + 1)), call.origin);
  },
});

/** The absolute form of a path: that of a relative one depends on where Terraform runs. */
export const abspath = defineFunction('abspath', {
  parameters: [path],
  run([{ value }], call) {
    return value.startsWith('/')
      ? stringValue(cleanPath(value), call.origin)
      : ofTheMachine('the working directory', call);
  },
});

/** A path with the home directory in place of a leading `~`. */
export const pathexpand = defineFunction('pathexpand', {
  parameters: [path],
  run([{ value }], call) {
    if (!value.startsWith('~')) return stringValue(value, call.origin);
    if (value.length > 1 && value[1] !== '/')
      return { problem: 'the home directory of another user is not known' };
    return ofTheMachine('the home directory', call);
  },
});

function ofTheMachine(what: string, call: Call) {
  const message = `${what} depends on the machine that deploys`;
  return unknownValue({ code: 'environment', message, range: call.context.range }, call.origin);
}

/** A path without `.`, `..`, double slashes and a slash at the end, as far as possible. */
function cleanPath(value: string): string {
  const rooted = value.startsWith('/');
  const parts: string[] = [];
  for (const part of value.split('/')) {
    if (part === '' || part === '.') continue;
    const canGoUp = parts.length > 0 && parts.at(-1) !== '..';
    if (part !== '..') parts.push(part);
    else if (canGoUp) parts.pop();
    else if (!rooted) parts.push('..');
  }
  const joined = parts.join('/');
  if (rooted) return `/${joined}`;
  return joined === '' ? '.' : joined;
}
