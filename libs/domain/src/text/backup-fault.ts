import type { BackupFault } from '../backup/fault.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS } from './texts.ts';

/** What is wrong with a backup and what to do, in a sentence or a few. */
export function describeBackupFault(
  fault: BackupFault,
  language: Language = DEFAULT_LANGUAGE,
): string {
  const { backupFaults, unknownCause } = TEXTS[language];
  if (!Object.hasOwn(backupFaults, fault.is)) return unknownCause;
  // The compiler knows only that each fault has its own sentence, not that this is the one.
  const say: (fault: never) => string = backupFaults[fault.is];
  return say(fault as never);
}
