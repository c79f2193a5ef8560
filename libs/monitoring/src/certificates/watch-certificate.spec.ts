import { describe, expect, it } from 'vitest';
import {
  editedWatches,
  resumedWatches,
  startedWatches,
  stoppedWatches,
} from '@app/domain/check-kinds';
import { CertificateDays, day, read, shown } from '../testing/certificate-days.ts';

const newId = () => 'new-id';

/** A target that people were warned about. */
async function warned(): Promise<CertificateDays> {
  const days = new CertificateDays();
  await days.check(day(80), read(shown('ab', 0, 90)));
  days.takeTold();
  return days;
}

describe('the watch of a certificate', () => {
  it('is there for https only, and due at once', () => {
    expect(startedWatches('http://shop.test/', day(0)).certificate).toBeNull();
    expect(startedWatches('https://shop.test/', day(0)).certificate?.dueAt).toEqual(day(0));
  });

  it('ends its alerts with a pause, and tells no step again after it', async () => {
    const days = await warned();
    const paused = stoppedWatches(days.target, { newId, at: day(81), resolution: 'paused' });
    await days.follow(day(81), paused);
    expect(days.watch).toMatchObject({ dueAt: null, lease: null });
    expect(days.watch.reading).not.toBeNull();
    expect(days.takeTold()).toEqual(['resolved warning']);
    expect(days.desk.open()).toEqual([]);

    await days.follow(day(82), { state: resumedWatches(days.target, day(82)), effects: [] });
    expect(days.watch.dueAt).toEqual(day(82));
    for (const now of [82, 82.5]) await days.check(day(now), read(shown('ab', 0, 90)));
    expect(days.takeTold()).toEqual([]);
    await days.check(day(83), read(shown('ab', 0, 90)));
    expect(days.takeTold()).toEqual(['opened warning']);
  });

  it('tells of another certificate after a pause, also at the same step', async () => {
    const days = await warned();
    const paused = stoppedWatches(days.target, { newId, at: day(81), resolution: 'paused' });
    await days.follow(day(81), paused);
    await days.follow(day(82), { state: resumedWatches(days.target, day(82)), effects: [] });
    days.takeTold();
    await days.check(day(82), read(shown('cd', 0, 91)));
    expect(days.takeTold()).toEqual(['opened warning']);
  });

  it('begins anew with another host, and goes on with another path', async () => {
    const days = await warned();
    const edit = (url: string, isPaused = false) =>
      editedWatches(days.target, url, { newId, at: day(81), isPaused });
    const same = edit('https://shop.test/other');
    expect(same.effects).toEqual([]);
    expect(same.state.certificate).toEqual({ ...days.watch, dueAt: day(81) });

    const moved = edit('https://shop.test:8443/');
    expect(moved.state).toEqual(startedWatches('https://shop.test:8443/', day(81)));
    expect(moved.effects).toMatchObject([{ type: 'end', resolution: 'deleted' }]);
    expect(edit('http://shop.test/')).toMatchObject({
      state: { certificate: null },
      effects: [{ type: 'end' }],
    });
    expect(edit('https://other.test/', true).state.certificate?.dueAt).toBeNull();
  });
});
