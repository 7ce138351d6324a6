/** What a module declares, by name: variables, locals, resources, calls of other modules, outputs. Nothing evaluated. */
import type { Range } from '../../text/range.ts';
import type { Content, PlacedAttribute, PlacedExpression } from './content.ts';

/** A block with a name. */
export interface Declaration {
  readonly name: string;
  /** The header of the block. */
  readonly range: Range;
  readonly content: Content;
}

/** A `resource` or `data` block. */
export interface ResourceDeclaration extends Declaration {
  readonly mode: 'managed' | 'data';
  readonly type: string;
}

/** A `module` block. */
export interface CallDeclaration extends Declaration {
  readonly source: PlacedExpression | undefined;
  /** What stands before the name in addresses; `module` when missing. */
  readonly keyword?: 'component' | undefined;
}

/** The code of one folder. */
export interface ModuleDeclarations {
  /** The folder's path; empty for the tree's root. */
  readonly folder: string;
  /** The start of the first file. */
  readonly place: Range;
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly locals: ReadonlyMap<string, PlacedAttribute>;
  /** By type and name, data sources with `data.` in front: `aws_vpc.main`, `data.aws_vpc.main`. */
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly calls: ReadonlyMap<string, CallDeclaration>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  /** The configurations of providers that stand here: `azurerm`, `azurerm.hub`. */
  readonly providers: ReadonlyMap<string, Declaration>;
  /** The `backend` or `cloud` block that says where the state is kept. */
  readonly backend: Declaration | undefined;
  /** Set when part of the code could not be read: what seems to be missing may stand there. */
  readonly incomplete: boolean;
}

/** The key of a resource among a module's resources. */
export function resourceKey(mode: ResourceDeclaration['mode'], type: string, name: string): string {
  return mode === 'data' ? `data.${type}.${name}` : `${type}.${name}`;
}
