/** Reads what `terraform show -json` and `tofu show -json` write about a plan. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import { rangeOf } from '../../../text/range.ts';
import { SourceFile, type Span } from '../../../text/source-file.ts';
import { parseJson, type JsonNode } from '../../json/parse-json.ts';
import { isTrue, itemsOf, membersOf, nodeAt, textAt } from './json-members.ts';
import type { Plan, PlannedInstance, PlannedNodes } from './plan.ts';
import { collectShown, shownFile } from './shown-file.ts';

/** A plan, or what is wrong with the file. */
export type ReadPlan =
  | { readonly plan: Plan; readonly diagnostic?: undefined }
  | { readonly plan?: undefined; readonly diagnostic: Diagnostic };

/** Plans of more bytes than this are not read: 64 MiB. */
export const MAX_PLAN_BYTES = 64 * 1024 * 1024;

/** Modules within modules in the state that a plan begins with, at most. */
const MAX_MODULE_DEPTH = 64;

/**
 * Reads a plan from a file's bytes: UTF-8, or UTF-16 with its mark, as PowerShell redirects. A file of more than
 * 64 MiB, a binary plan, and anything else that is no plan in JSON gives a diagnostic (`plan-unreadable`,
 * `json-syntax`, error); what it is shown with holds nothing of the file.
 */
export function readPlanBytes(path: string, bytes: Uint8Array): ReadPlan {
  if (bytes.length > MAX_PLAN_BYTES) {
    return refuse(
      path,
      `The plan has ${String(bytes.length)} bytes. Those of more than ${String(MAX_PLAN_BYTES)} are not read.`,
    );
  }
  // A plan as `terraform plan -out` writes it is a zip archive.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    return refuse(path, 'This is a binary plan. Write it as JSON with: terraform show -json FILE');
  }
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    const text = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
    return readPlan(new SourceFile(path, text));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return refuse(path, 'This is no text. A plan is read as JSON: terraform show -json FILE');
  }
}

/** Reads a plan. Formats 1.x are read, others are refused. */
export function readPlan(file: SourceFile): ReadPlan {
  const { root, diagnostics } = parseJson(file);
  if (root === undefined) {
    if (file.text.startsWith('{"@level"')) {
      return refuse(
        file.path,
        'These are the messages of a run. Write the plan as JSON with: terraform show -json FILE',
      );
    }
    const [broken] = diagnostics;
    if (broken === undefined) return refuse(file.path, 'This is no JSON.');
    return { diagnostic: { ...broken, range: { ...broken.range, file: shownFile(file, []) } } };
  }
  const top = membersOf(root);
  const version = textAt(root, 'format_version');
  if (version === undefined || !(top.has('planned_values') || top.has('resource_changes'))) {
    const what =
      version !== undefined && top.has('values') ? 'This is a state and no plan.' : 'This is no plan.';
    return refuse(file.path, `${what} Write the plan as JSON with: terraform show -json FILE`);
  }
  if (!/^1\.\d{1,9}$/.test(version)) {
    return refuse(
      file.path,
      `The plan has the format ${JSON.stringify(version.slice(0, 20))}. Formats 1.x are read.`,
    );
  }
  return { plan: planOf(file, root) };
}

function refuse(path: string, message: string): ReadPlan {
  const range = { file: new SourceFile(path, ''), start: 0, end: 0 };
  return { diagnostic: { severity: 'error', code: 'plan-unreadable', message, range } };
}

/** An instance before the text that may be shown of the file is known. */
interface Found extends Omit<PlannedInstance, 'range'> {
  readonly span: Span;
}

function planOf(file: SourceFile, root: JsonNode): Plan {
  const found = new Map<string, Found>();
  const gone = new Set<string>();
  const nameById = new Map<string, string>();
  addReadData(nodeAt(root, 'prior_state', 'values', 'root_module'), found, 0);
  for (const item of itemsOf(nodeAt(root, 'resource_changes'))) {
    // What is left over of a replacement that failed has the address of what took its place.
    if (nodeAt(item, 'deposed') !== undefined) continue;
    const change = nodeAt(item, 'change');
    const after = nodeAt(change, 'after');
    const instance = instanceOf(item, {
      known: after,
      unknown: nodeAt(change, 'after_unknown'),
      sensitive: nodeAt(change, 'after_sensitive'),
    });
    if (instance === undefined) continue;
    for (const values of [nodeAt(change, 'before'), after]) {
      const id = textAt(values, 'id');
      if (id !== undefined) nameById.set(id, textAt(values, 'name') ?? '');
    }
    if (isGone(nodeAt(change, 'actions'))) gone.add(instance.address);
    else found.set(instance.address, instance);
  }
  const spans: Span[] = [];
  for (const { span, values } of found.values()) {
    spans.push(span);
    collectShown(values.known, values.sensitive, spans);
  }
  const shown = shownFile(file, spans);
  const isCut =
    isFalse(nodeAt(root, 'complete')) ||
    isTrue(nodeAt(root, 'errored')) ||
    itemsOf(nodeAt(root, 'deferred_changes')).length > 0;
  const instances = [...found.values()].map(({ span, ...rest }): PlannedInstance => ({
    ...rest,
    range: rangeOf(shown, span),
  }));
  return { file: shown, instances, gone, nameById, isComplete: !isCut };
}

/** Data sources that were read while the plan was made stand in the state that it begins with. */
function addReadData(module: JsonNode | undefined, found: Map<string, Found>, depth: number): void {
  if (depth > MAX_MODULE_DEPTH) return;
  for (const item of itemsOf(nodeAt(module, 'resources'))) {
    if (textAt(item, 'mode') !== 'data') continue;
    const values = {
      known: nodeAt(item, 'values'),
      unknown: undefined,
      sensitive: nodeAt(item, 'sensitive_values'),
    };
    const instance = instanceOf(item, values);
    if (instance !== undefined) found.set(instance.address, instance);
  }
  for (const child of itemsOf(nodeAt(module, 'child_modules'))) addReadData(child, found, depth + 1);
}

function instanceOf(item: JsonNode, values: PlannedNodes): Found | undefined {
  const span = nodeAt(item, 'address');
  const mode = textAt(item, 'mode');
  const type = textAt(item, 'type');
  const name = textAt(item, 'name');
  if (span?.kind !== 'string' || type === undefined || name === undefined) return undefined;
  if (mode !== 'managed' && mode !== 'data') return undefined;
  return { address: span.value, mode, type, name, span, values };
}

/** Deleted or forgotten, and nothing put in its place. */
function isGone(actions: JsonNode | undefined): boolean {
  const names = itemsOf(actions).map((action) => (action.kind === 'string' ? action.value : ''));
  return names.length > 0 && names.every((name) => name === 'delete' || name === 'forget');
}

function isFalse(node: JsonNode | undefined): boolean {
  return node?.kind === 'bool' && !node.value;
}
