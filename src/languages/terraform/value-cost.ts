/** What an evaluated argument or block costs beside the steps of its expressions, since it is kept. */

/** In steps of evaluation. */
export const VALUE_COST = 50;
