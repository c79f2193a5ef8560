import type { UpkeepName, UpkeepRun } from '../upkeep/upkeep.ts';
import { describeBackupFault } from './backup-fault.ts';
import { UPKEEP_RESULTS } from './en/upkeep.ts';

/** What came of a piece of upkeep, in a sentence. */
export const describeUpkeep = (name: UpkeepName, run: UpkeepRun): string =>
  run.fault ? describeBackupFault(run.fault) : UPKEEP_RESULTS[name](run);
