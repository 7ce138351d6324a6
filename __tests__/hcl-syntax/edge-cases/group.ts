/** What a list of edge cases is made of. */

/** Inputs about one thing. */
export interface EdgeCaseGroup {
  readonly about: string;
  /** Whole files. */
  readonly files?: readonly string[];
  /** Expressions; each becomes the file `a = …`. */
  readonly values?: readonly string[];
}
