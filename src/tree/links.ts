/** Says which links were not followed: what they lead to may lie outside of the tree. */
import type { Diagnostic } from '../text/diagnostic.ts';
import { startOfFile } from '../text/range.ts';
import { SourceFile } from '../text/source-file.ts';
import type { Tree } from './tree.ts';

/** Names of files that would have been read. */
const CODE = /\.(?:tf|tofu|tfvars|hcl|json|jsonc|ya?ml|template|bicep|bicepparam)$/;

/** No more links than this are told. */
const MAX_TOLD = 50;

/** A warning for every link that stands where code would be read, in these folders or, without any, in all. */
export function linkDiagnostics(tree: Tree, within: readonly string[]): readonly Diagnostic[] {
  return tree.links
    .filter((path) => CODE.test(path))
    .filter((path) => within.length === 0 || within.some((folder) => `${path}/`.startsWith(`${folder}/`)))
    .slice(0, MAX_TOLD)
    .map((path) => ({
      severity: 'warning',
      code: 'link-not-followed',
      message: 'This is a link, and links are not followed: the code behind it is not judged here.',
      range: startOfFile(new SourceFile(path, '')),
    }));
}
