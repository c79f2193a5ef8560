import fs from 'node:fs';
import path from 'node:path';

const MAX_BYTES = 10 * 1024 * 1024;

/** A log file that keeps at most two times `maxBytes`: itself and the part before, `<name>.1`. */
export interface LogFile {
  write(text: string): void;
  /** The last line that holds anything, for telling people why a process ended. */
  lastLine(): string | undefined;
}

export function openLogFile(file: string, maxBytes = MAX_BYTES): LogFile {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  let descriptor = fs.openSync(file, 'a', 0o600);
  let size = fs.fstatSync(descriptor).size;
  let last: string | undefined;
  return {
    write: (text) => {
      last = text.trim().split('\n').at(-1) || last;
      if (size > maxBytes) {
        fs.closeSync(descriptor);
        fs.renameSync(file, `${file}.1`);
        descriptor = fs.openSync(file, 'a', 0o600);
        size = 0;
      }
      size += fs.writeSync(descriptor, text);
    },
    lastLine: () => last,
  };
}
