import { treeOf } from '../../processes/process-tree.ts';
import { cpuOfTree, memoryOf } from '../../processes/process-figures.ts';
import { atMost, row, type Row } from '../rows.ts';

const LOOK_MS = 500;

/** The first process of each program, by its name. */
type Roots = Readonly<Record<string, number | undefined>>;

const MEMORY_MB = 512;

/** What programs use: the memory of the largest process of each, and CPU. */
export class ProcessWatch {
  readonly #roots: Roots;
  readonly #peaks = new Map<string, number>();
  readonly #cpuBefore: ReadonlyMap<string, number>;
  readonly #timer: NodeJS.Timeout;

  constructor(roots: Roots) {
    this.#roots = roots;
    this.#cpuBefore = this.#cpu();
    this.#timer = setInterval(() => this.#look(), LOOK_MS);
  }

  /** @param alerts that it was all about */
  stop(alerts: number): Row[] {
    clearInterval(this.#timer);
    const memory = [...this.#peaks].map(([name, mb]) =>
      row(`memory: ${name}`, mb, 'MB', atMost(MEMORY_MB)),
    );
    const cpu = [...this.#cpu()].map(([name, ms]) =>
      row(`CPU per alert: ${name}`, (ms - (this.#cpuBefore.get(name) ?? 0)) / alerts, 'ms'),
    );
    return [...memory, ...cpu];
  }

  #look(): void {
    for (const [name, root] of Object.entries(this.#roots)) {
      if (root === undefined) continue;
      const mb = Math.max(0, ...treeOf(root).map(megabytesOf));
      this.#peaks.set(name, Math.max(mb, this.#peaks.get(name) ?? 0));
    }
  }

  #cpu(): Map<string, number> {
    return new Map(
      Object.entries(this.#roots).map(([name, root]) => [name, root ? cpuOfTree(root) : 0]),
    );
  }
}

function megabytesOf(pid: number): number {
  try {
    return memoryOf(pid).nowMb;
  } catch {
    return 0; // it ended meanwhile
  }
}
