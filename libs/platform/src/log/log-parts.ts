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

  /** Takes the log file away under another name, and compresses it in the background. */
  putAside(at: Date): void {
    const stamp = at.toISOString().replaceAll(/[:.]/g, '-');
    this.#number = (this.#number + 1) % 1_000;
    const number = String(this.#number).padStart(3, '0');
    fs.renameSync(this.#file, `${this.#file}.${stamp}.${number}`);
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
    const old = this.#parts().toReversed().slice(this.#maxFiles);
    for (const part of old) fs.rmSync(part, { force: true });
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
  await pipeline(
    fs.createReadStream(part),
    createGzip(),
    fs.createWriteStream(unfinished, { mode: 0o600 }),
  );
  fs.renameSync(unfinished, `${part}.gz`);
  fs.rmSync(part);
}
