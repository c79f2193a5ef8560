import { join } from 'node:path';
import type { DestinationStream } from 'pino';
import type { Env } from '../env.ts';
import type { LOG_MODULES } from '../env/variables.ts';
import { createLogger, type Logger, toStandardOutput } from './logger.ts';
import { ErrorCount } from './error-count.ts';
import { openLogFile } from './log-file.ts';

export interface ProgramLogs {
  /** What the program has to say. */
  readonly log: Logger;
  /** What it says of one of its parts, whose level may be one of its own. */
  readonly moduleLog: (module: LogModule) => Logger;
  /** Errors that were written within the last minute. */
  readonly errorsPerMinute: () => number;
  /** A log of its own in `LOG_DIR`; null where that is not set. */
  readonly stream: (name: string) => Logger | null;
}

/** A part of a program with a level of its own in `LOG_LEVEL`. */
type LogModule = (typeof LOG_MODULES)[number];

/**
 * Opens the logs of a program. Its lines go to standard output and, where `LOG_DIR` is set, to a file of its name there, which
 * is put aside and compressed as it grows. Whoever started it with an IPC channel keeps its standard output already.
 */
export function openLogs(
  name: string,
  { logs, logLevels, secrets }: Pick<Env, 'logs' | 'logLevels' | 'secrets'>,
  isKept = process.connected,
): ProgramLogs {
  const faults: Error[] = [];
  const fileNamed = (file: string): DestinationStream | null => {
    if (!logs.isSet) return null;
    try {
      return openLogFile(join(logs.folder, `${file}.log`), logs);
    } catch (error) {
      faults.push(error instanceof Error ? error : new Error(String(error)));
      return null;
    }
  };
  const standard = toStandardOutput();
  const own = isKept ? null : fileNamed(name);
  const destination: DestinationStream = {
    write: (line) => {
      own?.write(line);
      standard.write(line);
    },
  };
  const errors = new ErrorCount();
  const log = createLogger({
    ...{ name, level: logLevels.all, secrets, destination },
    onError: () => errors.add(),
  });
  const tell = (): void => {
    for (const err of faults.splice(0)) {
      log.warn({ err, folder: logs.folder }, 'a log cannot be written to its folder');
    }
  };
  tell();
  return {
    log,
    errorsPerMinute: () => errors.perMinute,
    moduleLog: (module) =>
      log.child({ module }, { level: logLevels.modules[module] ?? logLevels.all }),
    stream: (file) => {
      const to = fileNamed(file);
      tell();
      return to && createLogger({ name: file, level: 'info', secrets, destination: to });
    },
  };
}
