import {
  archiveChecks,
  type ArchiveChecksPorts,
  type Context,
  type Ports,
  repeat,
  type Repeating,
} from '@app/monitoring';

/** Many targets are archived at once: that costs the store little more than one. */
const ARCHIVE_MS = 2_000;

/** Archives the checks of targets that carry enough of them, many targets at once. */
export class Archiver {
  readonly #waiting = new Set<string>();
  readonly #archiving: Repeating;

  constructor(context: Context<ArchiveChecksPorts & Pick<Ports, 'log'>>) {
    this.#archiving = repeat(
      async () => {
        const ids = [...this.#waiting];
        await archiveChecks(context, ids);
        for (const id of ids) this.#waiting.delete(id);
      },
      { name: 'archiving checks', everyMs: ARCHIVE_MS, log: context.ports.log },
    );
  }

  /** Archives the older checks of targets soon. What is lost with the process comes back with their next checks. */
  add(targetIds: readonly string[]): void {
    for (const id of targetIds) this.#waiting.add(id);
  }

  /** Resolves when the run that may be under way has ended. */
  async stop(): Promise<void> {
    await this.#archiving.stop();
  }
}
