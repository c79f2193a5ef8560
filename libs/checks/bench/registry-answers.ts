/**
 * The sample answers of registries through our reader and, beside it, through whoiser 1.18 with the Date constructor:
 *   node --conditions=@app/source libs/checks/bench/registry-answers.ts
 * Prints how many expiry dates come out right; the bar is all of them, and none silently wrong.
 */
import { createRequire } from 'node:module';
import { replaySamples, type Replayed } from '../src/domain/testing/replay-samples.ts';

const DAY = 86_400_000;

interface WhoiserParser {
  parseDomainWhois(
    domain: string,
    text: string,
    ignorePrivacy: boolean,
  ): Readonly<Record<string, unknown>>;
}

/** whoiser exports only lookups over the network; its parser is an internal file. */
const { parseDomainWhois } = createRequire(import.meta.url)(
  'whoiser/src/parsers.js',
) as WhoiserParser;

type Verdict = 'right' | 'missing' | 'invalid' | 'wrong';

function judge({ expected }: Replayed, date: Date | null): Verdict {
  if (!date) return 'missing';
  if (Number.isNaN(date.getTime())) return 'invalid';
  const distance = Math.abs(date.getTime() - Date.parse(expected.instant ?? expected.date ?? ''));
  return distance <= DAY ? 'right' : 'wrong';
}

function byWhoiser({ tld, text }: Replayed): Date | null {
  try {
    const date = parseDomainWhois(`monitor-sample.${tld}`, text, true)['Expiry Date'];
    return typeof date === 'string' && date !== '' ? new Date(date) : null;
  } catch {
    return null;
  }
}

const byUs = ({ found }: Replayed): Date | null =>
  found.kind === 'registered' ? (found.expiry?.expiresAt ?? null) : null;

const samples = replaySamples().filter(
  ({ id, expected }) => id.startsWith('whois') && expected.outcome === 'date',
);

function report(name: string, read: (sample: Replayed) => Date | null): void {
  const counts: Record<Verdict, number> = { right: 0, missing: 0, invalid: 0, wrong: 0 };
  for (const sample of samples) counts[judge(sample, read(sample))]++;
  const { right, missing, invalid, wrong } = counts;
  console.log(
    `${name}: ${right}/${samples.length} right, ${missing} without a date, ${invalid} invalid, ${wrong} silently wrong`,
  );
}

report('mini-netumo        ', byUs);
report('whoiser 1.18 + Date', byWhoiser);
const isPerfect = samples.every((sample) => judge(sample, byUs(sample)) === 'right');
process.exitCode = isPerfect ? 0 : 1;
