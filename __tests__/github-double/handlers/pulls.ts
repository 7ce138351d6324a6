/** Pull requests and their files. */
import { answerJson, answerText, Refusal } from '../answer.ts';
import { listedFiles } from '../anchors.ts';
import { answerPage, pullOf, type Handler } from '../call.ts';
import { diffFiles, diffText } from '../diff.ts';
import { renderFile, renderLabel, renderPull, renderRepository } from '../render.ts';

/** GET /repos/{owner}/{repo} */
export const getRepository: Handler = ({ world, repository }) =>
  answerJson(renderRepository(world, repository));

/** GET /repos/{owner}/{repo}/pulls/{pull_number}, as JSON or as a diff. */
export const getPull: Handler = (call) => {
  const { world } = call;
  const pull = pullOf(call, 'pull_number');
  const { gitDirectory } = pull.repository;
  const files = diffFiles(gitDirectory, pull.mergeBase, pull.head.sha);
  if (!/\.diff\b/.test(call.accept)) return answerJson(renderPull(world, pull, files));
  if (files.length > world.limits.diffFiles) {
    const most = String(world.limits.diffFiles);
    throw new Refusal(406, `Sorry, the diff exceeded the maximum number of files (${most}).`, {
      errors: [{ resource: 'PullRequest', field: 'diff', code: 'too_large' }],
    });
  }
  return answerText(
    diffText(gitDirectory, pull.mergeBase, pull.head.sha),
    'application/vnd.github.diff; charset=utf-8',
  );
};

/** GET /repos/{owner}/{repo}/pulls/{pull_number}/files */
export const listFiles: Handler = (call) => {
  const pull = pullOf(call, 'pull_number');
  return answerPage(
    call,
    listedFiles(call.world, pull),
    renderFile(call.world, pull.head.repository, pull.head.sha),
  );
};

interface LabelsRequest {
  readonly labels?: readonly (string | { readonly name: string })[];
}

/** POST /repos/{owner}/{repo}/issues/{issue_number}/labels */
export const addLabels: Handler = (call) => {
  const pull = pullOf(call, 'issue_number');
  // The description has judged the body's shape.
  const { labels = [] } = (call.body ?? {}) as LabelsRequest;
  for (const label of labels) {
    const name = typeof label === 'string' ? label : label.name;
    if (!pull.labels.includes(name)) pull.labels.push(name);
  }
  return answerJson(pull.labels.map((name) => renderLabel(call.world, pull.repository, name)));
};
