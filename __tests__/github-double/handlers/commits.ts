/** Commits and comparisons of two of them. */
import { answerJson, answerText, notFound, Refusal } from '../answer.ts';
import { pageOf, parameterOf, type Call, type Handler } from '../call.ts';
import { diffFiles, diffText } from '../diff.ts';
import { mergeBase, readCommits, readGit, resolveObject, type GitCommit } from '../git-read.ts';
import { apiOf, renderCommit, renderFile, webOf } from '../render.ts';

const DIFF_TYPE = 'application/vnd.github.diff; charset=utf-8';
const MAX_COMMITS = 250;

const commitOf = (call: Call, sha: string): GitCommit => {
  const [commit] = readCommits(call.repository.gitDirectory, '-1', sha);
  if (commit === undefined) throw notFound();
  return commit;
};

const emptyTree = (gitDirectory: string): string =>
  readGit(gitDirectory, 'hash-object', '-t', 'tree', '/dev/null');

/** GET /repos/{owner}/{repo}/commits/{ref}, as JSON, as a diff, or its SHA alone. */
export const getCommit: Handler = (call) => {
  const { repository, world } = call;
  const { gitDirectory } = repository;
  const ref = parameterOf(call, 'ref');
  const sha = resolveObject(gitDirectory, ref, 'commit');
  if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${ref}`);
  if (/\.sha\b/.test(call.accept)) return answerText(sha, 'application/vnd.github.sha; charset=utf-8');
  const commit = commitOf(call, sha);
  const from = commit.parents[0] ?? emptyTree(gitDirectory);
  if (/\.diff\b/.test(call.accept)) return answerText(diffText(gitDirectory, from, sha), DIFF_TYPE);
  const files = diffFiles(gitDirectory, from, sha);
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  const { items, headers } = pageOf(call, files);
  const rendered = renderCommit(world, repository, commit);
  return answerJson(
    {
      ...rendered,
      stats: { additions, deletions, total: additions + deletions },
      files: items.map(renderFile(world, repository, sha)),
    },
    200,
    headers,
  );
};

/** GET /repos/{owner}/{repo}/compare/{basehead}: from the merge base to the head, as three dots mean. */
export const compareCommits: Handler = (call) => {
  const { repository, world, query } = call;
  const { gitDirectory } = repository;
  const basehead = parameterOf(call, 'basehead');
  const [baseName = '', headName = '', ...more] = basehead.split('...');
  const base = resolveObject(gitDirectory, baseName, 'commit');
  const head = resolveObject(gitDirectory, headName, 'commit');
  if (base === undefined || head === undefined || more.length > 0) throw notFound();
  const merge = mergeBase(gitDirectory, base, head);
  if (merge === undefined) throw new Refusal(404, `No common ancestor between ${baseName} and ${headName}.`);
  if (/\.diff\b/.test(call.accept)) return answerText(diffText(gitDirectory, merge, head), DIFF_TYPE);
  const ahead = readCommits(gitDirectory, '--reverse', `${base}..${head}`);
  const behind = readCommits(gitDirectory, `${head}..${base}`);
  const { items, headers } = pageOf(call, ahead.slice(0, MAX_COMMITS));
  const first = Number(query.get('page') ?? '1') <= 1;
  const files = first ? diffFiles(gitDirectory, merge, head).slice(0, world.limits.compareFiles) : [];
  const api = `${apiOf(world, repository)}/compare/${encodeURIComponent(basehead)}`;
  const web = `${webOf(world, repository)}/compare/${encodeURIComponent(basehead)}`;
  return answerJson(
    {
      url: api,
      html_url: web,
      permalink_url: web,
      diff_url: `${web}.diff`,
      patch_url: `${web}.patch`,
      base_commit: renderCommit(world, repository, commitOf(call, base)),
      merge_base_commit: renderCommit(world, repository, commitOf(call, merge)),
      status: base === head ? 'identical' : merge === base ? 'ahead' : merge === head ? 'behind' : 'diverged',
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: items.map((commit) => renderCommit(world, repository, commit)),
      files: files.map(renderFile(world, repository, head)),
    },
    200,
    headers,
  );
};
