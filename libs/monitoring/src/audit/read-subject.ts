import { Id, maskRequest, TargetSettings, toChannel } from '@app/domain';
import { type AuditSnapshot, auditSnapshot, type AuditSubjectKind } from '@app/domain/audit';
import { toReport } from '@app/domain/reports';
import { toStatusPage } from '@app/domain/status-pages';
import type { Ports } from '../ports/index.ts';

export type SubjectPorts = Pick<
  Ports,
  | 'targets'
  | 'channels'
  | 'alerts'
  | 'deliveries'
  | 'registrations'
  | 'alertRules'
  | 'settings'
  | 'statusPages'
  | 'reports'
>;

type ReadSubject = (ports: SubjectPorts, id: string) => Promise<AuditSnapshot | null>;

/** What a thing is at the moment, without its secrets, by its kind; of kinds that are missing nothing is kept. */
const READERS: Partial<Record<AuditSubjectKind, ReadSubject>> = {
  async target({ targets }, id) {
    const record = await targets.get(id);
    if (!record) return null;
    const names = Object.keys(TargetSettings.shape) as (keyof TargetSettings)[];
    const settings = Object.fromEntries(names.map((name) => [name, record[name]]));
    const real = { ...settings, pausedAt: record.pausedAt };
    return auditSnapshot(record.name, { ...real, request: maskRequest(record.request) }, real);
  },

  async channel({ channels }, id) {
    const record = await channels.get(id);
    if (!record) return null;
    const { lastDelivery: _, ...real } = record;
    const { lastDelivery: __, ...shown } = toChannel(record);
    return auditSnapshot(record.name, shown, real);
  },

  async alert({ alerts }, id) {
    const record = await alerts.get(id);
    if (!record) return null;
    const { kind, state, resolution, acknowledgedAt, acknowledgedNote } = record;
    const until = record.acknowledgedUntil ?? null;
    return plain(record.targetName, {
      kind,
      state,
      resolution,
      acknowledgedAt,
      acknowledgedNote,
      acknowledgedUntil: until,
    });
  },

  async delivery({ deliveries }, id) {
    const record = await deliveries.get(id);
    if (!record) return null;
    const { alertId, channelId, event, state } = record;
    return plain(null, { alertId, channelId, event, state });
  },

  async domain({ registrations }, name) {
    const record = await registrations.get(name);
    if (!record) return null;
    const { expiresAt, source } = record.registration;
    return plain(name, { expiresAt, source, refreshedAt: record.refreshedAt });
  },

  async mute({ alertRules }, id) {
    const mute = (await alertRules.get()).mutes.find((one) => one.id === id);
    return mute ? plain(null, mute) : null;
  },

  async maintenance({ alertRules }, id) {
    const window = (await alertRules.get()).maintenance.find((one) => one.id === id);
    return window ? plain(window.name, window) : null;
  },

  async 'status-page'({ statusPages }, id) {
    const page = await statusPages.get(id);
    return page ? plain(page.title, toStatusPage(page)) : null;
  },

  async report({ reports }, id) {
    const report = await reports.get(id);
    return report ? plain(report.name, toReport(report)) : null;
  },

  policies: async ({ alertRules }) => plain(null, (await alertRules.get()).policies),
  settings: async ({ settings }) => plain(null, await settings.get()),
};

/** Kinds of which there is one, and those that are named by something else than an id. */
const NEED_NO_ID = new Set<AuditSubjectKind>(['domain', 'policies', 'settings']);

/** What a change is about, as it is now; null where it is not there, or nothing of it is kept. */
export async function readSubject(
  ports: SubjectPorts,
  kind: AuditSubjectKind,
  id: string | null,
): Promise<AuditSnapshot | null> {
  const read = READERS[kind];
  if (!read || (!NEED_NO_ID.has(kind) && !Id.safeParse(id).success)) return null;
  return await read(ports, id ?? '');
}

const plain = (name: string | null, thing: object): AuditSnapshot =>
  auditSnapshot(name, thing, thing);
