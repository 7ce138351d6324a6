/**
 * Evaluation by need: every named thing is computed once, when somebody first asks for it. Things that depend on
 * themselves are found, and chains of any length are computed without deep recursion.
 */
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Range } from '../../text/range.ts';
import type { UnknownReason } from '../../values/value.ts';

/** What a cell is made of. */
export interface CellParts<T> {
  /** As people call it in the code: `local.x`. */
  readonly name: string;
  compute(): T;
  /**
   * What computing it will ask for, as far as the code shows. It is asked for step by step, so that what is needed
   * can depend on what was needed before. May name too much, which costs time, or too little, which costs depth.
   */
  needs(): Iterable<Cell<unknown>>;
  /** What it counts as when it cannot be computed. */
  unknown(reason: UnknownReason): T;
}

/** Something that is computed at most once. Its state is kept by `Demand` alone. */
export class Cell<out T> {
  readonly parts: CellParts<T>;
  result: { readonly value: T } | undefined;
  /** It is being computed, further out. */
  isRunning: boolean;
  /** It will be computed once its needs are. */
  isWaiting: boolean;
  /** Set once it was found to depend on itself: one message is enough. */
  circular: UnknownReason | undefined;

  constructor(parts: CellParts<T>) {
    this.parts = parts;
    this.result = undefined;
    this.isRunning = false;
    this.isWaiting = false;
    this.circular = undefined;
  }

  /** True when it has neither a value nor is on the way to one. */
  get isOpen(): boolean {
    return this.result === undefined && !this.isRunning;
  }
}

/** So many computations may run inside one another before needs are computed ahead of them. */
const PLAIN_DEPTH = 6;

/** So many may run inside one another at all; reached only when `needs` says too little. */
const MAX_DEPTH = 60;

/** A circle is told by the names of so many members. */
const MAX_NAMES = 8;

/** Computes cells for one run. */
export class Demand {
  readonly #running: Cell<unknown>[] = [];
  readonly #report: (diagnostic: Diagnostic) => void;

  /** `report` takes the diagnostics `terraform-cycle`. */
  constructor(report: (diagnostic: Diagnostic) => void) {
    this.#report = report;
  }

  /** The value of a cell, asked for at `place`. A cell that depends on itself is reported, and unknown. */
  value<T>(cell: Cell<T>, place: Range): T {
    if (cell.result !== undefined) return cell.result.value;
    if (cell.isRunning) {
      cell.circular ??= this.#reportCycle(cell, place);
      return cell.parts.unknown(cell.circular);
    }
    if (this.#running.length >= MAX_DEPTH) return cell.parts.unknown({ ...TOO_DEEP, range: place });
    if (this.#running.length >= PLAIN_DEPTH) this.#computeNeeds(cell);
    return this.#compute(cell);
  }

  #compute<T>(cell: Cell<T>): T {
    cell.isRunning = true;
    this.#running.push(cell);
    try {
      const value = cell.parts.compute();
      cell.result = { value };
      return value;
    } finally {
      this.#running.pop();
      cell.isRunning = false;
    }
  }

  /** Walks through all that a cell needs, depth first, with a stack of its own. */
  #computeNeeds(start: Cell<unknown>): void {
    const stack = [wait(start)];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const next = top.needs.next();
      if (next.done !== true) {
        if (next.value.isOpen && !next.value.isWaiting) stack.push(wait(next.value));
        continue;
      }
      stack.pop();
      top.cell.isWaiting = false;
      if (stack.length > 0 && top.cell.isOpen) this.#compute(top.cell);
    }
  }

  #reportCycle(cell: Cell<unknown>, place: Range): UnknownReason {
    const members = this.#running.slice(this.#running.indexOf(cell)).map(({ parts }) => parts.name);
    const shown = members.length > MAX_NAMES ? [...members.slice(0, MAX_NAMES), '…'] : members;
    const { name } = cell.parts;
    const message = `${name} depends on itself`;
    this.#report({
      severity: 'error',
      code: 'terraform-cycle',
      message: `The value of ${message}: ${[...shown, name].join(' → ')}.`,
      range: place,
    });
    return { code: 'cycle', message, range: place };
  }
}

/** A cell with the rest of its needs. */
interface Waiting {
  readonly cell: Cell<unknown>;
  readonly needs: Iterator<Cell<unknown>>;
}

function wait(cell: Cell<unknown>): Waiting {
  cell.isWaiting = true;
  return { cell, needs: cell.parts.needs()[Symbol.iterator]() };
}

const TOO_DEEP: UnknownReason = { code: 'limit', message: 'too many values depend on one another in a row' };
