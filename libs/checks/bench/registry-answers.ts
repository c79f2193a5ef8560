/**
 * The sample answers of registries through our reader and, beside it, through whoiser with the Date constructor:
 *   node --conditions=@app/source libs/checks/bench/registry-answers.ts
 * Prints how many expiry dates come out right; the bar is all of them, and none silently wrong. Beside them, how many
 * registrars and lists of name servers each of them reads.
 */
import { whoisDomain } from 'whoiser';
import { replaySamples, type Replayed } from '../src/registration/testing/replay-samples.ts';
import { walkServers } from '../src/registration/whois/with-whoiser.ts';

const DAY = 86_400_000;
const HOST = 'whois.registry.example';

type Verdict = 'right' | 'missing' | 'invalid' | 'wrong';

function judge({ expected }: Replayed, date: Date | null): Verdict {
  if (!date) return 'missing';
  if (Number.isNaN(date.getTime())) return 'invalid';
  const distance = Math.abs(date.getTime() - Date.parse(expected.instant ?? expected.date ?? ''));
  return distance <= DAY ? 'right' : 'wrong';
}

const nameOf = ({ tld }: Replayed): string => `monitor-sample.${tld}`;

async function byWhoiser(sample: Replayed): Promise<Date | null> {
  const results = await whoisDomain(nameOf(sample), {
    host: HOST,
    whoisQuery: () => Promise.resolve(sample.text),
  });
  const date = results[HOST]?.['Expiry Date'];
  return typeof date === 'string' && date !== '' ? new Date(date) : null;
}

function byUs({ found }: Replayed): Promise<Date | null> {
  const date = found.kind === 'registered' ? (found.expiry ?? found.registrarDate) : null;
  return Promise.resolve(date?.expiresAt ?? null);
}

const samples = replaySamples().filter(({ id }) => id.startsWith('whois'));
const dated = samples.filter(({ expected }) => expected.outcome === 'date');

async function report(name: string, read: (sample: Replayed) => Promise<Date | null>) {
  const counts: Record<Verdict, number> = { right: 0, missing: 0, invalid: 0, wrong: 0 };
  for (const sample of dated) counts[judge(sample, await read(sample))]++;
  const { right, missing, invalid, wrong } = counts;
  console.log(
    `${name}: ${right}/${dated.length} dates right, ${missing} without a date, ${invalid} invalid, ${wrong} silently wrong`,
  );
  return right === dated.length;
}

async function reportFacts(): Promise<void> {
  const counts = { registrar: [0, 0, 0], nameServers: [0, 0, 0] };
  let records = 0;
  for (const sample of samples) {
    if (sample.found.kind !== 'registered') continue;
    records++;
    const { facts } = sample.found;
    const theirs = await walkServers(nameOf(sample), HOST, () => Promise.resolve(sample.text));
    const ours = [facts.registrar !== null, facts.nameServers.length > 0];
    const its = [theirs.registrar !== null, theirs.nameServers.length > 0];
    for (const [index, count] of [counts.registrar, counts.nameServers].entries()) {
      if (ours[index]) count[0]!++;
      if (its[index]) count[1]!++;
      if (its[index] && !ours[index]) count[2]!++;
    }
  }
  for (const [fact, [ours, its, added]] of Object.entries(counts)) {
    console.log(
      `${fact} of ${records} records: ${ours} by our reader, ${its} by whoiser, ${added} by whoiser alone`,
    );
  }
}

const isPerfect = await report('mini-netumo   ', byUs);
await report('whoiser + Date', byWhoiser);
await reportFacts();
process.exitCode = isPerfect ? 0 : 1;
