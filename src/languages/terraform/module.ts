/**
 * The parts of an evaluated module and how they hang together: variables, locals, resources, calls and outputs of one
 * instance of a module, each computed when it is needed.
 */
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Range } from '../../text/range.ts';
import type { Reference, UnknownReason, Value } from '../../values/value.ts';
import type { EvaluationBudget, HclFunction, Resolved, TraversalStep } from '../hcl/scope.ts';
import type { CallDeclaration, ModuleDeclarations, ResourceDeclaration } from './declarations.ts';
import type { Cell, Demand } from './demand.ts';
import type { ModuleLoader } from './load-modules.ts';

/** What all modules of one unit share. */
export interface UnitContext {
  readonly id: string;
  /** The root module's folder; empty for the tree's root. */
  readonly rootFolder: string;
  readonly workspace: string | undefined;
  readonly loader: ModuleLoader;
  readonly demand: Demand;
  readonly budget: EvaluationBudget;
  readonly function: (name: string) => HclFunction | undefined;
  readonly report: (diagnostic: Diagnostic) => void;
  /** The folder to which a module from elsewhere was fetched, by the dotted path of its calls and its source. */
  fetchedFolder(callPath: string, source: string): string | undefined;
  /** The root module whose outputs a `terraform_remote_state` data source reads, when it is among what was read. */
  stateOwner(reader: Instance): Module | undefined;
  /** Takes from what may still be made in this unit. False when that is used up, which is reported once. */
  take(instances: number): boolean;
}

/** The element that an instance under `for_each` stands for. */
export interface EachItem {
  readonly key: Value;
  readonly value: Value;
}

/** Names that are seen only within one instance or one dynamic block. */
export interface Names {
  readonly each?: EachItem | undefined;
  /** `count.index`. */
  readonly index?: Value | undefined;
  readonly iterators?: ReadonlyMap<string, Value> | undefined;
}

/** One instance of what can be repeated. */
export interface InstanceKey {
  /** As it is written behind an address: empty, `[0]`, `["hub"]`, `[*]`. */
  readonly text: string;
  readonly names: Names;
}

/** Which instances there are. */
export interface Repetition {
  /** `unknown`: none or many; one instance stands for all of them. */
  readonly kind: 'once' | 'count' | 'for-each' | 'unknown';
  /** By index or key in the order of Terraform; under the empty key when there is only one. */
  readonly instances: ReadonlyMap<string | number, InstanceKey>;
  /** Set when `kind` is `unknown`. */
  readonly reason?: UnknownReason | undefined;
  /** Set where keys are not known: the instances are certain, and under which keys they stand is not. */
  readonly keysUnknown?: UnknownReason | undefined;
}

/** What a block with `count` or `for_each` stands for. */
export interface Repeated<T> {
  readonly repetition: Cell<Repetition>;
  /** One instance, made once. */
  instance(key: InstanceKey): T;
  /** What a reference to the whole means: an instance, a tuple of them, or an object. */
  readonly whole: Cell<Value>;
}

/** A declaration of which there are instances. A call of a module that was not read is one as well. */
export type InstanceDeclaration = ResourceDeclaration | UnreadCall;

/** A call of a module whose code was not read. `type` is its source. */
export interface UnreadCall extends CallDeclaration {
  readonly mode: 'module';
  readonly type: string;
  /** The tag or branch that the source asks for. */
  readonly sourceVersion: string | undefined;
}

/** One instance of a resource or data source, or of a call of a module that was not read. */
export interface Instance {
  readonly module: Module;
  readonly declaration: InstanceDeclaration;
  readonly key: InstanceKey;
  readonly reference: Reference;
  readonly possible: UnknownReason | undefined;
  /** Why attributes that are not written cannot be known. */
  readonly openReason: UnknownReason;
  /** The value of an argument, or the list of the blocks of a type. Undefined when the code has none. */
  readonly attribute: (name: string) => Cell<Value> | undefined;
}

/** One instance of a module call. */
export type CallInstance =
  | { readonly kind: 'read'; readonly module: Module }
  | { readonly kind: 'unread'; readonly instance: Instance };

/** What is handed to a module by its caller, or to a root module by files of values. */
export interface ModuleInputs {
  /** The value given to a variable; undefined when none is. */
  value(name: string): Value | undefined;
  /** What that value needs. */
  needs(name: string): Iterable<Cell<unknown>>;
}

/** What a module is made of. */
export interface ModuleParts extends Pick<
  Module,
  'unit' | 'declarations' | 'prefix' | 'callPath' | 'caller' | 'possible' | 'resolveName'
> {
  readonly inputs: ModuleInputs;
  /** Translates the name of a provider configuration in the module to that of the root module. */
  readonly provider: (name: string, module: Module) => string;
}

/** One instance of a module. */
export interface Module {
  readonly unit: UnitContext;
  readonly declarations: ModuleDeclarations;
  /** What stands before the addresses in it: empty, or `module.net["a"].`. */
  readonly prefix: string;
  /** The names of the calls that led here, from the outside in. */
  readonly callPath: readonly string[];
  /** Who called; undefined for the root module. */
  readonly caller: Module | undefined;
  /** Set when it is unknown whether this instance exists. */
  readonly possible: UnknownReason | undefined;
  /** Names that only this module's expressions can use, and not those of the modules that it calls. */
  readonly resolveName?:
    ((name: string, steps: readonly TraversalStep[], range: Range) => Resolved | undefined) | undefined;
  variable(name: string): Cell<Value> | undefined;
  local(name: string): Cell<Value> | undefined;
  output(name: string): Cell<Value> | undefined;
  /** By the key of the declarations. */
  resource(key: string): Repeated<Instance> | undefined;
  call(name: string): Repeated<CallInstance> | undefined;
  /** The name of a provider configuration as the root module has it. */
  provider(name: string): string;
}
