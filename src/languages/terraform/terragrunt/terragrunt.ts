/** The parts that Terragrunt files are made of, and what they share. */
import type { Value } from '../../../values/value.ts';
import type { Content, Layer, PlacedExpression } from '../content.ts';
import type { Cell } from '../demand.ts';
import type { Reading } from '../reading.ts';

/** What the functions of a file count from. All are folders. */
export interface Place {
  /** The folder of the file, or of the file that includes it. */
  readonly folder: string;
  /** The folder of the file with which reading began. */
  readonly original: string;
  /** The file's own folder when it is included by another. */
  readonly included?: string | undefined;
  /** What the stack that generates the unit hands to it as `values`. */
  readonly values?: Cell<Value> | undefined;
}

/** An included file. */
export interface Include {
  /** The label of the block; empty when it has none. */
  readonly name: string;
  /** How what it says is joined with what the including file says, which wins. */
  readonly strategy: 'shallow' | 'deep' | 'no_merge';
  readonly config: Config;
}

/** A file at a place. */
export interface Config {
  readonly layer: Layer;
  readonly place: Place;
  readonly terragrunt: Terragrunt;
  local(name: string): Cell<Value> | undefined;
  readonly inputs: Cell<Value> | undefined;
  /** `source` in the `terraform` block. */
  readonly source: Cell<Value> | undefined;
  readonly includes: () => readonly Include[];
  /** `config_path` of a `dependency` block: the folder of another unit. */
  dependency(name: string): Cell<Value> | undefined;
  /** The `extra_arguments` blocks. */
  readonly extraArguments: readonly Content[];
  /** The local values and inputs as one object. */
  readonly whole: Cell<Value>;
  evaluate(expression: PlacedExpression): Value;
}

/** A unit whose outputs others can read. */
export interface OutputSource {
  /** An output's value; undefined when the unit has none of this name. */
  output(name: string): Cell<Value> | Value | undefined;
  /** The names of its outputs, as far as its code was read. */
  readonly names: readonly string[];
}

/** What all Terragrunt files of a tree share. */
export interface Terragrunt {
  readonly reading: Reading;
  /** The path of a file that code in a folder names; absolute paths count from the tree's root. */
  findFile(path: string, folder: string): string | undefined;
  /** The folder of a unit or module that code in a folder names. */
  findFolder(path: string, folder: string): string | undefined;
  /** Whether the tree has a file or folder with this path. */
  has(path: string): boolean;
  /** Takes a folder that is generated, so that others can name it. */
  addFolder(folder: string): void;
  /** Parses a file, once. */
  parse(path: string): Layer | undefined;
  /** A file as `read_terragrunt_config` reads it, once for each file from which reading began. */
  config(path: string, original: string): Config | undefined;
  /** The unit in a folder. */
  unitIn(folder: string): OutputSource | undefined;
}
