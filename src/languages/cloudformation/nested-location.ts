/** Which template of the tree a nested stack uses. */
import type { Value } from '../../values/value.ts';
import { folderOf, joinPath } from '../paths.ts';

/** More parts of a URL than this are not compared. */
const MAX_SEGMENTS = 20;

/**
 * The path of the template that `TemplateURL` names: a path beside the template, as `aws cloudformation package` takes
 * it, or a URL whose end is the path of a template, seen from the folder of the nesting template or one around it. The
 * longest end counts, then the nearest folder.
 */
export function nestedPath(
  from: string,
  location: Value,
  exists: (path: string) => boolean,
): string | undefined {
  const folder = folderOf(from);
  const end = knownEnd(location);
  if (end === undefined) return undefined;
  if (location.kind === 'string' && !/^[a-z][a-z0-9+.-]*:/i.test(end)) {
    const path = joinPath(folder, end);
    return path !== undefined && exists(path) ? path : undefined;
  }
  const segments = end
    .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '')
    .replace(/[?#].*$/s, '')
    .split('/');
  const parts = segments.filter((part) => part !== '').slice(-MAX_SEGMENTS);
  const folders = [folder];
  for (let around = folder; around !== ''; around = folderOf(around)) folders.push(folderOf(around));
  for (let first = 0; first < parts.length; first++) {
    const relative = parts.slice(first).join('/');
    for (const each of folders) {
      const path = joinPath(each, relative);
      if (path !== undefined && path !== from && exists(path)) return path;
    }
  }
  return undefined;
}

/** The text, or of a partly unknown one what stands behind the last unknown part. */
function knownEnd(value: Value): string | undefined {
  if (value.kind === 'string') return value.value;
  const parts = value.kind === 'unknown' ? (value.parts ?? []) : [];
  const last = parts.at(-1);
  return last?.kind === 'string' ? last.value : undefined;
}
