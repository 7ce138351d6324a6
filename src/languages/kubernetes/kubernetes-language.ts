/** Kubernetes manifests, and configuration files of the same shape. */
import type { Diagnostic } from '../../text/diagnostic.ts';
import { startOfFile } from '../../text/range.ts';
import type { SourceFile } from '../../text/source-file.ts';
import type { Tree } from '../../tree/tree.ts';
import { displayFolder, folderOf, isFileWithinAny, isWithinAny } from '../paths.ts';
import type { DocumentLanguage, ReadOptions, ReadResult } from '../unit.ts';
import { isJudgedText, looksLikeInstallConfig, mentionsReadKind } from './api-groups.ts';
import { isKustomization, readKustomizations } from './kustomizations.ts';
import { readManifests, type Manifest } from './manifests.ts';
import { chartFolders, chartOfTemplate } from './templates.ts';
import { unitsOf } from './units.ts';

/**
 * Reads the objects of `api-groups.ts`: a unit for the objects of a folder. Templates of Helm and others are not read,
 * which a note says once for each chart or file; what kustomizations patch is unknown.
 */
export const kubernetesLanguage: DocumentLanguage = {
  recognises: (path, text) =>
    /\.(?:ya?ml|json)$/i.test(path) &&
    (isKustomization(path) || mentionsReadKind(text) || looksLikeInstallConfig(text)),
  read,
};

function read(tree: Tree, files: readonly SourceFile[], options: ReadOptions): ReadResult {
  const charts = chartFolders(tree);
  const kustomizations = readKustomizations(
    tree,
    files.filter(({ path }) => isKustomization(path)),
  );
  const reported = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  const manifests: Manifest[] = [];
  for (const file of files) {
    if (isKustomization(file.path) || kustomizations.patchFiles.has(file.path)) continue;
    // The files of one folder decide together which units there are; those of others have no say.
    if (!isWithinAny(folderOf(file.path), options.within)) continue;
    const isWanted = isFileWithinAny(file.path, options.within);
    const chart = chartOfTemplate(file.path, charts);
    if (chart !== undefined) {
      if (!isJudgedText(file.text)) continue;
      if (isWanted && !reported.has(chart)) diagnostics.push(chartNote(file, chart));
      reported.add(chart);
      continue;
    }
    const read = readManifests(file);
    for (const manifest of read.manifests) manifests.push(manifest);
    if (isWanted) diagnostics.push(...read.diagnostics);
  }
  diagnostics.push(
    ...kustomizations.diagnostics.filter(({ range }) => isFileWithinAny(range.file.path, options.within)),
  );
  const { units, diagnostics: repeated } = unitsOf(manifests, kustomizations.patchesOf, options);
  return { units, diagnostics: [...diagnostics, ...repeated] };
}

function chartNote(file: SourceFile, chart: string): Diagnostic {
  return {
    severity: 'note',
    code: 'kubernetes-helm',
    message: `The templates of the Helm chart ${displayFolder(chart)} are not judged.`,
    range: startOfFile(file),
  };
}
