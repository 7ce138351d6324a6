/**
 * The marks in the examples of rules. `# expect: RULE` at the end of a line says that the rule reports a finding there,
 * `# related: RULE` that a finding names the line as a related place. On a line of its own a mark speaks of the next
 * line that is no mark. `RULE x2` stands for two of them; several marks on one line are separated by commas.
 */

/** The marked lines as `path:line`, as often as they are marked, in order. */
export interface Marks {
  readonly expected: readonly string[];
  readonly related: readonly string[];
}

const COMMENT = /(?:#|\/\/)\s*((?:expect|related):.*)$/;
const MARK = /(expect|related): ([a-z-]+)(?: x(\d+))?/g;

/** Reads the marks of one rule from files. A mark that names another rule is an error. */
export function readMarks(files: Readonly<Record<string, string>>, rule: string): Marks {
  const lines = { expect: [] as string[], related: [] as string[] };
  for (const [path, text] of Object.entries(files)) {
    let held: { readonly kind: 'expect' | 'related'; readonly count: number }[] = [];
    text.split('\n').forEach((line, index) => {
      const comment = COMMENT.exec(line);
      const marks = [...(comment?.[1] ?? '').matchAll(MARK)].map(([whole, kind, name, count]) => {
        if (name !== rule) throw new Error(`${path}:${index + 1} marks ${name}: ${whole}`);
        return {
          kind: kind === 'expect' ? ('expect' as const) : ('related' as const),
          count: Number(count ?? 1),
        };
      });
      if (comment !== null && line.slice(0, comment.index).trim() === '') {
        held = [...held, ...marks];
        return;
      }
      for (const { kind, count } of [...held, ...marks]) {
        for (let time = 0; time < count; time++) lines[kind].push(`${path}:${index + 1}`);
      }
      held = [];
    });
  }
  return { expected: lines.expect.sort(), related: lines.related.sort() };
}
