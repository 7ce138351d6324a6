/**
 * Resources that say in another spelling what a bound one says: CloudFormation's `CidrBlock` is the `cidr_block` of
 * Terraform's provider, an Azure Service Operator object is a resource of Azure's API. They are rewritten, and the
 * bindings of that spelling do the rest.
 */
import type { Dialect, Resource } from '../../languages/unit.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Reference } from '../../values/value.ts';

/** What rewriting may use beside the resource itself. */
export interface RespellContext {
  /** The instance that a reference leads to, as its language wrote it. */
  find(reference: Reference | undefined): Resource | undefined;
  /** All instances of a unit, as their language wrote them. */
  inUnit(unit: string): readonly Resource[];
  /** Takes what is wrong with the code. */
  report(diagnostic: Diagnostic): void;
}

/** A way to rewrite resources of some types of one dialect. */
export interface Respelling {
  readonly dialect: Dialect;
  /** As the dialect's resources have them. */
  readonly types: readonly string[];
  /**
   * The resources that it stands for: of dialect `terraform`, with the type and the argument names of a provider, or of
   * dialect `arm`, in the shape of Azure's API. The first one keeps the address, so that references to it still find
   * it; addresses of further ones begin with it. Empty when it says nothing about the network.
   */
  respell(resource: Resource, context: RespellContext): readonly Resource[];
}
