/** The units of a tree: each template that is deployed on its own, with each of its parameter files. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Value } from '../../values/value.ts';
import { folderOf, relativePath } from '../paths.ts';
import { MAX_RESOURCES } from '../resource-limit.ts';
import type { DeploymentScope, ReadOptions, Unit } from '../unit.ts';
import { Exports } from './exports.ts';
import type { Nesting } from './nesting.ts';
import type { ParameterFile } from './parameter-files.ts';
import { stackResources } from './stack-resources.ts';
import { Stack } from './stack.ts';
import type { Template } from './template.ts';

/** Evaluations of one unit, at most, and of all units together. */
const MAX_UNIT_STEPS = 200_000;
const MAX_STEPS = 2_000_000;

/** One unit before its resources are asked for. */
interface Deployment {
  readonly stack: Stack;
  readonly scope: DeploymentScope | undefined;
  readonly isJudged: boolean;
}

/** Stacks of one tree: they can import from each other. */
export class Deployments {
  readonly #nesting: Nesting;
  readonly #options: ReadOptions;
  readonly #deployments: Deployment[] = [];
  readonly #exports = new Exports(() => this.#allStacks());
  readonly #diagnostics = new Map<string, Diagnostic>();
  readonly #depth = { level: 0 };
  #steps = 0;

  constructor(nesting: Nesting, options: ReadOptions) {
    this.#nesting = nesting;
    this.#options = options;
  }

  /** What is wrong with the templates; a template that makes several units says it once. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.#diagnostics.values()];
  }

  /** Deploys a template with each of its parameter files; one that is not judged only exports. */
  add(template: Template, files: readonly ParameterFile[], isJudged: boolean): void {
    if (files.length === 0) this.#deploy(template, template.file.path, undefined, isJudged);
    for (const file of files) {
      const name = relativePath(folderOf(template.file.path), file.path);
      this.#deploy(template, `${template.file.path} (${name})`, file, isJudged);
    }
  }

  #deploy(template: Template, unit: string, file: ParameterFile | undefined, isJudged: boolean): void {
    let steps = 0;
    const scope = this.#options.scopeOf(template.file.path);
    const given = (name: string): Value | undefined => file?.values.get(name)?.value;
    const stack = new Stack(
      { template, given, prefix: '', outer: [] },
      {
        unit,
        scope,
        importValue: (name, range) => this.#exports.importValue(name, range),
        nestedTemplate: (from, location) => this.#nesting.find(from, location),
        depth: this.#depth,
        spend: (cost) => (steps += cost) <= MAX_UNIT_STEPS && (this.#steps += cost) <= MAX_STEPS,
        report: (diagnostic) => {
          if (isJudged) this.#report(diagnostic);
        },
      },
    );
    this.#deployments.push({ stack, scope, isJudged });
    for (const [name, { range }] of isJudged ? (file?.values ?? []) : []) {
      if (template.parameters.has(name)) continue;
      const message = `${template.file.path} has no parameter ${name}.`;
      this.#report({ severity: 'note', code: 'cloudformation-undeclared-parameter', message, range });
    }
  }

  /** The units that are judged, ordered by id. */
  units(): readonly Unit[] {
    let room = MAX_RESOURCES;
    const units = this.#deployments
      .filter(({ isJudged }) => isJudged)
      .map(({ stack, scope }): Unit => {
        const resources = stackResources(stack, scope, room);
        room -= resources.length;
        return { id: stack.unit, dialect: 'cloudformation', resources };
      });
    return units.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  }

  *#allStacks(): Iterable<Stack> {
    const waiting = this.#deployments.map(({ stack }) => stack);
    for (let stack = waiting.pop(); stack !== undefined; stack = waiting.pop()) {
      yield stack;
      for (const entry of stack.entries('resources').entries) {
        const nested = stack.doubtOf(entry) === false ? undefined : stack.nestedStack(entry);
        if (nested !== undefined) waiting.push(nested);
      }
    }
  }

  #report(diagnostic: Diagnostic): void {
    const { code, message, range } = diagnostic;
    const key = `${code}\0${range.file.path}\0${String(range.start)}\0${String(range.end)}\0${message}`;
    if (!this.#diagnostics.has(key)) this.#diagnostics.set(key, diagnostic);
  }
}
