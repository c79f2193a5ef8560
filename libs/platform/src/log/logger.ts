import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import type { LogLevel } from '../env/parsers.ts';
import { createScrubber } from './scrub.ts';
import { serializeError } from './serialize-error.ts';

/** The number of the level in pino. */
const ERROR = 50;

export interface LoggerOptions {
  /** Process that writes, for instance `api`. */
  readonly name: string;
  readonly level: LogLevel;
  /** Values that never appear in a line. */
  readonly secrets?: readonly string[];
  /** Told of each line of an error or worse. */
  readonly onError?: () => void;
  /** Where lines go; standard output if left out. */
  readonly destination?: DestinationStream;
}

/**
 * Writes one JSON object a line. Errors belong into the field `err`. Lines hold no secrets and no characters
 * that a terminal would act on; bodies of requests are never logged.
 */
export function createLogger({
  name,
  level,
  secrets = [],
  onError,
  destination = toStandardOutput(),
}: LoggerOptions): Logger {
  const scrub = createScrubber(secrets);
  return pino(
    {
      name,
      level,
      base: { pid: process.pid },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      ...(onError && {
        hooks: {
          logMethod(args, method, level) {
            if (level >= ERROR) onError();
            method.apply(this, args);
          },
        },
      }),
      serializers: { err: (error: unknown) => serializeError(error) },
    },
    { write: (line: string) => destination.write(scrub(line)) },
  );
}

/**
 * Standard output. Whoever read the lines may be gone, or the disk that they go to is full. Unheard, that error would end
 * the process, and reporting it would raise it again without end: the lines are dropped.
 */
export function toStandardOutput(): DestinationStream {
  for (const stream of [process.stdout, process.stderr]) {
    if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);
  }
  return process.stdout;
}

const ignore = (): void => undefined;

export type { Logger };
