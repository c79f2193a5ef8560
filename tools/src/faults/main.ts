import { loadavg } from 'node:os';
import { buildApps } from '../build/build-apps.ts';
import { inOneLine, Refusal } from '../refusal.ts';
import { say, step } from '../terminal.ts';
import type { Finding, Scenario } from './scenario.ts';
import { clockJumps } from './scenarios/clock.ts';
import { deadNames } from './scenarios/dead-names.ts';
import { deadRouter } from './scenarios/dead-router.ts';
import { fullDisk } from './scenarios/full-disk.ts';
import { hungProcess } from './scenarios/hung.ts';
import { hanging } from './scenarios/hanging.ts';
import { hostile } from './scenarios/hostile.ts';
import { massOutage } from './scenarios/mass-outage.ts';
import { outages } from './scenarios/outage.ts';
import { race } from './scenarios/race.ts';
import { rotation } from './scenarios/rotation.ts';
import { silentHost } from './scenarios/silent-host.ts';
import { slowStore } from './scenarios/slow-store.ts';
import { hurtInSteps } from './scenarios/steps.ts';

/*
 * Hurts real processes on real servers and looks whether checks go on: `npm run proof:faults`. Words on the
 * command line choose the scenarios whose name holds one of them.
 */

/** Scenarios of a lot run side by side; those that need the machine for themselves are alone. */
const BATCHES: readonly (readonly Scenario[])[] = [
  outages,
  [...hurtInSteps, ...clockJumps, rotation, silentHost, slowStore, hungProcess, deadRouter],
  [race],
  [hanging],
  [deadNames],
  [hostile],
  [fullDisk],
  [massOutage],
];

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const tally = { passed: 0, failed: 0, skipped: 0 };

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  tally.failed++;
}
say(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
process.exitCode = tally.failed > 0 ? 1 : 0;

async function main(words: readonly string[]): Promise<void> {
  await step('Building the apps and the document server', () => buildApps('apps/api'));
  for (const lot of BATCHES) {
    const chosen = lot.filter(
      ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
    );
    await Promise.all(chosen.map(prove));
  }
}

/** A machine that stands still for a second breaks any bar: what fails is played once more, and both are told. */
async function prove(scenario: Scenario): Promise<void> {
  const first = await play(scenario);
  tell(first);
  if (first.findings.some(isFailed)) {
    say(`again  ${scenario.name}`);
    const second = await play(scenario);
    tell(second);
    count(second.findings);
  } else {
    count(first.findings);
  }
}

interface Played {
  findings: readonly Finding[];
  seconds: number;
}

async function play(scenario: Scenario): Promise<Played> {
  const from = performance.now();
  const findings = await scenario.run().catch((error: unknown): Finding[] => {
    // What a machine does not allow says nothing about the product.
    if (error instanceof Refusal) {
      say(`skip   ${scenario.name}: ${inOneLine(error)}`);
      tally.skipped++;
      return [];
    }
    const faults = [`It could not be played: ${inOneLine(error).split('\n')[0] ?? ''}`];
    return [{ name: scenario.name, figures: 'none', faults }];
  });
  return { findings, seconds: Math.round((performance.now() - from) / 1_000) };
}

function tell({ findings, seconds }: Played): void {
  for (const finding of findings) {
    const { name, figures, faults } = finding;
    const load = loadavg()[0]?.toFixed(1) ?? '';
    const verdict = isFailed(finding) ? 'FAILED' : 'ok    ';
    say(`${verdict} ${name}: ${figures} (${seconds} s, load ${load})`);
    for (const fault of faults) say(`         ${fault}`);
  }
}

function count(findings: readonly Finding[]): void {
  const failed = findings.filter(isFailed).length;
  tally.failed += failed;
  tally.passed += findings.length - failed;
}

function isFailed({ faults }: Finding): boolean {
  return faults.length > 0;
}
