/** Every respelling there is. */
import type { Respelling } from './respelling.ts';

export const RESPELLINGS: readonly Respelling[] = [];
