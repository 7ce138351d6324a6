/** Texts by their characters as people count them (grapheme clusters), which is how Terraform counts. */

const SIMPLE = /^[\x20-\x7e\n\t]*$/;

let segmenter: Intl.Segmenter | undefined;

/** The characters of a text. */
export function charactersOf(text: string): readonly string[] {
  if (SIMPLE.test(text)) return text.split('');
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** The number of characters of a text. */
export function countCharacters(text: string): number {
  return SIMPLE.test(text) ? text.length : charactersOf(text).length;
}
