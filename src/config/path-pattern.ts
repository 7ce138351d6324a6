/** Path patterns of the rule file: `*` and `?` inside a part, `**` for any number of parts. */

/** Whether a path of a tree matches as a whole. */
export function matchesPath(pattern: string, path: string): boolean {
  return reachesEnd(partsOf(pattern), partsOf(path)).whole;
}

/** Whether a path, or a folder that it lies in, matches. `.` and the empty pattern match everything. */
export function matchesAround(pattern: string, path: string): boolean {
  return reachesEnd(partsOf(pattern), partsOf(path)).around;
}

function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '' && part !== '.');
}

/** Goes through the path once, with all places in the pattern that what was read so far can stand for. */
function reachesEnd(
  pattern: readonly string[],
  path: readonly string[],
): { readonly whole: boolean; readonly around: boolean } {
  let places = withSkipped(pattern, [0]);
  let around = places.has(pattern.length);
  for (const part of path) {
    const next: number[] = [];
    for (const place of places) {
      const wanted = pattern[place];
      if (wanted === '**') next.push(place);
      else if (wanted !== undefined && matchesPart(wanted, part)) next.push(place + 1);
    }
    places = withSkipped(pattern, next);
    around ||= places.has(pattern.length);
  }
  return { whole: places.has(pattern.length), around };
}

/** `**` stands for no part as well. */
function withSkipped(pattern: readonly string[], places: readonly number[]): ReadonlySet<number> {
  const all = new Set<number>();
  for (const start of places) {
    for (let place = start; ; place++) {
      all.add(place);
      if (pattern[place] !== '**') break;
    }
  }
  return all;
}

/** Goes back to the last `*` only: time grows with the product of both lengths. */
function matchesPart(pattern: string, part: string): boolean {
  let [at, from, star, mark] = [0, 0, -1, 0];
  while (from < part.length) {
    if (pattern[at] === '*') {
      star = at++;
      mark = from;
    } else if (at < pattern.length && (pattern[at] === '?' || pattern[at] === part[from])) {
      at++;
      from++;
    } else if (star !== -1) {
      at = star + 1;
      from = ++mark;
    } else {
      return false;
    }
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
