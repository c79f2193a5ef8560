import fs from 'node:fs';
import path from 'node:path';

const MAX_BYTES = 10 * 1024 * 1024;

/** A log file that keeps at most two times `maxBytes`: itself and the part before, `<name>.1`. */
export interface LogFile {
  /** Appends text. What the disk does not take is dropped, and the log says so as soon as there is room again. */
  write(text: string): void;
  /** The last line that holds anything, for telling people why a process ended. */
  lastLine(): string | undefined;
}

export function openLogFile(file: string, maxBytes = MAX_BYTES): LogFile {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  let descriptor: number | undefined = fs.openSync(file, 'a', 0o600);
  let size = fs.fstatSync(descriptor).size;
  let last: string | undefined;
  let droppedLines = 0;

  function append(text: string): void {
    if (size > maxBytes) {
      if (descriptor !== undefined) fs.closeSync(descriptor);
      descriptor = undefined;
      fs.renameSync(file, `${file}.1`);
      size = 0;
    }
    descriptor ??= fs.openSync(file, 'a', 0o600);
    const bytes = Buffer.from(text);
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
  };
}

const droppedNote = (lines: number): string =>
  JSON.stringify({
    level: 'warn',
    time: new Date().toISOString(),
    lines,
    msg: 'lines of this log were dropped: the disk had no room for them',
  });
