import { AppError, notFound, type TargetRecord } from '@app/domain';
import { dayOf } from '@app/domain/days';
import {
  errorBudget,
  lastPeriod,
  type PreviewReport,
  type ReportedTarget,
  type ReportRecord,
  reportTotal,
  type ReportView,
} from '@app/domain/reports';
import { createBreath } from '../breath.ts';
import type { Context } from '../context.ts';
import type { Ports } from '../ports/index.ts';
import { statsBetween, statsOutages, type StatsPorts } from '../stats/read-stats.ts';

type ReadPorts = StatsPorts & Pick<Ports, 'reports'>;

const MAX_TARGETS = 200;
const MAX_OUTAGES = 100;

/** What a report is made of. */
interface Asked extends Pick<
  ReportRecord,
  'name' | 'tag' | 'targetIds' | 'slaTarget' | 'logo' | 'footer'
> {
  readonly from: Date;
  readonly to: Date;
}

/** What a report says. Throws not-found, and invalid for a time that is still to come. */
export async function previewReport(
  context: Context<ReadPorts>,
  { id, from, to, ...asked }: PreviewReport,
): Promise<ReportView> {
  const { ports } = context;
  const report = id === undefined ? null : await ports.reports.get(id);
  if (id !== undefined && !report) throw notFound('report');
  const { timeZone } = await ports.settings.get();
  const period = lastPeriod(ports.now(), report?.every ?? 'month', timeZone);
  const { tag = null, targetIds = [], slaTarget = null } = report ?? asked;
  return await readReport(context, {
    ...{ name: report?.name ?? '', logo: report?.logo ?? null, footer: report?.footer ?? null },
    ...{ tag, targetIds, slaTarget },
    ...(from && to ? { from, to } : { from: period.from, to: period.to }),
  });
}

/** Makes a report from the same figures as the pages. Throws invalid for a time that is still to come. */
export async function readReport(
  context: Context<StatsPorts>,
  { from, to, slaTarget, ...asked }: Asked,
): Promise<ReportView> {
  const { ports } = context;
  const now = ports.now();
  if (from >= now) {
    throw new AppError('invalid', 'This time is still to come.', { field: 'from' });
  }
  const { timeZone } = await ports.settings.get();
  const { records, leftOut } = await targetsOf(ports, asked);
  const targets: ReportedTarget[] = [];
  const breathe = createBreath();
  for (const { id: targetId, name } of records) {
    const stats = await statsBetween(ports, targetId, { from, to });
    const { items } = await statsOutages(context, { targetId, from, to });
    targets.push({
      ...{ targetId, name, stats, budget: errorBudget(stats, slaTarget) },
      outages: items.slice(0, MAX_OUTAGES),
    });
    await breathe();
  }
  const { name, logo, footer } = asked;
  const [watchedSince] = records.map(({ createdAt }) => createdAt).sort((a, b) => +a - +b);
  const end = to < now ? to : now;
  return {
    ...{ name, logo, footer, from, to, slaTarget, timeZone, leftOut, targets },
    firstDay: dayOf(from, timeZone),
    lastDay: dayOf(new Date(+end - 1), timeZone),
    madeAt: now,
    isRunning: to > now,
    ...(watchedSince ? { watchedSince } : {}),
    total: reportTotal(targets, slaTarget),
  };
}

/** Targets with a tag, and those that are named, by name. */
async function targetsOf(
  { targets }: Pick<Ports, 'targets'>,
  { tag, targetIds }: Pick<Asked, 'tag' | 'targetIds'>,
): Promise<{ records: TargetRecord[]; leftOut: number }> {
  const tagged =
    tag === null
      ? []
      : await targets.order({
          ...{ search: null, kind: null, tags: [tag], tagMatch: 'all', statuses: [] },
          ...{ sort: 'name', isReversed: false },
        });
  const ids = [...new Set([...targetIds, ...tagged])];
  const records = await targets.listed(ids.slice(0, MAX_TARGETS));
  records.sort((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1));
  return { records, leftOut: Math.max(0, ids.length - MAX_TARGETS) };
}
