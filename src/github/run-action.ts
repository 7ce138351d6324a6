/** One run of the action, from the event to the job's result. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setOutput, setSecret, summary, warning } from '@actions/core';
import { check } from '../check.ts';
import { type CheckReport, countLevel, reaches } from '../check-report.ts';
import { type Config, loadConfig } from '../config/config.ts';
import { UsageError } from '../config/usage-error.ts';
import { renderMarkdown, type MarkdownContext } from '../report/markdown.ts';
import { renderModelJson } from '../report/model-json.ts';
import { renderDiagnostics } from '../report/text.ts';
import { rules } from '../rule/registry.ts';
import { locationOf, type Range } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import { bicepBuilder, findBicep, type BicepBuilder } from '../tree/bicep-build.ts';
import { readSource } from '../tree/source-text.ts';
import type { Tree } from '../tree/tree.ts';
import { annotate, annotateUnread } from './annotations.ts';
import { type Client, createClient } from './client.ts';
import { readEvent, type Revisions } from './event.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { logLine } from './log.ts';
import { differs, openInventories } from './open-inventories.ts';
import { openPlans } from './open-plans.ts';
import { statusOf } from './permission.ts';
import { type PullRequestFiles, readPullRequestFiles } from './pull-request-files.ts';
import { reportPullRequest } from './report-pull-request.ts';
import { commitOpener, completeMergeBase, type OpenCommit } from './revisions.ts';

/** A job summary that is larger is not shown at all. */
const MAX_SUMMARY_BYTES = 1_000_000;

/**
 * Judges the event's commit and tells about it. Gives the exit status: 1 when a new finding is at or above `fail-on`.
 *
 * @throws UsageError when an input, the rule file or the token is at fault.
 */
export async function runAction(env: NodeJS.ProcessEnv): Promise<number> {
  const inputs = readInputs();
  setSecret(inputs.token);
  const revisions = readEvent(env);
  const client = createClient(inputs.token, env.GITHUB_API_URL ?? 'https://api.github.com', logLine);
  const serverUrl = env.GITHUB_SERVER_URL ?? 'https://github.com';
  const temporary = env.RUNNER_TEMP ?? '.';
  const workspace = env.GITHUB_WORKSPACE ?? '.';
  const open = commitOpener({
    repository: revisions.repository,
    workspace,
    temporary,
    serverUrl,
    token: inputs.token,
  });
  const { pullRequest, repository } = revisions;
  const files = pullRequest && (await asUser(() => readPullRequestFiles(client, repository, pullRequest)));
  const mergeBase = inputs.base ?? (await asUser(() => findMergeBase(client, revisions, workspace)));
  const head = open(revisions.head);
  const parted = mergeBase === undefined ? undefined : open(mergeBase);
  const rulesFrom = readRuleFile(inputs, revisions, { head, parted }, open);
  const observed = openInventories(rulesFrom.config.inventory, inputs.inventories, {
    judge: rulesFrom.judge,
    head,
    parted,
    workspace,
  });
  const report = check({
    head,
    base: parted,
    changed: files && changedLines(files),
    within: inputs.paths,
    config: withValues(rulesFrom.config, inputs),
    rules,
    plans: openPlans(inputs.plans, workspace),
    inventories: observed.inventories,
    bicep: compiler(env),
  });
  const context = {
    link: linkTo(serverUrl, revisions, head, report.model.inventoryFiles),
    remarks: [
      ...rulesFrom.remarks,
      ...observed.remarks,
      ...(files?.incomplete === true
        ? ['GitHub left out a part of this diff: findings there stand in this summary, not on their lines.']
        : []),
    ],
    footer: [
      `${revisions.head.slice(0, 7)}${mergeBase === undefined ? '' : ` compared with ${mergeBase.slice(0, 7)}`}`,
      rulesFrom.name,
    ],
  };
  const told =
    pullRequest && files
      ? await asUser(() =>
          reportPullRequest({
            client,
            repository,
            pullRequest,
            files,
            report,
            context,
            review: inputs.review,
            summary: inputs.summary,
          }),
        )
      : { remarks: [] };
  await tellJob(report, { ...context, remarks: [...context.remarks, ...told.remarks] }, files);
  return finish(report, inputs, temporary);
}

/** A refused token is the user's to mend, and told in one sentence. */
async function asUser<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    const status = statusOf(error);
    if (status === 401) throw new UsageError('GitHub does not accept the token in the input github-token.');
    if (status === 403 || status === 404) {
      throw new UsageError(
        'GitHub refuses the token what the action has to read. It needs the permissions "contents: read" and "pull-requests: read".',
      );
    }
    throw error;
  }
}

/**
 * The commit that head and base parted at: what came to the base since then is not this change's doing. A workspace
 * with the whole history knows it; else GitHub does.
 */
async function findMergeBase(
  client: Client,
  revisions: Revisions,
  workspace: string,
): Promise<string | undefined> {
  const { repository, base, head, pullRequest } = revisions;
  if (base === undefined || pullRequest === undefined) return base;
  const local = completeMergeBase(workspace, base, head);
  if (local !== undefined) return local;
  const { data } = await client.rest.repos.compareCommitsWithBasehead({
    ...repository,
    basehead: `${base}...${head}`,
    per_page: 1,
  });
  return data.merge_base_commit.sha;
}

/**
 * The runner's Bicep compiler. Not for `pull_request_target`: code of strangers is then read beside secrets, and the
 * compiler is one more reader that they could fool.
 */
function compiler(env: NodeJS.ProcessEnv): BicepBuilder | undefined {
  const executable = env.GITHUB_EVENT_NAME === 'pull_request_target' ? undefined : findBicep(env.PATH);
  return executable === undefined ? undefined : bicepBuilder(executable);
}

/** The rule file of the base branch. The head's own would let a change choose the rules that judge it. */
function readRuleFile(
  inputs: Inputs,
  revisions: Revisions,
  { head, parted }: { readonly head: Tree; readonly parted: Tree | undefined },
  open: OpenCommit,
) {
  const judge = revisions.pullRequest === undefined ? head : open(revisions.pullRequest.base);
  const source = judge.read(inputs.config) === undefined ? undefined : readSource(judge, inputs.config);
  if (source?.diagnostic !== undefined) throw new UsageError(source.diagnostic.message);
  const changed = judge !== head && differs(parted, head, inputs.config);
  return {
    judge,
    config: loadConfig(source?.file, rules),
    name: source === undefined ? 'no rule file' : `rule file ${inputs.config}`,
    remarks: changed
      ? [`This change touches the rule file ${inputs.config}: the one of the base branch was applied.`]
      : [],
  };
}

function withValues(config: Config, { varFiles, variables }: Inputs): Config {
  return {
    ...config,
    terraform: { ...config.terraform, varFiles: [...config.terraform.varFiles, ...varFiles], variables },
  };
}

function changedLines(files: PullRequestFiles) {
  const lines = new Map(
    [...files.hunks].map(([path, hunks]) => [path, new Set(hunks.flatMap((hunk) => hunk.added))]),
  );
  return { has: (path: string, line: number) => lines.get(path)?.has(line) ?? false };
}

/** Links to files of the head. Plans, inventories and what the runner compiled are nowhere to be seen. */
function linkTo(
  serverUrl: string,
  { repository, head }: Revisions,
  tree: Tree,
  inventories: ReadonlySet<SourceFile>,
): MarkdownContext['link'] {
  const paths = new Set(tree.entries.map((entry) => entry.path));
  return (range: Range) => {
    if (!paths.has(range.file.path) || inventories.has(range.file)) return undefined;
    const { file, line, endLine } = locationOf(range);
    const path = file.split('/').map(encodeURIComponent).join('/');
    const lines = endLine > line ? `#L${line}-L${endLine}` : `#L${line}`;
    return `${serverUrl}/${repository.owner}/${repository.repo}/blob/${head}/${path}${lines}`;
  };
}

/** Annotations, the job summary and the log. */
async function tellJob(
  report: CheckReport,
  context: Omit<MarkdownContext, 'maxBytes'>,
  files: PullRequestFiles | undefined,
): Promise<void> {
  const fresh = report.findings.filter(({ status }) => status === 'new');
  const dropped = annotate(fresh);
  annotateUnread(report.diagnostics, files && ((path) => files.hunks.has(path)));
  if (dropped > 0) logLine(`${dropped} more findings have no annotation: a step may show ten of each level.`);
  for (const remark of context.remarks) warning(remark);
  for (const line of renderDiagnostics(report.diagnostics, false).split('\n')) logLine(line);
  try {
    await summary.addRaw(renderMarkdown(report, { ...context, maxBytes: MAX_SUMMARY_BYTES }), true).write();
  } catch (error) {
    // A runner without job summaries still has the annotations and the result.
    logLine(`The job summary could not be written: ${String(error)}`);
  }
}

function finish(report: CheckReport, inputs: Inputs, temporary: string): number {
  const fresh = report.findings.filter(({ status }) => status === 'new');
  const failed = fresh.some(({ level }) => reaches(level, inputs.failOn));
  const modelFile = join(temporary, 'cidrlint-model.json');
  writeFileSync(modelFile, renderModelJson(report.model));
  setOutput('findings', report.findings.length);
  setOutput('new-findings', fresh.length);
  setOutput('errors', countLevel(fresh, 'error'));
  setOutput('conclusion', failed ? 'failure' : 'success');
  setOutput('model-file', modelFile);
  return failed ? 1 : 0;
}
