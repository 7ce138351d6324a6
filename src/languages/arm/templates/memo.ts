/** Values that are computed when somebody first asks for them, once; what asks for itself is found. */
import type { Diagnostic } from '../../../text/diagnostic.ts';
import type { Range } from '../../../text/range.ts';
import { unknownValue, type Value } from '../../../values/value.ts';

/** The named values of one thing. */
export class Memo {
  readonly #values = new Map<string, Value>();
  readonly #running = new Set<string>();
  readonly #report: (diagnostic: Diagnostic) => void;

  /** `report` takes the diagnostics `arm-cycle`. */
  constructor(report: (diagnostic: Diagnostic) => void) {
    this.#report = report;
  }

  /** The value under a key. `name` is what people call it; `place` is where it is declared. */
  value(key: string, name: string, place: () => Range, compute: () => Value): Value {
    const known = this.#values.get(key);
    if (known !== undefined) return known;
    if (this.#running.has(key)) return this.#cycle(key, name, place());
    this.#running.add(key);
    const computed = compute();
    this.#running.delete(key);
    // A cycle was found further in: everybody shall see the same.
    const value = this.#values.get(key) ?? computed;
    this.#values.set(key, value);
    return value;
  }

  #cycle(key: string, name: string, range: Range): Value {
    const message = `${name} depends on itself`;
    this.#report({ severity: 'error', code: 'arm-cycle', message: `${message}.`, range });
    const value = unknownValue({ code: 'cycle', message, range }, { range, kind: 'expression', from: [] });
    this.#values.set(key, value);
    return value;
  }
}
