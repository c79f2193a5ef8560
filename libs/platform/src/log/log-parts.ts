import fs from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** What was put aside of a log: `<name>.2026-03-29T02-30-00-000Z.0.gz`, one after the other. */
export class LogParts {
  readonly #file: string;
  readonly #maxFiles: number;
  #work: Promise<void>;
  #number = 0;

  constructor(file: string, maxFiles: number) {
    this.#file = file;
    this.#maxFiles = maxFiles;
    // What a process that ended has left uncompressed.
    this.#work = this.#tidy();
  }

  /**
   * Takes the log file away under another name, and compresses it in the background. One that cannot be taken away goes on
   * growing, and one that is gone already is nobody's loss: lines that are to come are written in any case.
   */
  putAside(at: Date): void {
    const stamp = at.toISOString().replaceAll(/[:.]/g, '-');
    this.#number = (this.#number + 1) % 1_000;
    const number = String(this.#number).padStart(3, '0');
    try {
      fs.renameSync(this.#file, `${this.#file}.${stamp}.${number}`);
    } catch {
      return;
    }
    this.#work = this.#work.then(() => this.#tidy());
  }

  settled(): Promise<void> {
    return this.#work;
  }

  /** Never rejects: a full disk is no reason for the product to end, and the next part tries again. */
  async #tidy(): Promise<void> {
    try {
      for (const part of this.#parts().filter((name) => !name.endsWith('.gz'))) {
        await compress(part);
      }
    } catch {
      // Those that could not be compressed count as they are.
    }
    for (const part of this.#parts().toReversed().slice(this.#maxFiles)) {
      try {
        fs.rmSync(part, { force: true });
      } catch {
        // What cannot be removed stays.
      }
    }
  }

  /** Oldest first. */
  #parts(): string[] {
    const folder = path.dirname(this.#file);
    const name = `${path.basename(this.#file)}.`;
    const rest = /^\d{4}-\d\d-\d\dT[\d-]+Z\.\d+(\.gz)?$/;
    try {
      return fs
        .readdirSync(folder)
        .filter((one) => one.startsWith(name) && rest.test(one.slice(name.length)))
        .toSorted()
        .map((one) => path.join(folder, one));
    } catch {
      return [];
    }
  }
}

async function compress(part: string): Promise<void> {
  const unfinished = `${part}.unfinished`;
  try {
    await pipeline(
      fs.createReadStream(part),
      createGzip(),
      fs.createWriteStream(unfinished, { mode: 0o600 }),
    );
    fs.renameSync(unfinished, `${part}.gz`);
  } catch (error) {
    // On a full disk it would take the rest of the room.
    fs.rmSync(unfinished, { force: true });
    throw error;
  }
  fs.rmSync(part);
}
