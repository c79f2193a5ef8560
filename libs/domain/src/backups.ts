/* Backups, and the upkeep that they are part of. */
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
export { missingRoom } from './system/upgrade.ts';
export { describeBackupFault } from './text/backup-fault.ts';
