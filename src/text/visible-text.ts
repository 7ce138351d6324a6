/** Text from inputs made safe to print: what a terminal or a log would obey becomes visible. */

/** Control, bidirectional and invisible formatting characters: they move the cursor, or show text as other text. */
const OBEYED =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/** Replaces every character that a terminal would obey by its code, such as `\u{1b}`. Tabs and line feeds stay. */
export function visibleText(text: string): string {
  return text.replace(OBEYED, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** The same for text that has to stay on one line. */
export function visibleLine(text: string): string {
  return visibleText(text).replace(/[\t\n]/g, ' ');
}
