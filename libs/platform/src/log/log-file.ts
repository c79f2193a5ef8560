import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from '../make-folder.ts';
import { LogParts } from './log-parts.ts';

/** A log file that is put aside, compressed, when it is full and at the end of each day (UTC). */
export interface LogFile {
  /** Appends text. What the disk does not take is dropped, and the log says so as soon as there is room again. */
  write(text: string): void;
  /** The last line that holds anything, for telling people why a process ended. */
  lastLine(): string | undefined;
}

/** A log file of this process. */
export interface OwnLogFile extends LogFile {
  /** Resolves when what was put aside is compressed. */
  settled(): Promise<void>;
}

export interface LogFileOptions {
  readonly maxBytes?: number;
  /** Compressed parts that are kept, the newest. */
  readonly maxFiles?: number;
  readonly now?: () => Date;
}

const MAX_BYTES = 10 * 1024 * 1024;
const MAX_FILES = 10;
const FOLDER = { name: 'folder of logs', setting: 'LOG_DIR' };

/** Opens a log to append to it. Throws a StartError where its folder cannot be made. */
export function openLogFile(
  file: string,
  { maxBytes = MAX_BYTES, maxFiles = MAX_FILES, now = () => new Date() }: LogFileOptions = {},
): OwnLogFile {
  makeFolder(path.dirname(file), FOLDER);
  const parts = new LogParts(file, maxFiles);
  let descriptor: number | undefined = fs.openSync(file, 'a', 0o600);
  let { size, mtime } = fs.fstatSync(descriptor);
  let last: string | undefined;
  let droppedLines = 0;

  function append(text: string): void {
    const bytes = Buffer.from(text);
    const at = now();
    if (size > 0 && (size + bytes.length > maxBytes || dayOf(at) !== dayOf(mtime))) {
      if (descriptor !== undefined) fs.closeSync(descriptor);
      descriptor = undefined;
      parts.putAside(at);
    }
    mtime = at;
    if (descriptor === undefined) {
      // Somebody may have taken the file away, or its folder.
      makeFolder(path.dirname(file), FOLDER);
      descriptor = fs.openSync(file, 'a', 0o600);
      size = fs.fstatSync(descriptor).size;
    }
    const written = fs.writeSync(descriptor, bytes);
    size += written;
    // A disk that is nearly full takes a part; the rest is tried once, and the error says why not.
    if (written < bytes.length) size += fs.writeSync(descriptor, bytes, written);
  }

  return {
    write: (text) => {
      last = text.trim().split('\n').at(-1) || last;
      try {
        if (droppedLines > 0) {
          append(`\n${droppedNote(droppedLines)}\n`);
          droppedLines = 0;
        }
        append(text);
      } catch {
        droppedLines += text.split('\n').length - 1 || 1;
      }
    },
    lastLine: () => last,
    settled: () => parts.settled(),
  };
}

const dayOf = (at: Date): string => at.toISOString().slice(0, 10);

const droppedNote = (lines: number): string =>
  JSON.stringify({
    level: 'warn',
    time: new Date().toISOString(),
    lines,
    msg: 'lines of this log were dropped: the disk had no room for them',
  });
