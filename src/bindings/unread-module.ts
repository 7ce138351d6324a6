/**
 * Code that is called and was not read: modules that no binding knows, templates that are deployed from Terraform. What
 * it declares is not known, but what it is given is: that is what it can declare things for.
 */
import type { Resource } from '../languages/unit.ts';
import type { NameKey, Target } from '../model/draft.ts';
import type { EntityKind } from '../model/entities.ts';
import type { UnknownReason, Value } from '../values/value.ts';
import { azureKey } from './azure/azure-id.ts';
import { entityKindOf } from './azure/entity-kinds.ts';
import { idOf } from './azure/id-values.ts';
import { jsonValue } from './arm/json-value.ts';
import { endpointOfAddress } from './azurerm/endpoint-address.ts';
import type { Binding, BindingContext, BindingOutput } from './binding.ts';
import { headOf, placeOf } from './entity-head.ts';
import { gapOf } from './gap.ts';
import { knownText } from './read-attributes.ts';
import { meantInstance, textOf } from './read-targets.ts';

/** Values inside values are entered no deeper than this. */
const MAX_DEPTH = 32;

/** No more values than this are looked at for one call. */
const MAX_VALUES = 20_000;

/** No more different things than this are noted for one call. */
const MAX_MENTIONS = 1_000;

/** The call of a module whose code was not read, with all that its arguments mean. */
export function unreadModule(resource: Resource, context: BindingContext): readonly BindingOutput[] {
  return unreadCode(resource, context, [resource.attributes], `the code of ${resource.address} was not read`);
}

/** Templates of Azure that Terraform deploys as they are. */
export const templateDeployment: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: ['azurerm_resource_group_template_deployment', 'azurerm_subscription_template_deployment'],
  bind(resource, context) {
    const entries = [...resource.attributes.entries.values()];
    const values = entries.map((value) => (value.kind === 'string' ? (jsonValue(value) ?? value) : value));
    return unreadCode(resource, context, values, `the template of ${resource.address} was not read`);
  },
};

function unreadCode(
  resource: Resource,
  context: BindingContext,
  values: readonly Value[],
  message: string,
): readonly BindingOutput[] {
  const found = new Mentions(context);
  for (const value of values) found.enter(value, 0);
  const reason: UnknownReason = { code: 'module-not-read', message, range: resource.range };
  const draft: BindingOutput = {
    ...headOf(placeOf(resource), undefined, []),
    kind: 'unread-code',
    reason,
    mentions: found.targets,
  };
  if (!found.isCut) return [draft];
  const limit = `${resource.address} is given more than is looked at`;
  return [draft, gapOf(resource, '', { code: 'limit', message: limit, range: resource.range })];
}

/** Collects what values and all that is in them mean, each thing once. */
class Mentions {
  readonly #context: BindingContext;
  readonly #found = new Map<string, Target>();
  #visited = 0;
  /** Set when a bound kept something from being looked at. */
  isCut = false;

  constructor(context: BindingContext) {
    this.#context = context;
  }

  get targets(): readonly Target[] {
    return [...this.#found.values()];
  }

  enter(value: Value, depth: number): void {
    if (depth > MAX_DEPTH || this.#visited >= MAX_VALUES) {
      this.isCut = true;
      return;
    }
    this.#visited++;
    this.#note(value);
    for (const part of partsOf(value)) this.enter(part, depth + 1);
  }

  #note(value: Value): void {
    const target = this.#targetOf(value);
    if (target?.state !== 'target') return;
    const { reference, key } = target;
    const same = JSON.stringify([reference?.unit, reference?.address, reference?.path, key]);
    if (this.#found.has(same)) return;
    if (this.#found.size >= MAX_MENTIONS) this.isCut = true;
    else this.#found.set(same, target);
  }

  #targetOf(value: Value): Target | undefined {
    const whole = value.kind === 'map' ? value.open?.reference : undefined;
    const meant = this.#context.find(whole)?.mode === 'module' ? undefined : whole;
    const reference = meant ?? meantInstance(this.#context, value);
    const key = keyIn(this.#context, value);
    if (reference === undefined && key === undefined) return endpointOfAddress(this.#context, value);
    return { state: 'target', reference, key, text: textOf(value), origin: value.origin };
  }
}

/** What a value is made of, and what it can be. */
function partsOf(value: Value): Iterable<Value> {
  switch (value.kind) {
    case 'list':
      return value.items;
    case 'map':
      return value.entries.values();
    case 'unknown':
      return [...(value.parts ?? []), ...(value.candidates ?? [])];
    default:
      return [];
  }
}

/** The kinds of entities whose written ids count. */
const KINDS: ReadonlySet<EntityKind | undefined> = new Set<EntityKind>([
  'network',
  'subnet',
  'dns-zone',
  'gateway',
  'private-endpoint',
]);

/** A text that can be the name of a network or a zone. */
const NAME = /^[\w.-]{1,253}$/;

/**
 * The key of the id that a value writes. A bare name counts as well, of a network or a zone of the same unit: it is
 * enough to declare something for it.
 */
function keyIn(context: BindingContext, value: Value): NameKey | undefined {
  if (value.kind !== 'string' && value.kind !== 'unknown') return undefined;
  const id = idOf(context, value);
  if (id !== undefined) return KINDS.has(entityKindOf(id.type)) ? azureKey(id) : undefined;
  const name = knownText(value);
  if (name === undefined || !NAME.test(name)) return undefined;
  const type = 'microsoft.network/virtualnetworks';
  return azureKey({ subscription: undefined, resourceGroup: undefined, type, names: [name] });
}
