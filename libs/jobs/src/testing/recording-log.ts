import type { Log } from '@app/monitoring';

export interface LogLine {
  level: keyof Log;
  message: string;
  fields: object;
}

/** A log that keeps its lines. */
export function recordingLog(): {
  log: Log;
  lines: LogLine[];
  messages(level: keyof Log): string[];
} {
  const lines: LogLine[] = [];
  const at =
    (level: keyof Log) =>
    (fields: object, message: string): void => {
      lines.push({ level, fields, message });
    };
  return {
    log: { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') },
    lines,
    messages: (level) => lines.filter((line) => line.level === level).map(({ message }) => message),
  };
}
