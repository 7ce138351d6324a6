/** A bound for languages in which little text makes many resources: parameter files, stacks and loops multiply. */

/** Resources that such a language reads of one tree, at most. What is beyond is left out, and said so. */
export const MAX_RESOURCES = 100_000;
