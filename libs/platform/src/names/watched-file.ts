import fs from 'node:fs';

/** How long a change may stay unnoticed. */
const LOOK_EVERY_MS = 1_000;

/** A small file of the system, read when it is needed and again when it changed. A file that cannot be read is empty. */
export class WatchedFile<T> {
  readonly #path: string;
  readonly #parse: (text: string) => T;
  readonly #now: () => number;
  #lookedAt = -Infinity;
  #version: string | null = null;
  #value: T;

  constructor(path: string, parse: (text: string) => T, now: () => number) {
    this.#path = path;
    this.#parse = parse;
    this.#now = now;
    this.#value = parse('');
  }

  /** What the file says now. The same object as long as it does not change. */
  get value(): T {
    const now = this.#now();
    if (now - this.#lookedAt < LOOK_EVERY_MS) return this.#value;
    this.#lookedAt = now;
    const version = this.#versionNow();
    if (version !== this.#version) {
      this.#version = version;
      this.#value = this.#parse(this.#read());
    }
    return this.#value;
  }

  #versionNow(): string {
    const stat = fs.statSync(this.#path, { throwIfNoEntry: false });
    return stat ? [stat.dev, stat.ino, stat.size, stat.mtimeMs, stat.ctimeMs].join() : '';
  }

  #read(): string {
    try {
      return fs.readFileSync(this.#path, 'utf8');
    } catch {
      return '';
    }
  }
}
