import type { Import } from './read-imports.ts';

/** A step of a loop: `from` needs `to` because `file` imports `imported`. */
export interface Step {
  readonly from: string;
  readonly to: string;
  readonly file: string;
  readonly imported: string;
}

/** Steps that lead from a folder or file back to itself. */
export type Loop = readonly Step[];

/**
 * Returns the loops of folders and files among the imports of one project, of types too, for each in a loop the
 * shortest one through it. What lies side by side in a folder is compared: its folders, each with all that is below,
 * and its files.
 */
export function findLoops(imports: readonly Import[]): Loop[] {
  const levels = new Map<string, Map<string, Map<string, Step>>>();
  for (const { from, to } of imports) {
    const step = stepBetween(from, to);
    if (step === null) continue;
    const level = getOrAdd(levels, parentOf(step.from), () => new Map<string, Map<string, Step>>());
    const steps = getOrAdd(level, step.from, () => new Map<string, Step>());
    if (!steps.has(step.to)) steps.set(step.to, step);
  }
  return [...levels.values()].flatMap((level) => {
    const loops = [...level.keys()]
      .map((entry) => shortestLoop(entry, level))
      .filter((loop) => loop !== null);
    const names = loops.map(nameOf);
    return loops.filter((_, index) => names.indexOf(names[index] ?? '') === index);
  });
}

/** Where the two paths part: the entries of their nearest common folder. */
function stepBetween(file: string, imported: string): Step | null {
  const [a, b] = [file.split('/'), imported.split('/')];
  let depth = 0;
  while (depth < a.length && a[depth] === b[depth]) depth += 1;
  if (depth >= a.length || depth >= b.length) return null;
  const upTo = (parts: string[]) => parts.slice(0, depth + 1).join('/');
  return { from: upTo(a), to: upTo(b), file, imported };
}

function shortestLoop(start: string, level: ReadonlyMap<string, ReadonlyMap<string, Step>>) {
  const ways = new Map<string, Loop>([[start, []]]);
  for (const [at, way] of ways) {
    for (const step of level.get(at)?.values() ?? []) {
      if (step.to === start) return [...way, step];
      // A map hands out what is added while it is walked: this is the queue of the search.
      if (!ways.has(step.to)) ways.set(step.to, [...way, step]);
    }
  }
  return null;
}

const parentOf = (entry: string) => entry.slice(0, entry.lastIndexOf('/') + 1);
const nameOf = (loop: Loop) =>
  loop
    .map(({ from }) => from)
    .sort()
    .join(' ');

function getOrAdd<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const present = map.get(key);
  if (present !== undefined) return present;
  const value = make();
  map.set(key, value);
  return value;
}
