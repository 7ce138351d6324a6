/** Which configuration of a provider deploys a resource, told as the root module calls it. */
import { evaluateExpression } from '../hcl/evaluate.ts';
import type { Expression } from '../hcl/ast.ts';
import type { Scope } from '../hcl/scope.ts';
import { ANY_KEY, keyText } from './address.ts';
import { attributeIn, literalText, type PlacedExpression } from './content.ts';
import type { CallDeclaration } from './declarations.ts';
import type { Instance, Module, Names } from './module.ts';
import { createScope } from './scope.ts';

/**
 * The provider configuration of an instance, `azurerm.hub`; undefined for the one that its type has anyway. A module's
 * own configurations carry its address.
 */
export function providerOf({ module, declaration, key }: Instance): string | undefined {
  if (declaration.mode === 'module') return undefined;
  const byType = declaration.type.split('_', 1)[0] ?? '';
  const written = attributeIn(declaration.content, 'provider');
  const local = written === undefined ? byType : providerName(written, module, key.names);
  const name = module.provider(local);
  return name === byType ? undefined : name;
}

/**
 * Translates the names of providers in a called module to those of the root module: through the `providers` argument
 * of the call; a name that is not in it is either configured in the module itself or its caller's default.
 */
export function translateProviders(
  declaration: CallDeclaration,
  caller: Module,
  names: Names,
): (name: string, module: Module) => string {
  const passed = passedProviders(declaration, caller, names);
  return (name, module) => {
    const given = passed.get(name);
    if (given !== undefined) return caller.provider(given);
    if (module.declarations.providers.has(name) || name.includes('.')) return `${module.prefix}${name}`;
    return caller.provider(name);
  };
}

function passedProviders(
  declaration: CallDeclaration,
  caller: Module,
  names: Names,
): ReadonlyMap<string, string> {
  const argument = attributeIn(declaration.content, 'providers');
  if (argument?.expression.kind !== 'object') return new Map();
  const { file } = argument;
  return new Map(
    argument.expression.items.map((item) => [
      item.keyName ?? providerName({ file, expression: item.key }, caller, names),
      providerName({ file, expression: item.value }, caller, names),
    ]),
  );
}

function providerName({ file, expression }: PlacedExpression, module: Module, names: Names): string {
  return textOf(expression, createScope(module, file, names));
}

/** `azurerm`, `azurerm.hub`, `azurerm.by_region["eu"]`; old code writes it in quotes. */
function textOf(expression: Expression, scope: Scope): string {
  switch (expression.kind) {
    case 'variable':
      return expression.name;
    case 'attribute':
      return `${textOf(expression.target, scope)}.${expression.name.name}`;
    case 'index': {
      const key = evaluateExpression(expression.index, scope);
      return `${textOf(expression.target, scope)}${key.kind === 'string' ? keyText(key.value) : ANY_KEY}`;
    }
    case 'parentheses':
      return textOf(expression.inner, scope);
    default:
      return literalText(expression) ?? '';
  }
}
