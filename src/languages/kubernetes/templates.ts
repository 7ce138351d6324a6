/** Tells Go templates (Helm and others) from manifests. */
import { baseName, folderOf } from '../paths.ts';
import type { Tree } from '../../tree/tree.ts';
import type { YamlNode } from '../yaml/parse-yaml.ts';

/** Folders with a `Chart.yaml`. */
export function chartFolders(tree: Tree): ReadonlySet<string> {
  return new Set(
    tree.entries.flatMap(({ path }) => (/^chart\.ya?ml$/i.test(baseName(path)) ? [folderOf(path)] : [])),
  );
}

/** The folder of the chart of which a file is a template. */
export function chartOfTemplate(path: string, charts: ReadonlySet<string>): string | undefined {
  const steps = path.split('/');
  for (let index = steps.length - 2; index >= 0; index--) {
    if (steps[index] !== 'templates') continue;
    const folder = steps.slice(0, index).join('/');
    if (charts.has(folder)) return folder;
  }
  return undefined;
}

/** Whether a text that is no YAML has `{{` outside of quotes and comments. GitHub's `${{` does not count. */
export function isTemplateText(text: string): boolean {
  return /^[^#'"\n]*(?<!\$)\{\{/m.test(text);
}

/** Whether YAML has `{{` outside of quotes and block texts: as a part of a plain text, or taken for a mapping in one. */
export function hasTemplate(node: YamlNode, text: string): boolean {
  switch (node.kind) {
    case 'alias':
      return false;
    case 'scalar':
      return node.style === 'plain' && /(?<!\$)\{\{/.test(node.value);
    case 'sequence':
      return node.items.some((item) => hasTemplate(item, text));
    case 'mapping':
      if (text.startsWith('{{', node.start)) return true;
      return node.entries.some(({ key, value }) => hasTemplate(key, text) || hasTemplate(value, text));
  }
}
