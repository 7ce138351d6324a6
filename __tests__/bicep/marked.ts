/** Texts with marks: `«…»` around the place that is expected, `⟦…⟧` around the place that is asked about. */
export interface Marked {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Takes the marks out of a text; without marks `start` is −1. */
export function unmark(marked: string): Marked {
  const open = /[«⟦]/.exec(marked)?.index ?? -1;
  const close = /[»⟧]/.exec(marked)?.index ?? -1;
  return { text: marked.replace(/[«⟦»⟧]/g, ''), start: open, end: close - 1 };
}
