/** All rules that there are, ordered by id. Their pages stand in a module of their own, to be loaded when needed. */
export { rules } from './registry.generated.ts';
