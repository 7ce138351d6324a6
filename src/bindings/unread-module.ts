/**
 * Code that is called and was not read: modules that no binding knows, templates that are deployed from Terraform. What
 * it declares is not known, but what it is given is: that is what it can declare things for.
 */
import type { Resource } from '../languages/unit.ts';
import type { NameKey, Target } from '../model/draft.ts';
import type { EntityKind } from '../model/entities.ts';
import { formatAddressPath } from '../model/entity-id.ts';
import { stringValue, type MapValue, type UnknownReason, type Value } from '../values/value.ts';
import { azureKey } from './azure/azure-id.ts';
import { entityKindOf } from './azure/entity-kinds.ts';
import { idOf } from './azure/id-values.ts';
import { jsonValue } from './arm/json-value.ts';
import { endpointOfAddress } from './azurerm/endpoint-address.ts';
import type { Binding, BindingContext, BindingOutput } from './binding.ts';
import { headOf, placeOf, type Place } from './entity-head.ts';
import { gapOf } from './gap.ts';
import { meantInstance, textOf } from './read-targets.ts';

/** Values inside values are entered no deeper than this. */
const MAX_DEPTH = 32;

/** No more values than this are looked at for one call. */
const MAX_VALUES = 20_000;

/** No more different things than this are noted for one call: as many that are read, as many that are written out. */
const MAX_MENTIONS = 1_000;

/** The call of a module whose code was not read, with all that its arguments mean. */
export function unreadModule(resource: Resource, context: BindingContext): readonly BindingOutput[] {
  const values = [...resource.attributes.entries.values()];
  return unreadCode(resource, context, values, `the code of ${resource.address} was not read`);
}

/** Templates of Azure that Terraform deploys as they are. */
export const templateDeployment: Binding = {
  dialect: 'terraform',
  mode: 'managed',
  types: [
    'azurerm_resource_group_template_deployment',
    'azurerm_subscription_template_deployment',
    'azurerm_management_group_template_deployment',
    'azurerm_tenant_template_deployment',
    'azurerm_template_deployment',
  ],
  bind(resource, context) {
    const entries = [...resource.attributes.entries.values()];
    const values = entries.map((value) => (value.kind === 'string' ? (jsonValue(value) ?? value) : value));
    const message = `the template of ${resource.address} was not read`;
    const facts = unreadCode(resource, context, values, message);
    return mayNameAnything(resource) ? facts.map(concerningAll) : facts;
  },
};

/** A template whose text is unknown, or computes names of networks' things, names more than can be seen. */
function mayNameAnything({ attributes }: Resource): boolean {
  const text = attributes.entries.get('template_content') ?? attributes.entries.get('template_body');
  if (text?.kind !== 'string' || jsonValue(text) === undefined) return true;
  const declaresNetworks = /microsoft\.(?:network|resources)\//i.test(text.value);
  return declaresNetworks && /"\s{0,8}\[/.test(text.value);
}

function concerningAll(fact: BindingOutput): BindingOutput {
  return fact.kind === 'unread-code' ? { ...fact, mayConcernAll: true } : fact;
}

/**
 * A resource, or the place in one, of which some is not known that can declare things for what it names: `values` hold
 * what it is given.
 */
export function unreadPart(
  resource: Resource,
  context: BindingContext,
  place: Place,
  values: readonly Value[],
): readonly BindingOutput[] {
  const what = formatAddressPath(place.address, place.path);
  return unreadCode(resource, context, values, `not all of ${what} is known`, place);
}

function unreadCode(
  resource: Resource,
  context: BindingContext,
  values: readonly Value[],
  message: string,
  place: Place = placeOf(resource),
): readonly BindingOutput[] {
  const found = new Mentions(context);
  for (const value of values) found.enter(value, 0);
  const reason: UnknownReason = { code: 'module-not-read', message, range: resource.range };
  const draft: BindingOutput = {
    ...headOf(place, undefined, []),
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
  readonly #read = new Map<string, Target>();
  readonly #written = new Map<string, Target>();
  #visited = 0;
  /** Set when a bound kept something from being looked at. */
  isCut = false;

  constructor(context: BindingContext) {
    this.#context = context;
  }

  get targets(): readonly Target[] {
    return [...this.#read.values(), ...this.#written.values()];
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
    // Texts are many and mostly no names: they must not push out what is certain.
    const found = reference === undefined ? this.#written : this.#read;
    if (found.has(same)) return;
    if (found.size >= MAX_MENTIONS) this.isCut = true;
    else found.set(same, target);
  }

  #targetOf(value: Value): Target | undefined {
    const whole = value.kind === 'map' ? value.open?.reference : undefined;
    const meant = this.#context.find(whole)?.mode === 'module' ? undefined : whole;
    const reference = meant ?? meantInstance(this.#context, value);
    const key = idKey(this.#context, value);
    if (reference !== undefined || key !== undefined)
      return { state: 'target', reference, key, text: textOf(value), origin: value.origin };
    return endpointOfAddress(this.#context, value) ?? namedTarget(value);
  }
}

/** What a value is made of, and what it can be. */
function partsOf(value: Value): Iterable<Value> {
  switch (value.kind) {
    case 'list':
      return value.items;
    case 'map':
      return [...keysOf(value), ...value.entries.values()];
    case 'unknown':
      return [...(value.parts ?? []), ...(value.candidates ?? [])];
    default:
      return [];
  }
}

/** The keys of a map, which can be names as well as its values can; those of a block are no choice of the code's. */
function keysOf({ entries, keyOrigins, origin, open }: MapValue): readonly Value[] {
  if (open !== undefined) return [];
  return [...entries.keys()].map((key) => stringValue(key, keyOrigins?.get(key) ?? origin));
}

/** The kinds of entities whose written ids count. */
const KINDS: ReadonlySet<EntityKind | undefined> = new Set<EntityKind>([
  'network',
  'subnet',
  'dns-zone',
  'gateway',
  'private-endpoint',
]);

/** The key of the id that a value writes. */
function idKey(context: BindingContext, value: Value): NameKey | undefined {
  const id = value.kind === 'string' || value.kind === 'unknown' ? idOf(context, value) : undefined;
  return id !== undefined && KINDS.has(entityKindOf(id.type)) ? azureKey(id) : undefined;
}

/** A text that can be the name of a network or a zone. */
const NAME = /^\w[\w.-]{0,252}$/;

/** A bare name means a network or a zone of the same unit: it is enough to declare something for it. */
function namedTarget(value: Value): Target | undefined {
  if (value.kind !== 'string' || !NAME.test(value.value)) return undefined;
  const type = 'microsoft.network/virtualnetworks';
  const key = azureKey({ subscription: undefined, resourceGroup: undefined, type, names: [value.value] });
  return { state: 'target', key, text: textOf(value), origin: value.origin };
}
