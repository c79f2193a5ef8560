import type { ChannelKind, RegistrableDomain, SendMessage } from '@app/domain';
import type { StatusProbe } from '@app/domain/check-kinds';
import type { SendReport } from '@app/domain/reports';
import type { AlertRuleStore } from './alert-rules.ts';
import type { AlertStore } from './alerts.ts';
import type { ApiNodeStore } from './api-nodes.ts';
import type { AuditStore } from './audit.ts';
import type { CallWindowStore, FloodStore } from './call-windows.ts';
import type { Archive } from './archive.ts';
import type { Backups } from './backups.ts';
import type { Cache } from './cache.ts';
import type { ChangeEvents } from './change-events.ts';
import type { ChannelStore } from './channels.ts';
import type { DailyStore } from './daily.ts';
import type { DeliveryStore } from './deliveries.ts';
import type { Disk } from './disk.ts';
import type { HousekeepingStore } from './housekeeping.ts';
import type { Indexes } from './indexes.ts';
import type { InboxStore } from './inbox.ts';
import type { LaneStore } from './lanes.ts';
import type { Log } from './log.ts';
import type { Queue } from './queue.ts';
import type { RateLimitStore } from './rate-limits.ts';
import type { RdapListStore } from './rdap-list.ts';
import type { RegistrationStore } from './registrations.ts';
import type { ReportStore } from './reports.ts';
import type { ResultStore } from './results.ts';
import type { ServerClock } from './server-clock.ts';
import type { SettingsStore } from './settings.ts';
import type { StatusPageStore } from './status-pages.ts';
import type { TargetStore } from './targets.ts';
import type { UpkeepStore } from './upkeep.ts';
import type { UrlVerdict } from './url-verdict.ts';
import type { WorkerStore } from './workers.ts';

/** Everything that use cases need from the outside world. */
export interface Ports {
  targets: TargetStore;
  results: ResultStore;
  daily: DailyStore;
  alerts: AlertStore;
  alertRules: AlertRuleStore;
  audit: AuditStore;
  deliveries: DeliveryStore;
  channels: ChannelStore;
  lanes: LaneStore;
  inbox: InboxStore;
  registrations: RegistrationStore;
  rateLimits: RateLimitStore;
  callWindows: CallWindowStore;
  floods: FloodStore;
  rdapList: RdapListStore;
  settings: SettingsStore;
  statusPages: StatusPageStore;
  reports: ReportStore;
  workers: WorkerStore;
  housekeeping: HousekeepingStore;
  upkeep: UpkeepStore;
  archive: Archive;
  backups: Backups;
  cache: Cache;
  disk: Disk;
  indexes: Indexes;
  serverClock: ServerClock;
  apiNodes: ApiNodeStore;
  queue: Queue;
  changes: ChangeEvents;
  log: Log;
  now: () => Date;
  /** A new id, unique everywhere. */
  newId: () => string;
  /** Of each kind of check that decides the status of targets, by its name. */
  statusProbes: Readonly<Record<string, StatusProbe>>;
  send: SendMessage;
  /** Hands a report to a mail address. */
  sendReport: SendReport;
  judgeUrl: (text: string) => UrlVerdict;
  /** The registrable domain of the host of a url. */
  domainOf: (url: string) => RegistrableDomain;
  /** What is wrong with the address of a channel, as a sentence; null when it may be used. */
  judgeChannelUrl: (kind: ChannelKind, url: string) => string | null;
  /** Kinds of channel that the operator has to set something up for. */
  kindsNotSetUp: readonly ChannelKind[];
  /** Address of the web app, without a trailing slash; links in messages start with it. */
  publicUrl: string;
}
