import { DEFAULT_SETTINGS, NO_PHASES, type Check } from '@app/domain';
import { targetRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { history } from '../history/read-checks.ts';

const HOUR_MS = 3_600_000;
const HOURS = 40 * 24;
/** Every check is kept. */
const RETENTION = { ...DEFAULT_SETTINGS.retention, checkDays: 100 };
const START = Date.UTC(2026, 0, 1);

const bucketOf = (hour: number): Check[] =>
  Array.from({ length: 180 }, (_, i) => {
    const slot = new Date(START + hour * HOUR_MS + i * 20_000);
    return {
      at: slot,
      slot,
      kind: 'http',
      origin: 'scheduled',
      confirmation: false,
      outcome: 'ok',
      statusCode: 200,
      latencyMs: i + 0.5,
      phases: { ...NO_PHASES },
      address: '192.0.2.1',
      attempts: 1,
      failure: null,
    };
  });

async function* range(): AsyncGenerator<Check[]> {
  for (let hour = 0; hour < HOURS; hour++) yield Promise.resolve(bucketOf(hour));
}

/** Makes a chart of 40 days at 20 s from checks that come hour by hour; all of them together take some 50 MB. */
export async function chartOfLongHistory(): Promise<{ points: number; checks: number }> {
  const target = targetRecord({ intervalSeconds: 20 });
  const ports = {
    targets: { get: () => Promise.resolve(target) },
    results: { range },
    alerts: { outages: () => Promise.resolve([]) },
    alertRules: { get: () => Promise.resolve({ maintenance: [] }) },
    settings: { get: () => Promise.resolve({ ...DEFAULT_SETTINGS, retention: RETENTION }) },
    now: () => new Date(START + HOURS * HOUR_MS),
  };
  const { points } = await history(systemContext(ports as never), {
    targetId: target.id,
    from: new Date(START),
    to: new Date(START + HOURS * HOUR_MS),
  });
  return { points: points.length, checks: points.reduce((sum, { checks }) => sum + checks, 0) };
}
