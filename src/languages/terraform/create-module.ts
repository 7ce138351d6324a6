/** Makes the evaluated instance of a module: its parts are created when they are first asked for. */
import { evaluateExpression } from '../hcl/evaluate.ts';
import type { Value } from '../../values/value.ts';
import type { Range } from '../../text/range.ts';
import { rangeOf } from '../../text/range.ts';
import { repeatedCall } from './calls.ts';
import { attributeIn, rangeOfExpression, type PlacedExpression } from './content.ts';
import { Cell } from './demand.ts';
import { repeatedInstances, unknownAt } from './instances.ts';
import type { Module, ModuleParts } from './module.ts';
import { needsOf } from './needs.ts';
import { createScope } from './scope.ts';
import { variableValue } from './variables.ts';

/** An instance of a module. */
export function createModule({ inputs, provider, ...parts }: ModuleParts): Module {
  const { declarations, prefix } = parts;
  const module: Module = {
    ...parts,
    variable: remembered((name) => {
      const declaration = declarations.variables.get(name);
      if (declaration === undefined) return undefined;
      return new Cell({
        name: `${prefix}var.${name}`,
        compute: () => variableValue(declaration, inputs.value(name), module),
        needs: () => inputs.needs(name),
        unknown: (reason) => unknownAt(reason, declaration.range),
      });
    }),
    local: remembered((name) => {
      const local = declarations.locals.get(name);
      return (
        local && expressionCell(`${prefix}local.${name}`, local, rangeOf(local.file, local.attribute), module)
      );
    }),
    output: remembered((name) => {
      const declaration = declarations.outputs.get(name);
      const value = declaration && attributeIn(declaration.content, 'value');
      return value && expressionCell(`${prefix}output.${name}`, value, rangeOfExpression(value), module);
    }),
    resource: remembered((key) => {
      const declaration = declarations.resources.get(key);
      return declaration && repeatedInstances(declaration, module);
    }),
    call: remembered((name) => {
      const declaration = declarations.calls.get(name);
      return declaration && repeatedCall(declaration, module, createModule);
    }),
    provider: (name) => provider(name, module),
  };
  return module;
}

function expressionCell(name: string, placed: PlacedExpression, range: Range, module: Module): Cell<Value> {
  return new Cell({
    name,
    compute: () => evaluateExpression(placed.expression, createScope(module, placed.file, {})),
    needs: () => needsOf([placed], module),
    unknown: (reason) => unknownAt(reason, range),
  });
}

/** The function with its results kept. */
function remembered<T>(make: (name: string) => T | undefined): (name: string) => T | undefined {
  const made = new Map<string, T | undefined>();
  return (name) => {
    if (!made.has(name)) made.set(name, make(name));
    return made.get(name);
  };
}
