import type { CallRule } from '@app/domain/limits';
import type { AppRouter } from './app-router.ts';

type Areas = AppRouter['_def']['record'];

/** Every procedure of the contract, as `area.name`. */
type ProcedurePath = {
  [Area in keyof Areas]: `${Area}.${Extract<keyof Areas[Area], string>}`;
}[keyof Areas];

/** Routes beside the procedures that are worth a limit. */
export type RoutePath =
  '/ack' | '/calendar.ics' | '/expiry.csv' | '/badge' | '/export' | '/status' | '/report';

const READ = { class: 'read' } as const;
const WRITE = { class: 'write' } as const;
/** Makes this product connect to somebody else. */
const OUTGOING = { class: 'outgoing' } as const;
/** Reads or writes a great deal at once. */
const COSTLY = { class: 'costly' } as const;

const atMost = (calls: number, seconds: number, per: string | null) =>
  ({ cooldown: { calls, seconds, per } }) as const;

/**
 * What each call counts as: the one place that says so. A procedure that is missing here does not compile.
 * `targets.create` only enqueues a check, so a script may add hundreds of them.
 */
export const CALLS = {
  'targets.list': READ,
  'targets.order': READ,
  'targets.many': READ,
  'targets.tags': READ,
  'targets.get': READ,
  'targets.certificate': READ,
  'targets.create': WRITE,
  'targets.update': WRITE,
  'targets.remove': WRITE,
  'targets.pause': WRITE,
  'targets.resume': WRITE,
  'targets.checkNow': { ...OUTGOING, ...atMost(20, 60, 'id') },
  'targets.import': COSTLY,
  // Hundreds of targets at once, each of which may be checked.
  'targets.bulk': COSTLY,
  'targets.probe': { ...OUTGOING, ...atMost(20, 60, 'url') },
  'checks.history': READ,
  'checks.recent': READ,
  'stats.summary': READ,
  'stats.daily': READ,
  'stats.explain': READ,
  'stats.outages': READ,
  // Judges all checks of a month once more.
  'stats.replay': COSTLY,
  'alerts.list': READ,
  'alerts.get': READ,
  'alerts.acknowledge': WRITE,
  'alerts.unacknowledge': WRITE,
  'deliveries.list': READ,
  'deliveries.redrive': { ...OUTGOING, ...atMost(30, 60, 'id') },
  'deliveries.dismiss': WRITE,
  'channels.list': READ,
  'channels.create': WRITE,
  'channels.update': WRITE,
  'channels.remove': WRITE,
  'channels.test': { ...OUTGOING, ...atMost(6, 60, 'id') },
  'domains.get': READ,
  'domains.ofTarget': READ,
  // The use case itself allows it once an hour.
  'domains.refresh': OUTGOING,
  'domains.setExpiry': WRITE,
  'expiry.list': READ,
  'expiry.choices': READ,
  // Months of checks at once.
  'examples.add': { ...COSTLY, ...atMost(6, 600, null) },
  'examples.remove': { ...COSTLY, ...atMost(6, 600, null) },
  'inbox.list': READ,
  'inbox.unreadCount': READ,
  'inbox.markRead': WRITE,
  'inbox.markAllRead': WRITE,
  'mutes.list': READ,
  'mutes.create': WRITE,
  'mutes.remove': WRITE,
  'maintenance.list': READ,
  'maintenance.create': WRITE,
  'maintenance.update': WRITE,
  'maintenance.remove': WRITE,
  'policies.get': READ,
  'policies.update': WRITE,
  'settings.get': READ,
  'settings.update': WRITE,
  'reports.list': READ,
  'reports.create': WRITE,
  'reports.update': WRITE,
  'reports.remove': WRITE,
  'reports.preview': COSTLY,
  'reports.send': { ...OUTGOING, ...atMost(6, 60, 'id') },
  'statusPages.list': READ,
  'statusPages.create': WRITE,
  'statusPages.update': WRITE,
  'statusPages.remove': WRITE,
  'statusPages.outages': READ,
  'statusPages.note': WRITE,
  'system.health': READ,
  'system.queues': READ,
  'system.rdapList': READ,
  'system.deadLetters': READ,
  'system.redriveDeadLetter': { ...WRITE, ...atMost(6, 60, 'id') },
  'system.limits': READ,
  'system.audit': READ,
  'system.storage': READ,
  'system.backups': READ,
  'system.upkeep': READ,
  'system.runBackup': { ...COSTLY, ...atMost(6, 600, null) },
  'system.restoreDrill': { ...COSTLY, ...atMost(6, 600, null) },
  'live.events': READ,
  '/ack': WRITE,
  '/calendar.ics': COSTLY,
  '/badge': READ,
  // Only what is not there: pages come from memory.
  '/status': READ,
  '/export': COSTLY,
  '/report': COSTLY,
  '/expiry.csv': { ...COSTLY, ...atMost(10, 60, null) },
} as const satisfies Record<ProcedurePath | RoutePath, CallRule>;
