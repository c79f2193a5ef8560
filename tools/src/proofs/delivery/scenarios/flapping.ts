import { faultsOf, type Finding, type Scenario } from '../../../faults/scenario.ts';
import { FINE } from '../../../faults/stage/site.ts';
import { until } from '../../../faults/stage/stage.ts';
import { isTaken } from '../../../receivers/received.ts';
import { addGroup, alertsOf, type DeliveryStage, onDeliveryStage, startWorker } from '../stage.ts';

const CHANGES = 60;
const INTERVAL_SECONDS = 3;
const STEADY_MS = 31 * 60_000;
const SUMMARY_WITHIN_MS = 60_000;
/** Bar: first outage and its end, the word that it flaps, the summary, and two to spare. */
const MESSAGES = 6;

/** A site goes down and comes back at each check, and then stays as it is for half an hour. */
export const flapping: Scenario = {
  name: `a site goes down and comes back ${CHANGES} times`,
  run: () => onDeliveryStage(play),
};

async function play(stage: DeliveryStage): Promise<Finding[]> {
  const { receivers, site } = stage;
  const target = () => ({ intervalSeconds: INTERVAL_SECONDS });
  const group = await addGroup(stage, 'hook', { count: 1, target });
  const [id = ''] = group.ids;
  const worker = await startWorker(stage, [group]);
  let changes = 0;
  site.answer = () => {
    if (changes === CHANGES) return FINE;
    changes++;
    return { status: changes % 2 === 1 ? 500 : 200, afterMs: 0 };
  };
  await until(() => changes === CHANGES, 3 * CHANGES * INTERVAL_SECONDS * 1_000);
  const seen = async (): Promise<number> => changesIn(await stage.checks(id));
  await until(async () => (await seen()) >= CHANGES, 20_000);
  const noted = await seen();
  const meanwhile = receivers.of(group.name).filter(isTaken).length;
  // Half an hour passes.
  worker.setClock(STEADY_MS);
  const areOver = async (): Promise<boolean> =>
    (await alertsOf(stage, group)).every(({ endedAt }) => endedAt !== null);
  const isSummed = (): boolean =>
    receivers.of(group.name).some(({ at, events }) => at >= steadyAt && events.length > 0);
  const steadyAt = Date.now();
  const isSteady = await until(async () => isSummed() && (await areOver()), SUMMARY_WITHIN_MS);
  const told = receivers.of(group.name).filter(isTaken);
  const alerts = await alertsOf(stage, group);
  const counted = alerts.reduce((sum, { flapping: is }) => sum + (is?.changes ?? 2), 0);
  return [
    {
      name: flapping.name,
      figures:
        `${meanwhile} messages meanwhile, ${told.length} with the summary (at most ${MESSAGES}); ` +
        `${noted} of ${CHANGES} changes in the results, ${counted} on ${alerts.length} alerts`,
      faults: faultsOf({
        [`There were ${told.length} messages.`]: told.length <= MESSAGES,
        [`The results show ${noted} changes.`]: noted === CHANGES,
        [`The alerts count ${counted} changes.`]: counted === CHANGES,
        'There was no summary once it was steady.': isSteady,
        'The worker ended.': worker.isRunning,
      }),
    },
  ];
}

/** How often a site was well and then was not, or the other way round. */
function changesIn(checks: readonly { slot: Date; outcome: string }[]): number {
  const outcomes = checks
    .toSorted((a, b) => Number(a.slot) - Number(b.slot))
    .flatMap(({ outcome }) => (outcome === 'ok' || outcome === 'failed' ? [outcome] : []));
  return outcomes.filter((outcome, i) => i > 0 && outcome !== outcomes[i - 1]).length;
}
