import { loadavg } from 'node:os';
import { inOneLine, Refusal } from '../refusal.ts';
import { say } from '../terminal.ts';
import type { Finding, Scenario } from './scenario.ts';

/** Scenarios that are played one after the other. */
type Sequence = readonly Scenario[];
/** What stands in a batch is played side by side; what needs the machine for itself is alone. */
export type Batches = readonly (readonly (Scenario | Sequence)[])[];

const tally = { passed: 0, failed: 0, skipped: 0 };

/**
 * Plays scenarios, tells what came of them, and sets the exit code.
 *
 * @param words of which a scenario's name must hold one; none chooses all
 * @param prepare comes first
 */
export async function playAll(
  batches: Batches,
  words: readonly string[],
  prepare: () => Promise<void>,
): Promise<void> {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => process.exit(130));
  try {
    await prepare();
    for (const batch of batches) {
      await Promise.all(
        batch.map(async (part) => {
          for (const scenario of [part].flat()) {
            if (words.length === 0 || words.some((word) => scenario.name.includes(word))) {
              await prove(scenario);
            }
          }
        }),
      );
    }
  } catch (error) {
    process.stderr.write(`${inOneLine(error)}\n`);
    tally.failed++;
  }
  say(`${tally.passed} passed, ${tally.failed} failed, ${tally.skipped} skipped`);
  process.exitCode = tally.failed > 0 ? 1 : 0;
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
