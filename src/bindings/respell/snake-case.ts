/** Argument names as Terraform's providers spell them, from the spellings of others. */

/** `IPv4` is one word; a run of capitals is one, with the `s` of its plural; the last capital before a small one starts anew. */
const WORD = /IPv[46]|[A-Z]+s?(?![a-z])|[A-Z]?[a-z0-9]+/g;

/** No argument is longer; longer names are left as they are. */
const MAX_LENGTH = 200;

/** Two short forms in one run of capitals: the `ID` of a `VPC`. */
const ID_OF = /([A-Z]{2})(IDs?(?![A-Za-z]))/g;

/** `vpcId`, `vpcID` and `VpcId` as `vpc_id`; `destinationCIDRBlock` as `destination_cidr_block`. */
export function snakeCase(name: string): string {
  if (name.length > MAX_LENGTH) return name;
  const words = name.replace(ID_OF, '$1_$2').match(WORD);
  return words === null ? name : words.join('_').toLowerCase();
}
