/** Files and folders at a ref. */
import { posix } from 'node:path';
import { answerJson, answerText, notFound, Refusal, type Answer } from '../answer.ts';
import { parameterOf, type Call, type Handler } from '../call.ts';
import { listTree, readBlob, resolveObject, type GitTreeEntry } from '../git-read.ts';
import { apiOf, encodePath, webOf } from '../render.ts';

const MAX_ENTRIES = 1000;
const MAX_LINKS = 10;
const LINK_MODE = '120000';
const SUBMODULE_MODE = '160000';

type Kind = 'file' | 'dir' | 'symlink' | 'submodule';

const kindOf = ({ type, mode }: GitTreeEntry): Kind =>
  type === 'tree' ? 'dir' : mode === SUBMODULE_MODE ? 'submodule' : mode === LINK_MODE ? 'symlink' : 'file';

const describeEntry = (call: Call, ref: string, path: string, entry: GitTreeEntry) => {
  const kind = kindOf(entry);
  const object = kind === 'dir' ? 'trees' : 'blobs';
  const self = `${apiOf(call.world, call.repository)}/contents/${encodePath(path)}?ref=${encodeURIComponent(ref)}`;
  const git = `${apiOf(call.world, call.repository)}/git/${object}/${entry.sha}`;
  const html = `${webOf(call.world, call.repository)}/${kind === 'dir' ? 'tree' : 'blob'}/${encodePath(ref)}/${encodePath(path)}`;
  return {
    name: posix.basename(path),
    path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url: self,
    html_url: html,
    git_url: git,
    download_url:
      kind === 'file'
        ? `${webOf(call.world, call.repository)}/raw/${encodePath(ref)}/${encodePath(path)}`
        : null,
    type: kind,
    _links: { self, git, html },
  };
};

/** The entry at a path, links not followed; undefined when nothing is there. */
const entryAt = (gitDirectory: string, commit: string, path: string): GitTreeEntry | undefined => {
  const folder = posix.dirname(path);
  const tree = folder === '.' ? commit : entryAt(gitDirectory, commit, folder)?.sha;
  if (tree === undefined) return undefined;
  try {
    return listTree(gitDirectory, tree, false).find((entry) => entry.path === posix.basename(path));
  } catch {
    // The "folder" is a file or a submodule.
    return undefined;
  }
};

/** Follows links to a regular file of the same repository; undefined when they lead elsewhere. */
const followLinks = (
  gitDirectory: string,
  commit: string,
  path: string,
  entry: GitTreeEntry,
): GitTreeEntry | undefined => {
  let at = path;
  let current: GitTreeEntry | undefined = entry;
  for (let links = 0; current?.mode === LINK_MODE; links += 1) {
    const target = readBlob(gitDirectory, current.sha).toString('utf8');
    at = posix.normalize(posix.join(posix.dirname(at), target));
    if (links >= MAX_LINKS || target.startsWith('/') || at.startsWith('..')) return undefined;
    current = entryAt(gitDirectory, commit, at);
  }
  return current?.type === 'blob' ? current : undefined;
};

const answerFolder = (call: Call, ref: string, path: string, tree: string): Answer => {
  const entries = listTree(call.repository.gitDirectory, tree, false).slice(0, MAX_ENTRIES);
  const described = entries.map((entry) => describeEntry(call, ref, posix.join(path, entry.path), entry));
  if (!/\.object\b/.test(call.accept)) return answerJson(described);
  const self: GitTreeEntry = { mode: '040000', type: 'tree', sha: tree, size: undefined, path };
  const json = { ...describeEntry(call, ref, path, self), entries: described };
  return { status: 200, content: { json, judgedAs: 'application/vnd.github.object' }, headers: {} };
};

const answerFile = (call: Call, ref: string, path: string, entry: GitTreeEntry): Answer => {
  const bytes = readBlob(call.repository.gitDirectory, entry.sha);
  if (/\.raw\b/.test(call.accept)) return answerText(bytes, 'application/vnd.github.raw; charset=utf-8');
  const small = bytes.length <= call.world.limits.contentBytes;
  const encoded = bytes.toString('base64').replaceAll(/(.{60})/g, '$1\n');
  return answerJson({
    ...describeEntry(call, ref, path, entry),
    encoding: small ? 'base64' : 'none',
    content: small ? `${encoded}\n` : '',
  });
};

/** GET /repos/{owner}/{repo}/contents/{path} */
export const getContent: Handler = (call) => {
  const { gitDirectory, defaultBranch } = call.repository;
  const ref = call.query.get('ref') ?? defaultBranch;
  const commit = resolveObject(gitDirectory, ref, 'commit');
  if (commit === undefined) throw new Refusal(404, `No commit found for the ref ${ref}`);
  const path = parameterOf(call, 'path').replace(/\/+$/, '');
  if (path.split('/').includes('..')) throw notFound();
  if (path === '') return answerFolder(call, ref, '', resolveObject(gitDirectory, commit, 'tree') ?? commit);
  const entry = entryAt(gitDirectory, commit, path);
  if (entry === undefined) throw notFound();
  const kind = kindOf(entry);
  if (kind === 'dir') return answerFolder(call, ref, path, entry.sha);
  if (kind === 'file') return answerFile(call, ref, path, entry);
  const described = describeEntry(call, ref, path, entry);
  if (kind === 'submodule') {
    return answerJson({ ...described, submodule_git_url: `${call.world.serverUrl}/elsewhere/submodule.git` });
  }
  const target = followLinks(gitDirectory, commit, path, entry);
  if (target !== undefined) return answerFile(call, ref, path, { ...target, path: entry.path });
  return answerJson({ ...described, target: readBlob(gitDirectory, entry.sha).toString('utf8') });
};

/** GET /repos/{owner}/{repo}/git/trees/{tree_sha} */
export const getTree: Handler = (call) => {
  const { gitDirectory } = call.repository;
  const name = parameterOf(call, 'tree_sha');
  const sha = resolveObject(gitDirectory, name, 'tree');
  if (sha === undefined) throw notFound();
  // Any value at all makes it recursive, even "0" and "false".
  const entries = listTree(gitDirectory, sha, call.query.has('recursive'));
  const most = call.world.limits.treeEntries;
  const api = `${apiOf(call.world, call.repository)}/git`;
  return answerJson({
    sha,
    url: `${api}/trees/${sha}`,
    tree: entries.slice(0, most).map((entry) => ({
      path: entry.path,
      mode: entry.mode,
      type: entry.type,
      sha: entry.sha,
      ...(entry.size === undefined ? {} : { size: entry.size }),
      ...(entry.type === 'commit' ? {} : { url: `${api}/${entry.type}s/${entry.sha}` }),
    })),
    truncated: entries.length > most,
  });
};
