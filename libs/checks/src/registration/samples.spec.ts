import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { replaySamples, SAMPLE_CLOCK, type Replayed } from './testing/replay-samples.ts';
import { toAnswer } from './to-answer.ts';

const DAY = 86_400_000;
const samples = replaySamples();

function verify({ expected, found }: Replayed): void {
  switch (expected.outcome) {
    case 'date': {
      const date = 'expiry' in found ? (found.expiry ?? found.registrarDate) : null;
      const expiresAt = date?.expiresAt;
      expect(expiresAt, JSON.stringify(found)).toBeInstanceOf(Date);
      if (expected.instant) expect(expiresAt).toEqual(new Date(expected.instant));
      else
        expect(Math.abs(expiresAt!.getTime() - Date.parse(expected.date!))).toBeLessThanOrEqual(
          DAY,
        );
      return;
    }
    case 'none':
      return expect(found).toMatchObject({ kind: 'registered', expiry: null, registrarDate: null });
    case 'not_found':
      return expect(found).toEqual({ kind: 'not-found' });
    case 'rate_limited': {
      expect(found.kind).toBe('rate-limited');
      const { retryAfterSeconds } = expected;
      if (retryAfterSeconds) {
        const retryAt = new Date(SAMPLE_CLOCK.getTime() + retryAfterSeconds * 1_000);
        expect(found).toMatchObject({ retryAt });
      }
      return;
    }
    case 'unsupported':
      return expect(found.kind).toBe('unsupported');
    case 'follow':
      return expect(found).toEqual({ kind: 'redirect', location: expected.location });
    case 'error':
      return expect(found.kind).toBe('unreachable');
    default:
      return expect(found).toMatchObject({
        kind: 'unreachable',
        failure: { class: expected.outcome },
      });
  }
}

describe('samples of registry answers', () => {
  it.each(samples.map((sample) => [sample.id, sample.tld, sample] as const))(
    '%s .%s',
    (_id, _tld, sample) => {
      verify(sample);
    },
  );

  it('never read as expired where no date is in the past', () => {
    for (const { id, found } of samples) {
      if (found.kind === 'redirect') continue;
      const answer = toAnswer(found, {
        source: 'whois',
        server: null,
        replies: [],
        now: SAMPLE_CLOCK,
      });
      expect(answer.outcome, id).not.toBe('expired');
    }
  });
});

describe('the time zone of this machine', () => {
  const script = fileURLToPath(new URL('./testing/print-replay.ts', import.meta.url));
  const run = async (zone: string): Promise<string> => {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--conditions=@app/source', script],
      { env: { ...process.env, TZ: zone, NODE_OPTIONS: '' }, maxBuffer: 16_000_000 },
    );
    return stdout;
  };
  const here = JSON.stringify(samples.map(({ id, tld, found }) => ({ id, tld, found })));

  it.each(['UTC', 'America/Los_Angeles', 'Asia/Tokyo', 'Pacific/Kiritimati'])(
    '%s changes nothing',
    async (zone) => {
      expect(await run(zone)).toBe(here);
    },
  );
});
