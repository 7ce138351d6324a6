/** Which arguments of a resource Terraform leaves as it finds them: somebody else may write them. */
import type { Expression } from '../hcl/ast.ts';
import { attributeIn, blockIn, contentOf, literalText } from './content.ts';
import type { InstanceDeclaration } from './module.ts';

/** Argument names without what follows them, or `all`; empty when `lifecycle` ignores no changes. */
export function ignoredChanges({ content }: InstanceDeclaration): readonly string[] {
  const lifecycle = blockIn(content, 'lifecycle');
  if (lifecycle === undefined) return [];
  const written = attributeIn(contentOf(lifecycle), 'ignore_changes')?.expression;
  if (written === undefined) return [];
  const names = (written.kind === 'tuple' ? written.items : [written]).map(rootName);
  return [...new Set(names.filter((name) => name !== ''))];
}

/** The name with which a path such as `tags["Owner"]` begins; old code writes it in quotes. */
function rootName(expression: Expression): string {
  let path = expression;
  while (path.kind === 'attribute' || path.kind === 'index' || path.kind === 'splat') path = path.target;
  const name = path.kind === 'variable' ? path.name : (literalText(path) ?? '');
  return name.split(/[.[]/, 1)[0] ?? '';
}
