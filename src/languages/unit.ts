/** What reading a language yields: units of deployment, and the evaluated resources in them. */
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Range } from '../text/range.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Tree } from '../tree/tree.ts';
import type { MapValue, UnknownReason } from '../values/value.ts';

export type Dialect =
  'terraform' | 'arm' | 'cloudformation' | 'kubernetes' | 'ansible' | 'pulumi' | 'inventory';

/** Where a unit is deployed, as far as the code leaves it open and the rule file says it. */
export interface DeploymentScope {
  /** The id of the Azure subscription. */
  readonly subscription?: string | undefined;
  /** The Azure resource group. */
  readonly resourceGroup?: string | undefined;
  /** The number of the AWS account. */
  readonly account?: string | undefined;
  /** The AWS or Google Cloud region. */
  readonly region?: string | undefined;
  /** The Google Cloud project. */
  readonly project?: string | undefined;
}

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
  /** Counts where the code does not say where it is deployed. */
  readonly scope?: DeploymentScope | undefined;
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

/** What every reader is told. */
export interface ReadOptions {
  /** Folders and files to which the units are limited; empty takes all. */
  readonly within: readonly string[];
  /** Where the units of a file or folder are deployed, when the rule file says so. */
  readonly scopeOf: (path: string) => DeploymentScope | undefined;
}

/** A language whose files are told by what is in them: JSON and YAML documents. */
export interface DocumentLanguage {
  /** Whether a file can be one of this language. At most one cheap pass over the text; the reader looks closer. */
  recognises(this: void, path: string, text: string): boolean;
  /**
   * The units that the recognised files of a tree make up, ordered by id. Never throws; one broken file costs what
   * stands in it.
   */
  read(this: void, tree: Tree, files: readonly SourceFile[], options: ReadOptions): ReadResult;
}
