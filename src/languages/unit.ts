/** What reading a language yields: units of deployment, and the evaluated resources in them. */
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Range } from '../text/range.ts';
import type { MapValue, UnknownReason } from '../values/value.ts';

export type Dialect = 'terraform' | 'arm' | 'cloudformation' | 'kubernetes' | 'inventory';

/** One evaluated instance. */
export interface Resource {
  readonly dialect: Dialect;
  /** `managed`: deployed by this unit. `data`: only read. `module`: a call of a module whose code was not read. */
  readonly mode: 'managed' | 'data' | 'module';
  /** The provider's type, such as `azurerm_virtual_network`; of a module call, its source. */
  readonly type: string;
  /** The name in the code, without type and instance key. */
  readonly name: string;
  /** Unique in the unit: module steps, type, name, instance key, as the language writes them. */
  readonly address: string;
  /** The id of the unit. */
  readonly unit: string;
  /** The provider configuration that deploys it, such as `azurerm.hub`: another one can mean another subscription. */
  readonly provider?: string | undefined;
  /** The settings of that configuration, as far as the code writes them; missing when no code does. */
  readonly providerSettings?: MapValue | undefined;
  /** The arguments that deployment leaves as it finds them, so that others may change them; `all` for every one. */
  readonly ignoredChanges?: readonly string[] | undefined;
  /**
   * Arguments and nested blocks; a block type holds a list of maps in source order, even when the block stands once.
   * The map is `open`: what is not written is decided at deployment.
   */
  readonly attributes: MapValue;
  /** The header of the block, or of the object, that declares it. */
  readonly range: Range;
  /** Set when it is unknown whether, or how often, this instance exists. Rules must not take it for certain. */
  readonly possible?: UnknownReason | undefined;
}

/** One thing that is deployed together. */
export interface Unit {
  /** Unique in a run and stable: the folder or file, with the set of variable values where there are several. */
  readonly id: string;
  readonly dialect: Dialect;
  readonly resources: readonly Resource[];
}

/** What a language reader gives back for a tree. */
export interface ReadResult {
  readonly units: readonly Unit[];
  readonly diagnostics: readonly Diagnostic[];
}
