/** Why a tree could not be opened. */

/** The folder or revision that was asked for cannot be read: the caller's input is at fault, not the files in it. */
export class TreeError extends Error {
  override readonly name = 'TreeError';
}
