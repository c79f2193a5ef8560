import { describe, expect, it } from 'vitest';
import { publicWords } from '../text/en/public-status.ts';
import { publicStatus, SHOWN_DAYS } from './public-status.ts';
import { stateCounts, worstState } from './state-counts.ts';
import { aDay, aService, aStatusPage, pageFacts } from './testing.ts';

const at = (text: string): Date => new Date(`2026-11-02T${text}Z`);
const ALERT = 'd'.repeat(24);

describe('publicStatus', () => {
  it('has a bar for each of ninety days up to today, of the days of the installation', () => {
    const days = [
      aDay('2026-11-01', { downSeconds: 600, upSeconds: 85_800, checks: 288, failed: 2 }),
      aDay('2026-10-31', { downSeconds: 3_600, upSeconds: 82_800, checks: 288, failed: 12 }),
      aDay('2026-10-30', { uptime: null, checks: 0, upSeconds: 0 }),
      aDay('2026-11-02'),
    ];
    const status = publicStatus(
      pageFacts({ targets: [aService({ days })], now: at('23:30:00'), timeZone: 'UTC' }),
    );
    const [target] = status.targets;
    expect(target?.days).toHaveLength(SHOWN_DAYS);
    expect(target?.days.slice(-4).map(({ day, tone }) => [day, tone])).toEqual([
      ['2026-10-30', 'none'],
      ['2026-10-31', 'bad'],
      ['2026-11-01', 'some'],
      ['2026-11-02', 'good'],
    ]);
    expect(target?.days[0]).toMatchObject({ day: '2026-08-05', tone: 'none', uptime: null });
    // 850 of 864 checks, and no mean of three percentages.
    expect(target?.uptime).toBe(98.379);
    const inTokyo = publicStatus(pageFacts({ now: at('23:30:00'), timeZone: 'Asia/Tokyo' }));
    expect(inTokyo.targets[0]?.days.at(-1)?.day).toBe('2026-11-03');
  });

  it('tells of outages that last and of those that are over, each with what the owner says', () => {
    const outage = (alertId: string, since: string, endedAt: string | null) => ({
      alertId,
      since: at(since),
      endedAt: endedAt === null ? null : at(endedAt),
    });
    const targets = [
      aService({
        status: 'down',
        outages: [outage(ALERT, '11:50:00', null), outage('e'.repeat(24), '08:00:00', '08:10:00')],
      }),
      aService({ id: 'b'.repeat(24), name: 'Api', outages: [outage('f', '09:00:00', '09:01:00')] }),
    ];
    const notes = [{ alertId: ALERT, text: 'A disk is full.', at: at('11:55:00') }];
    const status = publicStatus(pageFacts({ page: aStatusPage({ notes }), targets }));
    expect(status.open).toEqual([
      {
        ...{ alertId: ALERT, target: { name: 'Shop', place: 2 }, since: at('11:50:00') },
        ...{ endedAt: null, note: { text: 'A disk is full.', at: at('11:55:00') } },
      },
    ]);
    expect(status.past.map(({ target, note }) => [target.name, note])).toEqual([
      ['Api', null],
      ['Shop', null],
    ]);
    expect(status.targets.map(({ name, state }) => [name, state])).toEqual([
      ['Api', 'up'],
      ['Shop', 'down'],
    ]);
  });

  it('tells of at most fifty outages that are over, the newest first', () => {
    const outages = Array.from({ length: 60 }, (_, i) => ({
      alertId: String(i),
      since: new Date(i * 1_000),
      endedAt: new Date(i * 1_000 + 500),
    }));
    const { past } = publicStatus(pageFacts({ targets: [aService({ outages })] }));
    expect(past).toHaveLength(50);
    expect(past[0]?.alertId).toBe('59');
  });

  it('calls a target that fails while it is worked on under maintenance, and its outage none', () => {
    const ids = ['a'.repeat(24), 'b'.repeat(24), 'c'.repeat(24)];
    const targets = ids.map((id, i) =>
      aService({
        ...{ id, name: `S${i}`, status: i === 1 ? 'up' : 'down' },
        outages: [{ alertId: String(i), since: at('11:59:00'), endedAt: null }],
      }),
    );
    const window = {
      ...{ windowId: 'w', name: 'Move', announcedAt: at('01:00:00') },
      ...{ from: at('11:00:00'), to: at('13:00:00'), targetIds: ids.slice(0, 2) },
    };
    const later = { ...window, from: at('20:00:00'), to: at('21:00:00'), targetIds: ids };
    const status = publicStatus(pageFacts({ targets, maintenance: [later, window] }));
    expect(status.targets.map(({ state }) => state)).toEqual(['maintenance', 'up', 'down']);
    expect(status.open.map(({ target }) => target.name)).toEqual(['S2']);
    expect(status.maintenance).toMatchObject([
      { isNow: true, targets: [{ name: 'S0' }, { name: 'S1' }] },
      { isNow: false, targets: null },
    ]);
    // The end of the window is no part of it.
    const after = publicStatus(pageFacts({ targets, maintenance: [window], now: at('13:00:00') }));
    expect(after.targets.map(({ state }) => state)).toEqual(['down', 'up', 'down']);
  });

  it('shows nothing that is only the business of the owner', () => {
    const url = 'http://10.1.2.3:8080/secret?token=hush';
    const status = publicStatus(
      pageFacts({
        targets: [aService({ url, name: '10.1.2.3:8080' }), aService({ id: 'b'.repeat(24) })],
      }),
    );
    expect(status.targets.map(({ name, place }) => [name, place])).toEqual([
      ['Shop', 1],
      [null, 2],
    ]);
    const window = {
      ...{ windowId: 'w', name: 'Move 10.1.2.3 to db.internal', announcedAt: at('01:00:00') },
      ...{ from: at('11:00:00'), to: at('13:00:00'), targetIds: [] },
    };
    const { maintenance } = publicStatus(pageFacts({ maintenance: [window] }));
    expect(maintenance).toMatchObject([{ name: null }]);
    const { page, ...told } = status;
    expect(JSON.stringify(told)).not.toMatch(/10\.1\.2\.3|hush|secret|a{24}/);
    expect(page).not.toHaveProperty('tag');
  });

  it('is of a whole minute, so that it stays the same within one', () => {
    expect(publicStatus(pageFacts()).at).toEqual(at('12:00:00'));
  });
});

describe('the sentence of a page', () => {
  const of = (...states: Parameters<typeof stateCounts>[0][number]['state'][]) => {
    const counts = stateCounts(states.map((state) => ({ state })));
    return [publicWords.headline(counts), worstState(counts)];
  };
  it.each([
    [of(), ['Nothing is watched here at the moment', 'paused']],
    [of('paused'), ['Nothing is watched here at the moment', 'paused']],
    [of('up'), ['The service is up', 'up']],
    [of('up', 'up', 'paused'), ['All 2 services are up', 'up']],
    [of('up', 'down'), ['1 of 2 services is down', 'down']],
    [of('down', 'down'), ['All 2 services are down', 'down']],
    [of('up', 'degraded', 'maintenance'), ['1 of 3 services is slow', 'degraded']],
    [of('maintenance', 'up'), ['1 of 2 services is under maintenance', 'maintenance']],
    [of('unknown', 'up'), ['1 of 2 services cannot be seen', 'unknown']],
  ])('is %j', (found, expected) => {
    expect(found).toEqual(expected);
  });
});
