/** Uploads of SARIF files. */
import { gunzipSync } from 'node:zlib';
import { answerJson, notFound, Refusal } from '../answer.ts';
import { parameterOf, type Handler } from '../call.ts';
import { resolveObject } from '../git-read.ts';
import { apiOf } from '../render.ts';

const MAX_PACKED = 10 * 1024 * 1024;
const MAX_UNPACKED = 256 * 1024 * 1024;

interface UploadRequest {
  readonly commit_sha: string;
  readonly ref: string;
  readonly sarif: string;
}

const unpack = (sarif: string): string => {
  const packed = Buffer.from(sarif, 'base64');
  if (packed.length > MAX_PACKED) throw new Refusal(413, 'Payload Too Large');
  try {
    const text = gunzipSync(packed, { maxOutputLength: MAX_UNPACKED }).toString('utf8');
    JSON.parse(text);
    return text;
  } catch {
    throw new Refusal(400, 'Invalid SARIF. It must be JSON, gzip compressed and base64 encoded.');
  }
};

/** POST /repos/{owner}/{repo}/code-scanning/sarifs */
export const uploadSarif: Handler = ({ world, repository, body }) => {
  // The description has judged the body's shape.
  const request = body as UploadRequest;
  if (resolveObject(repository.gitDirectory, request.commit_sha, 'commit') === undefined) {
    throw new Refusal(404, `commit not found: ${request.commit_sha}`);
  }
  const id = `00000000-0000-4000-8000-${String(world.nextId()).padStart(12, '0')}`;
  const sarif = unpack(request.sarif);
  world.sarifUploads.push({ id, repository, commitSha: request.commit_sha, ref: request.ref, sarif });
  return answerJson({ id, url: `${apiOf(world, repository)}/code-scanning/sarifs/${id}` }, 202);
};

/** GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id} */
export const getSarif: Handler = (call) => {
  const id = parameterOf(call, 'sarif_id');
  const upload = call.world.sarifUploads.find((one) => one.id === id && one.repository === call.repository);
  if (upload === undefined) throw notFound();
  const analyses = `${apiOf(call.world, call.repository)}/code-scanning/analyses?sarif_id=${id}`;
  return answerJson({ processing_status: 'complete', analyses_url: analyses });
};
