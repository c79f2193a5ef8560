import { networkSign } from '@app/domain';
import { judgeWatch, type NoReading, type Reading, type WatchKind } from '@app/domain/check-kinds';
import type { Context } from '../context.ts';
import type { AlertPorts } from '../outbox/apply-alert-entry.ts';
import { applyOutbox } from '../outbox/apply-outbox.ts';
import type { Ports } from '../ports/index.ts';
import type { ClaimedWatch } from '../ports/targets.ts';
import type { PolledChecks } from './polled-checks.ts';
import { probeOrFault } from './probe-or-fault.ts';

/** A kind of check with the probe that makes it. */
export interface WatchCheck<Request = unknown, Found extends Reading = Reading> {
  kind: WatchKind<Request, Found>;
  /** Failures are values; it rejects only with the reason of the signal. */
  probe(request: Request, options: { signal?: AbortSignal }): Promise<Found | NoReading>;
}

/** Such a check that was made. */
export interface FinishedWatch {
  claimed: ClaimedWatch;
  result: Reading | NoReading;
  startedAt: Date;
  endedAt: Date;
}

/**
 * Checks of a kind that targets have beside the one of their status. One whose lease was lost (the target was edited,
 * paused or taken over) is dropped; while the store is away the lease runs out and the check is made again. What fails
 * after the write is left to the reconciler.
 */
export const watchChecks = (
  { ports }: Context<AlertPorts>,
  check: WatchCheck,
): PolledChecks<ClaimedWatch, FinishedWatch> => {
  const { kind } = check;
  return {
    name: `${kind.name} checks`,
    // A check that people asked for starts that soon.
    tickMs: 2_000,
    ...kind.schedule,
    claim: (claim) => ports.targets.claimWatches(kind, claim),
    release: (held) =>
      ports.targets.releaseWatches(
        kind,
        held.map(({ item, token }) => ({ id: item.target.id, token })),
      ),
    describe: ({ target }) => ({ targetId: target.id }),

    async probe(claimed, signal) {
      const { target, watch } = claimed;
      const startedAt = ports.now();
      const request = kind.request(target, watch, startedAt);
      const result = await probeOrFault(() => check.probe(request, { signal }), INTERNAL_FAULT, {
        ...{ signal, log: ports.log },
        about: { targetId: target.id, kind: kind.name },
      });
      return { claimed, result, startedAt, endedAt: ports.now() };
    },

    signOf: ({ claimed, result, startedAt, endedAt }) => {
      if (!('failure' in result)) return null;
      const { address, failure } = result;
      const url = kind.urlOf(claimed.target.url, claimed.watch);
      return networkSign({ ...RARELY, url, address, failure, startedAt, endedAt });
    },

    unseen: ({ result: { address }, ...finished }, failure) => ({
      ...finished,
      result: { outcome: 'inconclusive', address, failure },
    }),

    async record({ claimed: { target, watch, lease }, result }) {
      const { id } = target;
      const before = { target, watch, now: ports.now(), newId: ports.newId };
      const judged = judgeWatch(kind, before, result);
      if (!(await ports.targets.recordWatch(kind, { id, token: lease.token }, judged))) return;
      if ('failure' in result) {
        const { outcome, address, failure } = result;
        const failingSince = watch.trouble?.since ?? null;
        const { host } = new URL(kind.urlOf(target.url, watch));
        ports.log.warn(
          { targetId: id, kind: kind.name, host, address, outcome, failure, failingSince },
          'a check could not be made; it is tried again in the next cycle',
        );
      }
      await followUp(ports, id).catch((error: unknown) => {
        ports.log.warn({ err: error }, 'what follows from a check was left to the reconciler');
      });
    },
  };
};

/** Of what is checked once a day nothing is known of how it was. */
const RARELY = { wasGood: false, isKnownDown: false };

const INTERNAL_FAULT: NoReading = {
  outcome: 'inconclusive',
  address: null,
  failure: {
    class: 'internal',
    code: null,
    fact: { is: 'check-broken' },
  },
};

async function followUp(ports: AlertPorts & Pick<Ports, 'changes'>, id: string): Promise<void> {
  await ports.changes.publish([{ type: 'target', id }]);
  const target = await ports.targets.get(id);
  if (target && target.intents.length > 0) await applyOutbox(ports, target);
}
