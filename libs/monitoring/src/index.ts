export type { AlertPorts } from './outbox/apply-alert-entry.ts';
export {
  createMaintenance,
  listMaintenance,
  removeMaintenance,
  updateMaintenance,
} from './alert-rules/maintenance.ts';
export { createMute, listMutes, removeMute } from './alert-rules/mutes.ts';
export { getPolicies, updatePolicies } from './alert-rules/policies.ts';
export { acknowledgeAlert, unacknowledgeAlert } from './alerts/acknowledge-alert.ts';
export { acknowledgeByLink, alertOfLink } from './alerts/acknowledge-by-link.ts';
export { alertsBetween } from './alerts/alerts-between.ts';
export { getAlert, listAlerts } from './alerts/read-alerts.ts';
export { createChannel, removeChannel, updateChannel } from './channels/change-channels.ts';
export { AuditLog, type AuditedCall, type EndOfCall } from './audit/audit-log.ts';
export { auditLinks, listAudit } from './audit/read-audit.ts';
export { listChannels } from './channels/read-channels.ts';
export { testChannel } from './channels/test-channel.ts';
export { createBreath } from './breath.ts';
export { type Context, systemContext } from './context.ts';
export { dismissDeliveries } from './deliveries/dismiss-deliveries.ts';
export { handOverLate } from './deliveries/hand-over-late.ts';
export { listInbox, markRead } from './deliveries/inbox.ts';
export type { LanePorts } from './deliveries/lane-ports.ts';
export { LaneRuns } from './deliveries/lane-runs.ts';
export { listDeliveries } from './deliveries/read-deliveries.ts';
export { redriveDelivery } from './deliveries/redrive-delivery.ts';
export { expiriesForCalendar } from './expiry/expiries-for-calendar.ts';
export { collectExpiries, listExpiries, listExpiryChoices } from './expiry/list-expiries.ts';
export {
  HOUSEKEEPING_MS,
  keepHouse,
  HOUSEKEEPING_LEASE_MS,
  type HousekeepingPorts,
} from './housekeeping/housekeeping.ts';
export { restoreDays } from './housekeeping/restore-days.ts';
export { eventsFor, eventsSince, type LivePorts } from './live/read-changes.ts';
export { CallLimits } from './limits/call-limits.ts';
export { withRecentRules } from './outbox/recent-rules.ts';
export { reconcile, reconcileAll, type ReconcilePorts } from './outbox/reconcile.ts';
export type { AlertRules, AlertRuleStore } from './ports/alert-rules.ts';
export type { AlertStore } from './ports/alerts.ts';
export type { ApiNodeStore } from './ports/api-nodes.ts';
export type { Indexes } from './ports/indexes.ts';
export type { ServerClock } from './ports/server-clock.ts';
export type { AuditStore } from './ports/audit.ts';
export type { CallWindowStore, FloodStore } from './ports/call-windows.ts';
export type { Archive, ArchivedFile, ArchivedFiles, ArchivedLines } from './ports/archive.ts';
export type { Cache, Keeping } from './ports/cache.ts';
export type { Backups, ComparedBackup, MadeBackup } from './ports/backups.ts';
export type { ChangeEvents } from './ports/change-events.ts';
export type { ChannelStore } from './ports/channels.ts';
export type { CountedDay, DailyStore, DayOfTarget } from './ports/daily.ts';
export type { DeliveryStore } from './ports/deliveries.ts';
export type { CollectionSize, Disk } from './ports/disk.ts';
export type { HousekeepingStore } from './ports/housekeeping.ts';
export type { InboxStore } from './ports/inbox.ts';
export type { LaneStore } from './ports/lanes.ts';
export type { Ports } from './ports/index.ts';
export type { Log } from './ports/log.ts';
export type { Page } from './ports/page.ts';
export type { Queue } from './ports/queue.ts';
export type { RateLimitStore } from './ports/rate-limits.ts';
export type { RdapListStore } from './ports/rdap-list.ts';
export { forgetClearSecrets } from './secrets/forget-clear-secrets.ts';
export type { SecretKeyStore } from './ports/secret-keys.ts';
export type { StoredSecrets, StoredSecretsStore } from './ports/stored-secrets.ts';
export { sealSecrets } from './secrets/seal-secrets.ts';
export { SecretVault } from './secrets/secret-vault.ts';
export { SecretWatch } from './secrets/secret-watch.ts';
export type { RegistrationStore } from './ports/registrations.ts';
export type { ReportStore } from './ports/reports.ts';
export type { ClosedChecks, ResultStore, TargetDay } from './ports/results.ts';
export type { SettingsStore } from './ports/settings.ts';
export type { StatusPageStore } from './ports/status-pages.ts';
export type {
  CarriedChecks,
  ClaimedWatch,
  RecentTrim,
  StoredKind,
  TargetFilter,
  TargetOrderFilter,
  TargetStore,
} from './ports/targets.ts';
export type { UpkeepStore } from './ports/upkeep.ts';
export type { WorkerStore } from './ports/workers.ts';
export { getRegistration, getRegistrationOfTarget } from './registrations/read-registration.ts';
export { refreshRegistration } from './registrations/refresh-registration.ts';
export { setManualExpiry } from './registrations/set-manual-expiry.ts';
export { type Held, LeasedPoller } from './runner/leased-poller.ts';
export { pollChecks } from './runner/polled-checks.ts';
export { recheckUnseen } from './runner/recheck-unseen.ts';
export {
  applyOutboxes,
  probeClaimed,
  type ProbeClaimedPorts,
  recordChecks,
  signOfCheck,
} from './runner/record-checks.ts';
export { type RegistrationCheckPorts, registrationChecks } from './runner/registration-checks.ts';
export { repeat, type Repeating } from './runner/repeat.ts';
export { CheckRunner, type CheckSteps, type NetworkWatch } from './runner/run-check.ts';
export { type WatchCheck, watchChecks } from './runner/watch-checks.ts';
export { archiveChecks, type ArchiveChecksPorts } from './history/archive-checks.ts';
export { checksBetween, daysBetween } from './stats/export.ts';
export { replayChecks } from './stats/replay-checks.ts';
export { history, recentChecks } from './history/read-checks.ts';
export { keptDaily, keptSummary } from './stats/kept-stats.ts';
export { explainStats, statsOutages } from './stats/read-stats.ts';
export {
  createStatusPage,
  listStatusPages,
  noteOutage,
  removeStatusPage,
  updateStatusPage,
} from './status-pages/change-status-pages.ts';
export { notableOutages, readStatus } from './status-pages/read-status.ts';
export {
  createReport,
  listReports,
  removeReport,
  requestReport,
  updateReport,
} from './reports/change-reports.ts';
export { previewReport } from './reports/read-report.ts';
export { REPORTS_MS, sendDueReports, type SendReportPorts } from './reports/send-reports.ts';
export { listDeadLetters, redriveDeadLetter } from './system/dead-letters.ts';
export { type HealthPorts, monitorComponents } from './system/health.ts';
export { readQueues } from './system/read-queues.ts';
export { readRdapList } from './system/read-rdap-list.ts';
export { readStorage } from './system/read-storage.ts';
export { getSettings, updateSettings } from './system/settings.ts';
export { createWatchdog, WATCH_MS } from './system/watchdog.ts';
export { backUp, type BackupPorts } from './upkeep/back-up.ts';
export { doDueUpkeep, type DueUpkeepPorts, UPKEEP_MS } from './upkeep/due-upkeep.ts';
export { UPKEEP_LEASE_MS } from './upkeep/do-upkeep.ts';
export { readUpkeep } from './upkeep/read-upkeep.ts';
export { createOwnFigures } from './system/own-figures.ts';
export { readBackups, requestUpkeep } from './upkeep/read-backups.ts';
export { type Settled, settleRestored } from './upkeep/settle-restored.ts';
export { secureUpgrade, type UpgradeStep } from './upkeep/secure-upgrade.ts';
export { rehearseRestore } from './upkeep/rehearse-restore.ts';
export { backfillDomains } from './targets/backfill-domains.ts';
export { bulkTargets } from './targets/bulk-targets.ts';
export { checkNow } from './targets/check-now.ts';
export { createTarget } from './targets/create-target.ts';
export { type FiguredTargets, figuredTargets } from './targets/figured-targets.ts';
export { importTargets } from './targets/import-targets.ts';
export { pauseTarget, resumeTarget } from './targets/pause-target.ts';
export { probeTarget } from './targets/probe-target.ts';
export { getCertificate } from './targets/read-certificate.ts';
export {
  getTarget,
  listTags,
  listTargets,
  manyTargets,
  orderTargets,
} from './targets/read-targets.ts';
export { removeTarget } from './targets/remove-target.ts';
export { addExamples, removeExamples } from './examples/examples.ts';
export { updateTarget } from './targets/update-target.ts';
