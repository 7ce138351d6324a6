/** Module calls: where the called code is, and one evaluated module for each instance of the call. */
import type { Range } from '../../text/range.ts';
import type { UnknownReason, Value } from '../../values/value.ts';
import { evaluateExpression } from '../hcl/evaluate.ts';
import { attributeIn, rangeOfExpression } from './content.ts';
import type { CallDeclaration, ModuleDeclarations } from './declarations.ts';
import type { Cell } from './demand.ts';
import { callView } from './instance-values.ts';
import { addressOfCall, createInstance, repeated, repetitionCell } from './instances.ts';
import { inputIn } from './map-inputs.ts';
import type {
  CallInstance,
  InstanceKey,
  Module,
  ModuleInputs,
  ModuleParts,
  Repeated,
  Repetition,
  UnreadCall,
} from './module.ts';
import { parseModuleSource } from './module-source.ts';
import { needsOf } from './needs.ts';
import { displayFolder, joinPath } from '../paths.ts';
import { translateProviders } from './providers.ts';
import { createScope } from './scope.ts';

/** Modules within modules, at most. */
const MAX_MODULE_DEPTH = 32;

/** A module weighs as much as so many other instances. */
const MODULE_COST = 20;

/** The code that a call means, or why it was not read. */
type Called =
  | { readonly kind: 'read'; readonly declarations: ModuleDeclarations }
  | { readonly kind: 'unread'; readonly call: UnreadCall; readonly reason: UnknownReason };

/** The instances of a module call. `create` makes a module out of its parts. */
export function repeatedCall(
  declaration: CallDeclaration,
  module: Module,
  create: (parts: ModuleParts) => Module,
): Repeated<CallInstance> {
  const address = addressOfCall(declaration, module);
  const repetition = repetitionCell(address, declaration, module);
  let called: Called | undefined;
  const createCall = (key: InstanceKey): CallInstance => {
    called ??= findCalled(declaration, module);
    return instantiate(called, declaration, key, repetition, module, create);
  };
  return repeated(address, declaration, repetition, module, createCall, callView);
}

function instantiate(
  called: Called,
  declaration: CallDeclaration,
  key: InstanceKey,
  repetition: Cell<Repetition>,
  module: Module,
  create: (parts: ModuleParts) => Module,
): CallInstance {
  const { unit } = module;
  if (called.kind === 'unread') {
    return { kind: 'unread', instance: createInstance(called.call, key, repetition, module, called.reason) };
  }
  if (!unit.take(MODULE_COST)) {
    const reason: UnknownReason = { code: 'limit', message: 'the unit has too many modules' };
    const call = unreadCall(declaration, called.declarations.folder);
    return { kind: 'unread', instance: createInstance(call, key, repetition, module, reason) };
  }
  const parts: ModuleParts = {
    unit,
    declarations: called.declarations,
    prefix: `${addressOfCall(declaration, module)}${key.text}.`,
    callPath: [...module.callPath, declaration.name],
    caller: module,
    possible: module.possible ?? unit.demand.value(repetition, declaration.range).reason,
    inputs: callInputs(declaration, key, module),
    provider: translateProviders(declaration, module, key.names),
  };
  return { kind: 'read', module: create(parts) };
}

/** The arguments of a call are evaluated where the call stands; a component's may be handed over as one value. */
function callInputs(
  { content, keyword }: CallDeclaration,
  { names }: InstanceKey,
  module: Module,
): ModuleInputs {
  const all = keyword === 'component' ? attributeIn(content, 'inputs') : undefined;
  let joined: { readonly value: Value } | undefined;
  return {
    value(name) {
      const argument = all ?? attributeIn(content, name);
      if (argument === undefined) return undefined;
      if (all === undefined)
        return evaluateExpression(argument.expression, createScope(module, argument.file, names));
      joined ??= { value: evaluateExpression(all.expression, createScope(module, all.file, names)) };
      return inputIn(joined.value, name, module.unit.report);
    },
    needs(name) {
      const argument = all ?? attributeIn(content, name);
      return argument === undefined ? [] : needsOf([argument], module);
    },
  };
}

function findCalled(declaration: CallDeclaration, module: Module): Called {
  const { source, name, range } = declaration;
  if (source === undefined) {
    const message = `module "${name}" has no source`;
    report('terraform-missing-source', `A module block needs a source argument.`, range, module);
    return unread(declaration, '', { code: 'failed', message, range });
  }
  const place = rangeOfExpression(source);
  const value = evaluateExpression(source.expression, createScope(module, source.file, {}));
  if (value.kind !== 'string') return unread(declaration, '', reasonOfSource(value, name, place));
  const parsed = parseModuleSource(value.value);
  if (parsed.kind === 'local') return findLocal(parsed.path, declaration, place, module);
  const callPath = [...module.callPath, name].join('.');
  const folder = module.unit.fetchedFolder(callPath, parsed.name);
  const fetched = folder === undefined ? undefined : module.unit.loader.load(folder);
  if (fetched !== undefined) return withinBounds(fetched, declaration, place, module);
  const message = `the code of module "${name}" (${parsed.name}) is not among what was read`;
  return unread(declaration, parsed.name, { code: 'module-not-read', message, range: place }, parsed.version);
}

function reasonOfSource(value: Value, name: string, range: Range): UnknownReason {
  if (value.kind === 'unknown') return { range, ...value.reason };
  return { code: 'failed', message: `the source of module "${name}" is no string`, range };
}

function findLocal(path: string, declaration: CallDeclaration, place: Range, module: Module): Called {
  const folder = joinPath(module.declarations.folder, path);
  const declarations = folder === undefined ? undefined : module.unit.loader.load(folder);
  if (declarations !== undefined) return withinBounds(declarations, declaration, place, module);
  const isOutside = folder === undefined;
  const where = isOutside
    ? 'It lies outside of what is read.'
    : `There is no module code in ${displayFolder(folder)}.`;
  module.unit.report({
    severity: isOutside ? 'warning' : 'error',
    code: 'terraform-missing-module',
    message: `The code of module "${declaration.name}" was not found. ${where}`,
    range: place,
  });
  const message = `the code of module "${declaration.name}" was not found`;
  return unread(declaration, path, { code: 'module-not-read', message, range: place });
}

/** A module that calls itself, however far around, would never end. */
function withinBounds(
  declarations: ModuleDeclarations,
  declaration: CallDeclaration,
  place: Range,
  module: Module,
): Called {
  const { folder } = declarations;
  if (isCalledFrom(folder, module)) {
    const message = `The module in ${displayFolder(folder)} calls itself.`;
    report('terraform-module-cycle', message, place, module);
    return unread(declaration, folder, {
      code: 'cycle',
      message: `module "${declaration.name}" calls itself`,
      range: place,
    });
  }
  if (module.callPath.length < MAX_MODULE_DEPTH) return { kind: 'read', declarations };
  const message = `Modules are read ${String(MAX_MODULE_DEPTH)} calls deep. This one is not read.`;
  report('terraform-limit', message, place, module);
  return unread(declaration, folder, {
    code: 'limit',
    message: 'the module is called too deep',
    range: place,
  });
}

function isCalledFrom(folder: string, module: Module): boolean {
  for (let caller: Module | undefined = module; caller !== undefined; caller = caller.caller) {
    if (caller.declarations.folder === folder) return true;
  }
  return false;
}

function unread(declaration: CallDeclaration, type: string, reason: UnknownReason, version?: string): Called {
  return { kind: 'unread', call: unreadCall(declaration, type, version), reason };
}

function unreadCall(declaration: CallDeclaration, type: string, version?: string): UnreadCall {
  return { ...declaration, mode: 'module', type, sourceVersion: version };
}

function report(code: string, message: string, range: Range, { unit }: Module): void {
  unit.report({ severity: 'error', code, message, range });
}
