import {
  AppError,
  type BulkAction,
  type BulkReport,
  type BulkTargets,
  type BulkVerdict,
  editedTarget,
  fieldChanges,
  notFound,
  type TargetRecord,
  type TargetSettings,
  undoOf,
  updateOf,
} from '@app/domain';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import type { Ports } from '../ports/index.ts';
import type { ReadRegistrationPorts } from '../registrations/read-registration.ts';
import type { ChangePorts } from './change-target.ts';
import { checkNow } from './check-now.ts';
import { pauseTarget, resumeTarget } from './pause-target.ts';
import { domainOfUrl } from './registrable-domain.ts';
import { removeTarget } from './remove-target.ts';
import { changedSettings } from './target-settings.ts';
import { updateTargetBy } from './update-target.ts';

export type BulkPorts = ChangePorts &
  AlertPorts &
  ReadRegistrationPorts &
  Pick<Ports, 'judgeUrl' | 'domainOf' | 'log'>;

/** Targets that are worked on at a time: a store answers many at once, and others want it, too. */
const AT_ONCE = 8;

/** What the audit log calls the same change of a single target. */
const PATHS = {
  pause: 'targets.pause',
  resume: 'targets.resume',
  check: 'targets.checkNow',
  remove: 'targets.remove',
  change: 'targets.update',
} as const;

/**
 * Does something to each of several targets, and tells what became of each: one that refuses keeps no other from being
 * changed. Each change has its own entry in the audit log, as if it had been made alone. Throws the fault of a store where
 * it kept all of them from being changed.
 */
export async function bulkTargets(
  context: Context<BulkPorts>,
  { steps, dryRun = false }: BulkTargets,
  audit: Pick<AuditLog, 'begin'>,
): Promise<BulkReport> {
  const wanted = steps.flatMap(({ ids, action }) => ids.map((id) => ({ id, action })));
  const records = await context.ports.targets.getMany(wanted.map(({ id }) => id));
  const known = new Map(records.map((record) => [record.id, record]));
  const items = new Array<BulkVerdict>(wanted.length);
  const faults: unknown[] = [];
  const waiting = wanted.entries();
  const work = async (): Promise<void> => {
    for (const [index, { id, action }] of waiting) {
      const record = known.get(id) ?? null;
      const deed = { id, action, record };
      try {
        items[index] = await (dryRun ? rehearse(context, deed) : perform(context, deed, audit));
      } catch (error) {
        if (!(error instanceof AppError)) faults.push(error);
        items[index] = notDone(deed, error);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (faults.length > 0) {
    if (faults.length === wanted.length) throw faults[0];
    context.ports.log.error({ err: faults[0], count: faults.length }, 'targets were not changed');
  }
  return { items, counts: countsOf(items) };
}

interface Deed {
  readonly id: string;
  readonly action: BulkAction;
  /** As it was when the call began; null where it is not there. */
  readonly record: TargetRecord | null;
}

const FAULT = 'Something went wrong here, and it is logged. Try again in a moment.';

const notDone = ({ id, record }: Deed, error: unknown): BulkVerdict => ({
  id,
  name: record?.name ?? null,
  outcome: error instanceof AppError ? 'refused' : 'failed',
  message: error instanceof AppError ? error.message : FAULT,
  changes: [],
  undo: null,
});

/** What would become of a target. Throws what the change itself would. */
async function rehearse(
  { ports }: Context<BulkPorts>,
  { id, action, record }: Deed,
): Promise<BulkVerdict> {
  if (!record) throw notFound('target');
  const { name } = record;
  const isPaused = record.state.status === 'paused';
  const plain = (isSame: boolean): BulkVerdict => ({
    ...{ id, name, outcome: isSame ? 'same' : 'done', message: null, changes: [], undo: null },
  });
  switch (action.do) {
    case 'pause':
      return plain(isPaused);
    case 'resume':
      return plain(!isPaused);
    case 'remove':
      return plain(false);
    case 'check':
      if (isPaused) throw new AppError('precondition', 'It is paused. Resume it to check it.');
      return plain(false);
    case 'change': {
      const settings = await changedSettings(ports, record, updateOf(record, action.change));
      const domain = domainOfUrl(ports, record.url);
      const deps = { now: ports.now(), newId: ports.newId };
      const isSame = editedTarget(deps, record, { settings, domain }) === null;
      return { ...plain(isSame), changes: fieldChanges(record, settings) };
    }
  }
}

async function perform(
  context: Context<BulkPorts>,
  deed: Deed,
  audit: Pick<AuditLog, 'begin'>,
): Promise<BulkVerdict> {
  const rehearsed = await rehearse(context, deed);
  if (rehearsed.outcome === 'same') return rehearsed;
  const { id, action } = deed;
  const { actor, requestId } = context;
  const end = await audit.begin({ path: PATHS[action.do], input: { id }, actor, requestId });
  try {
    const { changes, undo } = await carryOut(context, deed);
    await end({ ok: true, answer: { id } });
    return { ...rehearsed, changes, undo };
  } catch (error) {
    const isRefused = error instanceof AppError;
    await end({ ok: false, code: isRefused ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR' });
    throw error;
  }
}

async function carryOut(
  context: Context<BulkPorts>,
  { id, action, record }: Deed,
): Promise<Pick<BulkVerdict, 'changes' | 'undo'>> {
  switch (action.do) {
    case 'pause':
      await pauseTarget(context, id);
      return { changes: [], undo: { do: 'resume' } };
    case 'resume':
      await resumeTarget(context, id);
      return { changes: [], undo: { do: 'pause' } };
    case 'check':
      await checkNow(context, id);
      return { changes: [], undo: null };
    case 'remove':
      await removeTarget(context, id);
      return { changes: [], undo: null };
    case 'change': {
      // Of the target as it is by then: somebody else may have given it another tag meanwhile.
      let before: TargetSettings | null = record;
      const after = await updateTargetBy(context, id, (current) => {
        before = current;
        return updateOf(current, action.change);
      });
      if (!before) return { changes: [], undo: null };
      return { changes: fieldChanges(before, after), undo: undoOf(before, after) };
    }
  }
}

function countsOf(items: readonly BulkVerdict[]): BulkReport['counts'] {
  const counts = { done: 0, same: 0, refused: 0, failed: 0 };
  for (const { outcome } of items) counts[outcome]++;
  return counts;
}
