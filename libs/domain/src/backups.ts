/* Backups, the upkeep that they are part of, and how the machinery does. */
export { BackupError, type BackupFault, backupFaultOf } from './backup/fault.ts';
export { backupName, backupTime } from './backup/name.ts';
export { spentBackups } from './backup/retention.ts';
export { type KeptBackup, SystemBackups } from './backup/schema.ts';
export { addDays, dayOf, nextTimeOfDay, startOfDay } from './stats/days.ts';
export { isLeftOver, withoutOutage } from './system/after-restore.ts';
export { backupTroubles } from './system/backup-trouble.ts';
export { backupComponent, type BackupSetup, reportBackups } from './system/backups-report.ts';
export {
  reportUpkeep,
  SystemUpkeep,
  type UpkeepItem,
  type UpkeepSetup,
  upkeepTroubles,
} from './system/upkeep-report.ts';
export {
  isUnderWay,
  type PlannedUpkeep,
  type UpkeepName,
  type UpkeepRecord,
  type UpkeepRun,
} from './upkeep/upkeep.ts';
export type { OwnFigures, ProcessFigures } from './system/process-figures.ts';
export { apiComponent, machineryComponents } from './system/machinery-health.ts';
export { describeLockedSecrets } from './text/locked-secrets.ts';
export { WORKER_FORGOTTEN_MS } from './system/trouble.ts';
export { missingRoom } from './system/upgrade.ts';
export { describeBackupFault } from './text/backup-fault.ts';
