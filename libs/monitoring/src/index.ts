export { maxPlausibleTime } from './checks/max-plausible-time.ts';
export { acknowledgeAlert } from './alerts/acknowledge-alert.ts';
export { planDeliveries } from './alerts/plan-deliveries.ts';
export { applyOutbox } from './alerts/apply-outbox.ts';
export type { AlertPorts } from './alerts/apply-alert-entry.ts';
export { getAlert, listAlerts } from './alerts/read-alerts.ts';
export { domainSubject, SYSTEM_SUBJECT } from './alerts/subject.ts';
export { getCertificate } from './certificates/read-certificate.ts';
export { createChannel, removeChannel, updateChannel } from './channels/change-channels.ts';
export { listChannels } from './channels/read-channels.ts';
export { testChannel } from './channels/test-channel.ts';
export { history, recentChecks } from './checks/read-checks.ts';
export { archiveChecks, type ArchiveChecksPorts } from './checks/archive-checks.ts';
export { recheckUnseen } from './checks/recheck-unseen.ts';
export { certificateChecks, type CertificateCheckPorts } from './runner/certificate-checks.ts';
export { type Held, LeasedPoller } from './runner/leased-poller.ts';
export { pollChecks } from './runner/polled-checks.ts';
export {
  followUpChecks,
  probeClaimed,
  type ProbeClaimedPorts,
  recordChecks,
  signOfCheck,
} from './runner/record-checks.ts';
export {
  LOOKUP_LEASE_MS,
  registrationChecks,
  type RegistrationCheckPorts,
} from './runner/registration-checks.ts';
export { repeat, type Repeating } from './runner/repeat.ts';
export { CheckRunner, type CheckSteps, type NetworkWatch } from './runner/run-check.ts';
export type { FinishedCheck } from './checks/judge-check.ts';
export { deliver, type DeliverPorts } from './deliveries/deliver.ts';
export { listDeliveries } from './deliveries/read-deliveries.ts';
export { redriveDelivery } from './deliveries/redrive-delivery.ts';
export type { ExpiryPlace } from './expiry/expiry-place.ts';
export { expiriesForCalendar } from './expiry/expiries-for-calendar.ts';
export {
  collectExpiries,
  listExpiries,
  listExpiryChoices,
  type ExpiryPorts,
} from './expiry/list-expiries.ts';
export { listInbox, markRead } from './inbox/inbox.ts';
export { eventsFor, eventsSince, type LivePorts } from './live/read-changes.ts';
export type {
  AlertStore,
  CarriedChecks,
  ChannelStore,
  CheckedTarget,
  ClaimedCertificate,
  ClaimedTarget,
  DeliveryStore,
  TargetOnDomain,
  HeldTarget,
  InboxStore,
  Log,
  Ports,
  RecentTrim,
  ResultStore,
  SettingsStore,
  TargetChange,
  TargetFilter,
  TargetStore,
  UrlVerdict,
  WorkerStore,
  Disk,
} from './ports.ts';
export type { Page } from './page.ts';
export type { ChangeEvents, Change, Queue } from './queue-ports.ts';
export type {
  RdapListStore,
  RegistrationChanges,
  RegistrationStore,
  RateLimitStore,
} from './registration-ports.ts';
export { reconcile, type RecoveryReport, type ReconcilePorts } from './reconcile/reconcile.ts';
export type {
  AlertRecord,
  PendingNotification,
  CertificateWatch,
  DeliveryRecord,
  ExpiryWarning,
  OutboxEntry,
  Lease,
  RegistrationRecord,
  RegistrationWarning,
  Schedule,
  TargetRecord,
  TargetSettings,
  UrgentCheck,
  UrgentOfTarget,
  WorkerHeartbeat,
} from './records.ts';
export { getRegistration, getRegistrationOfTarget } from './registrations/read-registration.ts';
export { refreshRegistration } from './registrations/refresh-registration.ts';
export { setManualExpiry } from './registrations/set-manual-expiry.ts';
export { getSettings, updateSettings } from './settings/settings.ts';
export { listDeadLetters, redriveDeadLetter } from './system/dead-letters.ts';
export { monitorComponents, overallHealth } from './system/health.ts';
export { readQueues, type SystemPorts } from './system/read-queues.ts';
export { readRdapList } from './system/read-rdap-list.ts';
export { createWatchdog, WATCH_MS, type WatchdogPorts } from './system/watchdog.ts';
export { backfillDomains } from './targets/backfill-domains.ts';
export { checkNow } from './targets/check-now.ts';
export { createTarget } from './targets/create-target.ts';
export { pauseTarget, resumeTarget } from './targets/pause-target.ts';
export { probeTarget } from './targets/probe-target.ts';
export { getTarget, listTargets } from './targets/read-targets.ts';
export { removeTarget } from './targets/remove-target.ts';
export { updateTarget } from './targets/update-target.ts';
