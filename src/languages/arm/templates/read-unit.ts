/** One unit: a template with one parameter file, or without any. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import type { Value } from '../../../values/value.ts';
import type { JsonNode } from '../../json/parse-json.ts';
import type { ReadOptions, Unit } from '../../unit.ts';
import { baseName } from '../../paths.ts';
import { createArmBudget } from '../expressions/evaluation.ts';
import type { ArmText } from '../expressions/ast.ts';
import { createDeployment } from './create-deployment.ts';
import { placeIn, type Argument, type Deployment, type Template, type UnitState } from './deployment.ts';
import { memberNode, membersByName } from './members.ts';
import { secretValue } from './nested.ts';
import { nodeValue } from './node-value.ts';
import { resourcesOf } from './resources.ts';
import { callInTemplate } from './scope-calls.ts';
import { rootTarget } from './target.ts';
import type { ParameterFile, TemplateFiles } from './template-files.ts';

/** Resources and turns of loops of one unit, at most. */
const MAX_COPIES = 50_000;

/** What the units of one run share. */
export interface Run {
  readonly files: TemplateFiles;
  readonly parseText: (text: string) => ArmText;
  readonly constants: WeakMap<JsonNode, Value>;
  readonly scopeOf: ReadOptions['scopeOf'];
  /** Resources and turns of loops that all units together still may have. */
  readonly room: { left: number };
}

/** Who is told what comes up while a unit is read. */
export interface Listener {
  report(this: void, diagnostic: Diagnostic): void;
  /** A deployment links to the template at this path of the tree. */
  linksTo(this: void, path: string): void;
}

/** The unit that a template makes with a parameter file. */
export function readUnit(
  run: Run,
  template: Template,
  parameters: ParameterFile | undefined,
  { report, linksTo }: Listener,
): Unit {
  const { path } = template.file;
  const id = parameters === undefined ? path : `${path} (${nameOf(template, parameters)})`;
  const scope = (parameters && run.scopeOf(parameters.file.path)) ?? run.scopeOf(path);
  const unit: UnitState = {
    id,
    budget: createArmBudget(),
    parseText: run.parseText,
    templateAt: (linked) => run.files.at(linked)?.template,
    linksTo,
    scope,
    constants: run.constants,
    room: { left: Math.min(MAX_COPIES, run.room.left) },
    call: callInTemplate,
    report,
  };
  const args = new Map<string, Argument>();
  const root = createDeployment({
    unit,
    template,
    prefix: '',
    target: rootTarget(id, template, scope),
    args,
    name: undefined,
    depth: 0,
    path: [path],
  });
  if (parameters !== undefined)
    for (const [name, argument] of argumentsIn(parameters, root)) args.set(name, argument);
  const resources = resourcesOf(root);
  run.room.left -= resources.length;
  return { id, dialect: 'arm', resources };
}

/** The file's name where it lies beside the template, else its path. */
function nameOf({ file }: Template, parameters: ParameterFile): string {
  const folder = file.path.slice(0, file.path.length - baseName(file.path).length);
  const { path } = parameters.file;
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}

/** What a parameter file sets. Older compilers left expressions in it; there is nothing that they could refer to. */
function argumentsIn(
  { file, root, places }: ParameterFile,
  deployment: Deployment,
): ReadonlyMap<string, Argument> {
  const holder = createDeployment({
    ...deployment,
    template: { file, root, places, level: deployment.template.level },
    args: new Map(),
    outer: undefined,
  });
  return new Map(
    [...membersByName(memberNode(root, 'parameters'))].map(([name, { node }]) => [
      name,
      () => {
        if (memberNode(node, 'reference') !== undefined) return secretValue(placeIn(holder, node));
        const value = memberNode(node, 'value') ?? memberNode(node, 'expression') ?? node;
        return nodeValue(value, holder, holder.scope);
      },
    ]),
  );
}
