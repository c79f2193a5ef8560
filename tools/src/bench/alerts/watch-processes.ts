import { treeOf } from '../../processes/process-tree.ts';
import { memoryOf } from '../../processes/process-figures.ts';

const LOOK_MS = 500;

/** The most memory that each process of some programs had, in MB. */
export class ProcessWatch {
  readonly peaks = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  /** @param roots the first process of each program; the largest of its tree counts */
  constructor(roots: () => Readonly<Record<string, number | undefined>>) {
    this.#timer = setInterval(() => this.#look(roots()), LOOK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(roots: Readonly<Record<string, number | undefined>>): void {
    for (const [name, root] of Object.entries(roots)) {
      if (root === undefined) continue;
      const mb = Math.max(0, ...treeOf(root).map(megabytesOf));
      this.peaks.set(name, Math.max(mb, this.peaks.get(name) ?? 0));
    }
  }
}

function megabytesOf(pid: number): number {
  try {
    return memoryOf(pid).nowMb;
  } catch {
    return 0; // it ended meanwhile
  }
}
