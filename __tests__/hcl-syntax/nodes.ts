/** Walks syntax trees by their fields alone, so that no kind of node can be forgotten. */
import type { Span } from '../../src/text/source-file.ts';

/** A node with the name of its kind and the nodes right under it, by place. */
export interface SyntaxNode extends Span {
  readonly type: string;
  readonly children: readonly SyntaxNode[];
}

/** The tree under a body, block or expression. The `header` of a block overlaps its type and labels and is left out. */
export function nodeOf(value: object): SyntaxNode {
  if (!isSpan(value)) throw new Error('A syntax node has a span.');
  const children = Object.entries(value).flatMap(([field, child]) =>
    field === 'header' ? [] : nodesIn(child),
  );
  children.sort((a, b) => a.start - b.start || a.end - b.end);
  return { type: typeName(value), start: value.start, end: value.end, children };
}

/** Every node, each before its children. */
export function flatten(node: SyntaxNode): SyntaxNode[] {
  return [node, ...node.children.flatMap(flatten)];
}

function nodesIn(value: unknown): SyntaxNode[] {
  if (value instanceof Map) return [...value.values()].flatMap(nodesIn);
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return typeof value === 'object' && value !== null ? [nodeOf(value)] : [];
}

function isSpan(value: object): value is Span {
  return 'start' in value && 'end' in value;
}

function typeName(value: object): string {
  if ('kind' in value) return String(value.kind);
  if ('attributes' in value) return 'body';
  if ('labels' in value) return 'block';
  if ('keyName' in value) return 'item';
  return 'expression' in value ? 'argument' : 'name';
}

/** Nodes that reach out of their parent or into their neighbour, described; none in a sound tree. */
export function misplacedNodes(node: SyntaxNode): string[] {
  const mistakes: string[] = [];
  let { start } = node;
  for (const child of node.children) {
    if (child.start < start || child.end > node.end || child.end < child.start) {
      mistakes.push(`${child.type} ${child.start}-${child.end} in ${node.type} ${node.start}-${node.end}`);
    }
    start = child.end;
    mistakes.push(...misplacedNodes(child));
  }
  return mistakes;
}
