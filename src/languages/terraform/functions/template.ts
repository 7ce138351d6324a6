/** `templatefile` and `templatestring`: templates with variables of their own. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import { formatPlace } from '../../../text/range.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import type { Origin } from '../../../values/origin.ts';
import type { MapValue, Value } from '../../../values/value.ts';
import type { TemplateExpression } from '../../hcl/ast.ts';
import { derivedOrigin } from '../../hcl/derived.ts';
import { evaluateExpression } from '../../hcl/evaluate.ts';
import { parseHclTemplate } from '../../hcl/parse-hcl.ts';
import type { HclFunction, Scope } from '../../hcl/scope.ts';
import { defineFunction, type Call, type Problem } from './define.ts';
import { findFile } from './filesystem.ts';
import { isIdentifier } from './hcl-writer.ts';
import type { FunctionFiles } from './files.ts';
import { anything, text, type KnownValue } from './parameters.ts';
import { oncePerFile, textSource } from './text-source.ts';
import { unknownFunction } from './unknown-functions.ts';

const vars = anything('vars');

/** The text of a file as a template. */
export function templatefileFunction(files: FunctionFiles): HclFunction {
  return defineFunction('templatefile', {
    parameters: [text('path'), vars],
    run([path, variables], call) {
      const found = findFile(path.value, files, (at) => files.readText(at), call);
      if ('missing' in found) return found.missing;
      return renderTemplate(found.content, variables, call);
    },
  });
}

/** A text as a template. */
export const templatestring = defineFunction('templatestring', {
  parameters: [text('data'), vars],
  run([data, variables], call) {
    const { file } = textSource(data, call);
    const value = renderTemplate(file, variables, call);
    if ('problem' in value || file.path !== '') return value;
    return withoutPlacesIn(file, value, derivedOrigin(call.context.range, [data, variables]));
  },
});

/** Places in a text that is no file mean nothing to anybody. */
function withoutPlacesIn(file: SourceFile, value: Value, origin: Origin): Value {
  if (value.kind !== 'unknown' || value.parts === undefined) return { ...value, origin };
  const parts = value.parts.map((part): Value =>
    part.origin.range.file === file ? { ...part, origin } : part,
  );
  return { ...value, origin, parts };
}

function renderTemplate(file: SourceFile, variables: KnownValue, call: Call): Value | Problem {
  if (variables.kind !== 'map') return { problem: '"vars" must be a map or an object' };
  const wrong = [...variables.entries.keys()].find((name) => !isIdentifier(name));
  if (wrong !== undefined) return { problem: `${JSON.stringify(wrong)} is no name for a variable` };
  const template = readTemplate(file);
  if ('problem' in template) return template;
  const problems: Diagnostic[] = [];
  const value = evaluateExpression(template.expression, templateScope(file, variables, problems, call));
  const [problem] = problems.filter(({ severity }) => severity === 'error');
  return problem === undefined ? value : { problem: describe(problem) };
}

type ParsedTemplate = { readonly expression: TemplateExpression } | Problem;

const readTemplate = oncePerFile((file): ParsedTemplate => {
  const { expression, diagnostics } = parseHclTemplate(file, { start: 0, end: file.text.length });
  const [problem] = diagnostics;
  if (problem !== undefined) return { problem: describe(problem) };
  return expression === undefined ? { problem: 'the template cannot be read' } : { expression };
});

function describe({ message, range }: Diagnostic): string {
  const place =
    range.file.path === '' ? `line ${range.file.positionAt(range.start).line}` : formatPlace(range);
  return `${place}: ${message.replace(/\.$/, '')}`;
}

function templateScope(file: SourceFile, variables: MapValue, problems: Diagnostic[], call: Call): Scope {
  const outer = call.context.scope;
  return {
    file,
    budget: outer.budget,
    resolve(name) {
      const value = variables.entries.get(name);
      return value === undefined ? undefined : { value, stepsUsed: 0 };
    },
    function: (name) => (NESTED.test(name) ? nested : outer.function(name)),
    report: (diagnostic) => problems.push(diagnostic),
  };
}

const NESTED = /^(?:core::)?template(?:file|string)$/;

const nested = unknownFunction('unsupported', 'templates within templates are not evaluated');
