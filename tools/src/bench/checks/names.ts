import { openOwnNames } from '../../names/own-names.ts';
import { step } from '../../terminal.ts';
import { namesReportOf } from './names-report.ts';
import { planNames } from './name-plan.ts';
import type { CheckBenchOptions } from './options.ts';
import type { Report } from './report.ts';
import { runWorker, type RunFigures, type RunPlan } from './run-worker.ts';
import type { Stage } from './stage.ts';

/** 300 checks a second, each of a name whose last answer is too old to be used again. */
const LOAD = { targets: 2_100, intervalSeconds: 7, seconds: 28 };

/**
 * Measures checks by name beside the same checks by address, and again while a tenth of the names is never answered.
 * Throws a Refusal where this machine allows no names of our own.
 */
export async function benchNames(
  stage: Stage,
  { profileTo }: Pick<CheckBenchOptions, 'profileTo'>,
): Promise<Report> {
  const own = await openOwnNames();
  try {
    const runOf = (what: string, plan: Partial<RunPlan> = {}): Promise<RunFigures> =>
      step(`${LOAD.targets} ${what} every ${LOAD.intervalSeconds} s`, () =>
        runWorker(stage, { ...LOAD, profileTo, ...plan }),
      );
    const before = await runOf('addresses');
    const healthyNames = await planNames(own, { targets: LOAD.targets, hasDead: false });
    const names = await runOf('names', { names: healthyNames });
    const after = await runOf('addresses again');
    const someDead = await planNames(own, { targets: LOAD.targets, hasDead: true });
    const beside = await runOf('names, a tenth of them dead,', { names: someDead });
    return namesReportOf({ addresses: [before, after], names, beside });
  } finally {
    own.close();
  }
}
