import type { AuditRule } from '@app/domain/audit';
import type { AppRouter } from './app-router.ts';

type Areas = AppRouter['_def']['record'];

/** Every procedure of the contract that changes something, as `area.name`. */
type MutationPath = {
  [Area in keyof Areas]: {
    [Name in keyof Areas[Area]]: Areas[Area][Name] extends { _def: { type: 'mutation' } }
      ? `${Area}.${Extract<Name, string>}`
      : never;
  }[keyof Areas[Area]];
}[keyof Areas];

const byId = (kind: AuditRule['kind']) => ({ kind, id: 'id' }) as const;
/** What gets its id by the call. */
const made = (kind: AuditRule['kind']) => ({ kind, id: 'answer' }) as const;
const only = (kind: AuditRule['kind']) => ({ kind, id: null }) as const;

/**
 * What each call that changes something is about, for the audit log: the one place that says so. A mutation that is missing
 * here does not compile.
 */
export const CHANGES = {
  'targets.create': made('target'),
  'targets.update': byId('target'),
  'targets.remove': byId('target'),
  'targets.pause': byId('target'),
  'targets.resume': byId('target'),
  'targets.checkNow': byId('target'),
  'targets.import': { ...only('target'), canRehearse: true },
  'targets.bulk': { ...only('target'), canRehearse: true },
  'targets.probe': { kind: 'url', id: 'url', storesNothing: true },
  'alerts.acknowledge': { ...byId('alert'), goesAhead: true },
  'alerts.unacknowledge': { ...byId('alert'), goesAhead: true },
  'deliveries.redrive': byId('delivery'),
  'deliveries.dismiss': only('delivery'),
  'channels.create': made('channel'),
  'channels.update': byId('channel'),
  'channels.remove': byId('channel'),
  'channels.test': byId('channel'),
  'domains.refresh': { kind: 'domain', id: 'name' },
  'domains.setExpiry': { kind: 'domain', id: 'name' },
  'examples.add': only('target'),
  'examples.remove': only('target'),
  'inbox.markRead': only('inbox'),
  'inbox.markAllRead': only('inbox'),
  'mutes.create': made('mute'),
  'mutes.remove': byId('mute'),
  'maintenance.create': made('maintenance'),
  'maintenance.update': byId('maintenance'),
  'maintenance.remove': byId('maintenance'),
  'policies.update': only('policies'),
  'settings.update': only('settings'),
  'reports.create': made('report'),
  'reports.update': byId('report'),
  'reports.remove': byId('report'),
  'reports.send': byId('report'),
  'statusPages.create': made('status-page'),
  'statusPages.update': byId('status-page'),
  'statusPages.remove': byId('status-page'),
  'statusPages.note': byId('status-page'),
  'system.redriveDeadLetter': byId('dead-letter'),
  'system.runBackup': only('backup'),
  'system.restoreDrill': only('backup'),
  '/ack': { ...byId('alert'), goesAhead: true },
} as const satisfies Record<MutationPath | '/ack', AuditRule>;
