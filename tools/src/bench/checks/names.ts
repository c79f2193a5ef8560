import { openOwnNames } from '../../names/own-names.ts';
import { step } from '../../terminal.ts';
import { namesReportOf } from './names-report.ts';
import { planNames } from './name-plan.ts';
import type { CheckBenchOptions } from './options.ts';
import type { Report } from './report.ts';
import { runWorker, type Load } from './run-worker.ts';
import type { Stage } from './stage.ts';

/** 300 checks a second, each of a name whose last answer is too old to be used again. */
const LOAD: Load = { targets: 3_000, intervalSeconds: 10 };
const ROUNDS = 3;

/**
 * Measures checks by name in turn with the same checks by address, then checks by name while a tenth of the names is never
 * answered. Throws a Refusal where this machine allows no names of our own.
 */
export async function benchNames(
  stage: Stage,
  { profileTo }: Pick<CheckBenchOptions, 'profileTo'>,
): Promise<Report> {
  const own = await openOwnNames();
  try {
    const runOf = (what: string, loads: readonly Load[]) =>
      step(`${ROUNDS} rounds of ${what}`, async () => {
        const plan = { rounds: ROUNDS, bareInFlight: null, profileTo };
        return (await runWorker(stage, { ...plan, loads })).loads;
      });
    const healthyNames = await planNames(own, { first: LOAD.targets, ...LOAD, hasDead: false });
    const [addresses, names] = await runOf('addresses and of names', [
      LOAD,
      { ...LOAD, names: healthyNames },
    ]);
    const someDead = await planNames(own, { first: 0, ...LOAD, hasDead: true });
    const [beside] = await runOf('names, a tenth of them dead', [{ ...LOAD, names: someDead }]);
    if (!addresses || !names || !beside) throw new Error('A load was not measured.');
    return namesReportOf({ addresses, names, beside });
  } finally {
    own.close();
  }
}
