/** Check runs and their annotations. */
import { answerJson, invalid, Refusal } from '../answer.ts';
import { answerPage, findById, pageOf, parameterOf, type Call, type Handler } from '../call.ts';
import { resolveObject } from '../git-read.ts';
import { apiOf, encodePath, renderApp, webOf } from '../render.ts';
import type { CheckAnnotation, CheckRun } from '../state.ts';

const RESOURCE = 'CheckRun';
const MAX_MESSAGE_BYTES = 64 * 1024;
const MAX_TITLE = 255;

interface CheckRequest {
  readonly name?: string;
  readonly head_sha?: string;
  readonly details_url?: string;
  readonly external_id?: string;
  readonly status?: CheckRun['status'];
  readonly started_at?: string;
  readonly conclusion?: string;
  readonly completed_at?: string;
  readonly output?: {
    readonly title?: string;
    readonly summary?: string;
    readonly text?: string;
    readonly annotations?: readonly CheckAnnotation[];
  };
}

const runOf = (call: Call): CheckRun =>
  findById(call, 'check_run_id', call.world.checkRuns, ({ repository }) => repository);

const render = (call: Call, run: CheckRun) => {
  const api = `${apiOf(call.world, run.repository)}/check-runs/${String(run.id)}`;
  return {
    id: run.id,
    node_id: `CR_${String(run.id)}`,
    head_sha: run.headSha,
    name: run.name,
    url: api,
    html_url: `${webOf(call.world, run.repository)}/runs/${String(run.id)}`,
    details_url: run.detailsUrl ?? null,
    external_id: run.externalId ?? null,
    status: run.status,
    conclusion: run.conclusion ?? null,
    started_at: run.startedAt,
    completed_at: run.completedAt ?? null,
    output: {
      title: run.title ?? null,
      summary: run.summary ?? null,
      text: run.text ?? null,
      annotations_count: run.annotations.length,
      annotations_url: `${api}/annotations`,
    },
    check_suite: { id: 1 },
    app: renderApp(call.world, call.caller.login),
    pull_requests: [],
  };
};

const checkAnnotation = (annotation: CheckAnnotation): void => {
  const refuse = (field: string, message: string): never => {
    throw invalid({ resource: RESOURCE, field: `annotations.${field}`, code: 'custom', message });
  };
  const { start_line: start, end_line: end, start_column: from, end_column: to } = annotation;
  if (start < 1 || end < start) refuse('end_line', 'end_line must not be before start_line');
  if ((from !== undefined || to !== undefined) && start !== end) {
    refuse('start_column', 'columns are only allowed when start_line and end_line are the same');
  }
  if (from !== undefined && to !== undefined && to < from)
    refuse('end_column', 'end_column is before start_column');
  if (Buffer.byteLength(annotation.message) > MAX_MESSAGE_BYTES) refuse('message', 'message is over 64 KB');
  if (annotation.message === '') refuse('message', 'message is blank');
  if (Buffer.byteLength(annotation.raw_details ?? '') > MAX_MESSAGE_BYTES)
    refuse('raw_details', 'over 64 KB');
  if ((annotation.title ?? '').length > MAX_TITLE) refuse('title', 'title is over 255 characters');
};

/** Takes over what a request says; refuses before anything is changed. */
const change = (call: Call, run: CheckRun, request: CheckRequest): void => {
  const { output, conclusion } = request;
  if (request.status === 'completed' && conclusion === undefined && run.conclusion === undefined) {
    throw invalid({ resource: RESOURCE, field: 'conclusion', code: 'missing_field' });
  }
  const annotations = output?.annotations ?? [];
  annotations.forEach(checkAnnotation);
  run.name = request.name ?? run.name;
  run.detailsUrl = request.details_url ?? run.detailsUrl;
  run.externalId = request.external_id ?? run.externalId;
  run.startedAt = request.started_at ?? run.startedAt;
  run.conclusion = conclusion ?? run.conclusion;
  // A conclusion completes the run, whatever its status was.
  run.status = conclusion === undefined ? (request.status ?? run.status) : 'completed';
  if (run.status === 'completed')
    run.completedAt = request.completed_at ?? run.completedAt ?? call.world.now();
  run.title = output?.title ?? run.title;
  run.summary = output?.summary ?? run.summary;
  run.text = output?.text ?? run.text;
  run.annotations.push(...annotations);
};

/** POST /repos/{owner}/{repo}/check-runs */
export const createCheckRun: Handler = (call) => {
  const { world, repository } = call;
  // The description has judged the body's shape.
  const request = call.body as CheckRequest;
  const headSha = request.head_sha ?? '';
  if (
    !/^[0-9a-f]{40}$/.test(headSha) ||
    resolveObject(repository.gitDirectory, headSha, 'commit') === undefined
  ) {
    throw new Refusal(422, `No commit found for SHA: ${headSha}`);
  }
  const run: CheckRun = {
    id: world.nextId(),
    repository,
    headSha,
    name: '',
    status: 'queued',
    conclusion: undefined,
    detailsUrl: undefined,
    externalId: undefined,
    startedAt: world.now(),
    completedAt: undefined,
    title: undefined,
    summary: undefined,
    text: undefined,
    annotations: [],
  };
  change(call, run, request);
  world.checkRuns.push(run);
  return answerJson(render(call, run), 201);
};

/** PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}; annotations are added to those that are there. */
export const updateCheckRun: Handler = (call) => {
  const run = runOf(call);
  change(call, run, call.body as CheckRequest);
  return answerJson(render(call, run));
};

/** GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations */
export const listAnnotations: Handler = (call) => {
  const run = runOf(call);
  return answerPage(call, run.annotations, (annotation) => ({
    path: annotation.path,
    start_line: annotation.start_line,
    end_line: annotation.end_line,
    start_column: annotation.start_column ?? null,
    end_column: annotation.end_column ?? null,
    annotation_level: annotation.annotation_level,
    title: annotation.title ?? null,
    message: annotation.message,
    raw_details: annotation.raw_details ?? null,
    blob_href: `${webOf(call.world, run.repository)}/blob/${run.headSha}/${encodePath(annotation.path)}`,
  }));
};

/** GET /repos/{owner}/{repo}/commits/{ref}/check-runs */
export const listCheckRuns: Handler = (call) => {
  const { world, repository, query } = call;
  const ref = parameterOf(call, 'ref');
  const sha = resolveObject(repository.gitDirectory, ref, 'commit');
  if (sha === undefined) throw new Refusal(422, `No commit found for SHA: ${ref}`);
  const runs = world.checkRuns.filter(
    (run) =>
      run.repository === repository &&
      run.headSha === sha &&
      (query.get('check_name') ?? run.name) === run.name &&
      (query.get('status') ?? run.status) === run.status,
  );
  // "latest", which is the default, keeps the newest run of each name.
  const newest = new Map(runs.map((run) => [run.name, run]));
  const shown = query.get('filter') === 'all' ? runs : runs.filter((run) => newest.get(run.name) === run);
  const { items, headers } = pageOf(call, shown);
  return answerJson(
    { total_count: shown.length, check_runs: items.map((run) => render(call, run)) },
    200,
    headers,
  );
};
