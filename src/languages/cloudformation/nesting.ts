/** Which templates of a tree nest which others, and which are deployed on their own. */
import type { Value } from '../../values/value.ts';
import { nestedPath } from './nested-location.ts';
import { isNestedStack, nestedLocation } from './nested-types.ts';
import { Stack, typeOf } from './stack.ts';
import type { Template } from './template.ts';

/** Evaluations to find out what one template nests, at most. */
const MAX_STEPS = 100_000;

export class Nesting {
  readonly #byPath: ReadonlyMap<string, Template>;
  readonly #children = new Map<Template, readonly Template[]>();

  constructor(templates: readonly Template[]) {
    this.#byPath = new Map(templates.map((template) => [template.file.path, template]));
  }

  /** The template of the tree that a location in another template names. */
  find(from: Template, location: Value): Template | undefined {
    const path = nestedPath(from.file.path, location, (each) => this.#byPath.has(each));
    return path === undefined ? undefined : this.#byPath.get(path);
  }

  /**
   * The templates that are deployed on their own, in their order: those that none of them nests, those that `isApart`
   * says it of, and of such that only nest each other the first.
   */
  roots(templates: readonly Template[], isApart: (template: Template) => boolean): readonly Template[] {
    const nested = new Set(templates.flatMap((template) => this.#childrenOf(template)));
    const roots = new Set(templates.filter((template) => !nested.has(template) || isApart(template)));
    const reached = new Set<Template>();
    for (const root of roots) this.#reach(root, reached);
    for (const template of templates) {
      if (reached.has(template)) continue;
      roots.add(template);
      this.#reach(template, reached);
    }
    return templates.filter((template) => roots.has(template));
  }

  #reach(root: Template, reached: Set<Template>): void {
    const waiting = [root];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(...this.#childrenOf(next));
    }
  }

  /** What a template nests with the defaults of its parameters. */
  #childrenOf(template: Template): readonly Template[] {
    const known = this.#children.get(template);
    if (known !== undefined) return known;
    const children = this.#findChildren(template);
    this.#children.set(template, children);
    return children;
  }

  #findChildren(template: Template): readonly Template[] {
    // The words of both types that nest.
    if (!/AWS::CloudFormation::Stack|AWS::Serverless::Application/.test(template.file.text)) return [];
    let steps = 0;
    const origin = {
      range: { file: template.file, start: 0, end: 0 },
      kind: 'expression',
      from: [],
    } as const;
    const reason = { code: 'unsupported', message: 'it is not needed here' } as const;
    const stack = new Stack(
      { template, given: () => undefined, prefix: '', outer: [] },
      {
        unit: '',
        scope: undefined,
        importValue: () => ({ kind: 'unknown', reason, origin }),
        nestedTemplate: () => undefined,
        depth: { level: 0 },
        spend: (cost) => (steps += cost) <= MAX_STEPS,
        report: () => undefined,
      },
    );
    const children = stack.entries('resources').entries.flatMap((entry) => {
      const location = isNestedStack(typeOf(entry)) ? nestedLocation(entry.value) : undefined;
      if (location === undefined) return [];
      const child = this.find(template, entry.scope.evaluate(location));
      return child === undefined ? [] : [child];
    });
    return [...new Set(children)];
  }
}
