import { Setbacks } from '@app/domain';
import { expect, it } from 'vitest';
import { archiveDays, type ArchivePorts } from './archive-day.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const DAYS = ['2026-01-05', '2026-01-06'];
const silent = () => undefined;

it('leaves checks where they are that cannot be read, and archives all others', async () => {
  const written: string[] = [];
  const kept = new Set(DAYS.flatMap((day) => [0, 1, 2].map((index) => `${day} ${index}`)));
  const isKept = (day: string): boolean => [...kept].some((key) => key.startsWith(day));
  const unreadable = ['checks-2026-01-05.1.json'];
  const ports: ArchivePorts = {
    results: {
      oldestDay: async (_before, except = []) => {
        const apart = new Set(except.map((day) => day.toISOString().slice(0, 10)));
        const day = DAYS.find((one) => isKept(one) && !apart.has(one));
        return day === undefined ? null : new Date(`${day}T00:00:00Z`);
      },
      async *checksOfDay(day) {
        const ofDay = [...kept].filter((key) => key.startsWith(day.toISOString().slice(0, 10)));
        for (const key of ofDay) {
          yield { key, targetId: key, checks: key.endsWith('1') ? null : [], version: 'v' };
        }
      },
      removeClosed: async (versions) => {
        for (const key of versions.keys()) kept.delete(key);
        return versions.size;
      },
    },
    archive: {
      write: async (day, targets) => {
        await Array.fromAsync(targets);
        written.push(day);
        const counts = { targets: 2, checks: 0, bytes: 0 };
        return { file: '', day, ...counts, sha256: '', contentSha256: '', writtenAt: NOW };
      },
      list: async (day) => ({ files: [], unreadable: unreadable.filter((it) => it.includes(day)) }),
      async *read() {
        yield* [];
      },
    },
    log: { debug: silent, info: silent, warn: silent, error: silent },
    now: () => NOW,
  };
  const setbacks = new Setbacks();
  const step = archiveDays(ports, { before: NOW, setbacks });
  for (let some = -1; some !== 0;) some = await step(async () => undefined);
  expect(written).toEqual(DAYS);
  expect([...kept]).toEqual(DAYS.map((day) => `${day} 1`));
  expect(setbacks.waiting('archiving the checks', NOW)).toEqual(DAYS);
  expect(setbacks.waiting('reading the manifest of the archive', NOW)).toEqual(unreadable);
});
