import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { open, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';

const MB = 1_048_576;
/** A reserve is taken only where this many times its size is free. */
const PLENTY = 4;

/** Room of the disk that a data folder is on, in bytes; `free` is what this process may use. */
export interface Room {
  readonly total: number;
  readonly free: number;
}

/** Room on the disk that `folder` is on. */
export async function roomIn(folder: string): Promise<Room> {
  const { blocks, bavail, bsize } = await statfs(folder);
  return { total: blocks * bsize, free: bavail * bsize };
}

/** Options of {@link Reserve}. */
export interface ReserveOptions {
  /** 0 for none. */
  readonly bytes: number;
  /** Room on the disk that the folder is on. */
  readonly roomIn?: (folder: string) => Promise<Room>;
  /** Told in a sentence when the reserve is given up, and when it is taken again. */
  readonly onChange?: (sentence: string) => void;
}

/**
 * Room that is held in a data folder while there is plenty, and given up when the disk is full, so that writing goes on
 * until people have made room.
 */
export class Reserve {
  readonly #folder: string;
  readonly #file: string;
  readonly #bytes: number;
  readonly #roomIn: (folder: string) => Promise<Room>;
  readonly #onChange: (sentence: string) => void;
  #isHeld: boolean;
  #isMissed = false;

  constructor(folder: string, options: ReserveOptions) {
    this.#folder = folder;
    this.#file = join(folder, 'reserve');
    this.#bytes = options.bytes;
    this.#roomIn = options.roomIn ?? roomIn;
    this.#onChange = options.onChange ?? (() => undefined);
    this.#isHeld = fs.statSync(this.#file, { throwIfNoEntry: false }) !== undefined;
  }

  /** Whether there is something to give up. */
  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** Room on the disk of the folder, beside what is held. */
  async room(): Promise<Room> {
    return await this.#roomIn(this.#folder);
  }

  /** Makes room at once. Answers whether there was something to give up. */
  giveUp(): boolean {
    if (!this.#isHeld) return false;
    this.#isHeld = false;
    this.#isMissed = true;
    fs.rmSync(this.#file, { force: true });
    this.#onChange(`The disk is full: the reserve ${this.#file} was given up. Make room.`);
    return true;
  }

  /** Takes the room, unless it is held or there is not plenty of it. */
  async take(): Promise<void> {
    if (this.#isHeld || this.#bytes === 0) return;
    const { free } = await this.room();
    if (free < PLENTY * this.#bytes) return;
    const unfinished = `${this.#file}.new`;
    try {
      await this.#write(unfinished);
      await rename(unfinished, this.#file);
      this.#isHeld = true;
      if (this.#isMissed) this.#onChange(`There is room: the reserve ${this.#file} is held again.`);
      this.#isMissed = false;
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  /** Writes what neither a file system that keeps holes nor one that compresses can keep in less room. */
  async #write(file: string): Promise<void> {
    const handle = await open(file, 'w', 0o600);
    try {
      const piece = randomBytes(Math.min(this.#bytes, MB));
      for (let left = this.#bytes; left > 0; left -= MB) {
        await handle.writeFile(left < piece.length ? piece.subarray(0, left) : piece);
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
