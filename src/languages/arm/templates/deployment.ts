/** What a template becomes when it is deployed once: the state that evaluating it shares. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import type { Range } from '../../../text/range.ts';
import type { SourceFile } from '../../../text/source-file.ts';
import type { UnknownReason, Value } from '../../../values/value.ts';
import type { JsonNode, JsonObject } from '../../json/parse-json.ts';
import type { DeploymentScope } from '../../unit.ts';
import type { TemplatePlaces } from '../bicep/places.ts';
import type { ArmText } from '../expressions/ast.ts';
import type { ArmBudget } from '../expressions/evaluation.ts';
import type { ArmCall, ArmScope } from '../scope.ts';
import { memberNode } from './members.ts';
import type { Memo } from './memo.ts';
import type { TargetLevel } from './schema.ts';

/** A template as it stands in a file, alone or inside of another. */
export interface Template {
  readonly file: SourceFile;
  readonly root: JsonObject;
  readonly places: TemplatePlaces;
  readonly level: TargetLevel;
}

/** What all deployments of one unit share. */
export interface UnitState {
  readonly id: string;
  readonly budget: ArmBudget;
  readonly parseText: (text: string) => ArmText;
  /** The template at a path of the tree. */
  readonly templateAt: (path: string) => Template | undefined;
  /** Where it is deployed, as far as the rule file says so. */
  readonly scope: DeploymentScope | undefined;
  /** Values that are the same wherever they are asked for: nodes without expressions. */
  readonly constants: WeakMap<JsonNode, Value>;
  /** Instances and turns of loops that may still be made. */
  readonly room: { left: number };
  /** The functions that depend on where they are called: see `ArmScope.call`. */
  readonly call: (scope: LoopScope, name: string, args: readonly Value[], call: ArmCall) => Value | undefined;
  report(this: void, diagnostic: Diagnostic): void;
  /** Is told the path of each template that a deployment links to, whether or not that is deployed. */
  linksTo(this: void, path: string): void;
}

/** Where resources go. */
export interface Target {
  readonly level: TargetLevel;
  readonly subscription: Value;
  readonly group: Value;
  /** The name of the management group. */
  readonly management: Value;
}

/** Turns of loops that surround an expression. */
export interface Turns {
  /** The index of each loop by its name in lower case; undefined where it is unknown. */
  readonly indexes: ReadonlyMap<string, number | undefined>;
  /** The loop that `copyIndex()` without a name means. */
  readonly current: string | undefined;
}

/** An ARM scope that stands in a template and knows its loops. */
export interface LoopScope extends ArmScope {
  readonly deployment: Deployment;
  readonly turns: Turns;
  /** The same inside one turn of a loop; `isResource` for the loop of a resource. */
  within(loop: string, index: number | undefined, isResource: boolean): LoopScope;
}

/** A parameter's value as it is handed in, evaluated when it is asked for; undefined when it is left out after all. */
export type Argument = () => Value | undefined;

/** One deployment of a template: the unit's own, or a nested one. */
export interface Deployment {
  readonly unit: UnitState;
  readonly template: Template;
  /** What the addresses in it begin with: empty, or the address of the nested deployment with a dot. */
  readonly prefix: string;
  readonly target: Target;
  /** In which its resources and outputs are evaluated: its own, or that of the template around it. */
  readonly scope: LoopScope;
  /** Handed in, by name in lower case. */
  readonly args: ReadonlyMap<string, Argument>;
  /** Its name, of nested ones. */
  readonly name: Value | undefined;
  /** Deployments around it. */
  readonly depth: number;
  /** Files that are linked on the way to it, its own included. */
  readonly path: readonly string[];
  readonly memo: Memo;
  readonly state: DeploymentState;
}

/** What is worked out about a deployment on the way. */
export interface DeploymentState {
  items: readonly Item[] | undefined;
  isListing: boolean;
  isNaming: boolean;
  addresses: ReadonlyMap<Item, string> | undefined;
  /** Items by their ids, for each last type step that was asked for. */
  readonly byId: Map<string, ReadonlyMap<string, Item>>;
}

/** One declared resource: one turn of a loop, whether it is deployed or not. */
export interface Item {
  readonly deployment: Deployment;
  readonly node: JsonObject;
  readonly scope: LoopScope;
  /** The full type; empty when it is unknown. */
  readonly type: string;
  /** The resource in whose body it is written. */
  readonly parent: Item | undefined;
  /** The symbolic name; undefined in templates without. */
  readonly symbol: string | undefined;
  /** The index of the turn; `*` when the number of turns is unknown. */
  readonly index: number | '*' | undefined;
  /** Its position among all items of the deployment. */
  readonly position: number;
  readonly isExisting: boolean;
  /** Set when it is unknown how often it exists. */
  readonly possible: UnknownReason | undefined;
  readonly memo: Memo;
  /** The deployment that it makes, worked out once. */
  nested: Nested | undefined;
}

/** What a nested deployment deploys, or why that was not read. */
export type Nested =
  { readonly deployment: Deployment } | { readonly deployment?: undefined; readonly unread: UnknownReason };

/** Where a key or node of a deployment's template is edited. */
export function placeIn(deployment: Deployment, node: JsonNode): Range {
  return deployment.template.places.at(node);
}

/** Where a resource is declared: its header in Bicep, its name in JSON, whose object can be pages long. */
export function itemPlace({ deployment, node }: Item): Range {
  const range = placeIn(deployment, node);
  const isWholeObject = range.start === node.start && range.end === node.end;
  return isWholeObject ? placeIn(deployment, memberNode(node, 'name') ?? node) : range;
}
