import { describe, expect, it } from 'vitest';
import type { AlertRecord } from '../alert/record.ts';
import type { Check } from '../check/schema.ts';
import type { DeliveryRecord } from '../delivery/record.ts';
import { alertStory, evidenceOf, evidenceTimes, shownDeliveries } from './alert-story.ts';

const T0 = Date.UTC(2026, 0, 31, 14, 2);
const at = (seconds: number): Date => new Date(T0 + seconds * 1_000);

const alert = (over: Partial<AlertRecord> = {}): AlertRecord =>
  ({
    ...{
      id: 'alert',
      kind: 'down',
      state: 'open',
      severity: 'critical',
      openedAt: at(31),
      since: at(0),
    },
    ...{ resolvedAt: null, resolution: null, acknowledgedAt: null, acknowledgedNote: null },
    ...{ endedAt: null, places: ['fra', 'hel'] },
    ...over,
  }) as AlertRecord;

const check = (seconds: number, over: Partial<Check> = {}): Check =>
  ({
    ...{ at: at(seconds), slot: at(seconds), kind: 'http', origin: 'scheduled', outcome: 'failed' },
    ...{ statusCode: 500, address: '192.0.2.1', failure: null, place: 'fra', ...over },
  }) as Check;

let ids = 0;
const delivery = (seconds: number, over: Partial<DeliveryRecord> = {}): DeliveryRecord =>
  ({
    ...{ id: `d${++ids}`, event: 'opened', state: 'sent', createdAt: at(seconds), attempts: [] },
    ...over,
  }) as DeliveryRecord;

const kindsOf = (story: ReturnType<typeof alertStory>): string[] => story.map(({ is }) => is);

describe('alertStory', () => {
  it('tells from the first failure to the end, in order', () => {
    const over = alert({
      ...{ state: 'resolved', resolution: 'acknowledged', resolvedAt: at(100) },
      ...{ acknowledgedAt: at(100), acknowledgedNote: 'On it' },
      acknowledgedBy: { kind: 'person', address: '192.0.2.9' },
      ...{ endedAt: at(600), ending: 'recovered' },
    });
    const deliveries = [
      delivery(31),
      delivery(31),
      delivery(91, { fallbackOf: 'x' }),
      delivery(600, { event: 'resolved' }),
    ];
    const checks = [
      check(0),
      check(30, { origin: 'confirmation', place: 'hel' }),
      check(600, { outcome: 'ok' }),
    ];
    const story = alertStory(over, deliveries, checks);
    expect(kindsOf(story)).toEqual([
      ...['check', 'check', 'opened', 'told', 'told', 'acknowledged', 'check', 'ended', 'told'],
    ]);
    expect(story[2]).toMatchObject({ severity: 'critical', places: ['fra', 'hel'] });
    expect(story[3]).toMatchObject({
      why: 'planned',
      deliveryIds: deliveries.slice(0, 2).map(({ id }) => id),
    });
    expect(story[4]).toMatchObject({ why: 'fallback' });
    expect(story[5]).toMatchObject({ note: 'On it', by: { address: '192.0.2.9' }, until: null });
    expect(story[7]).toMatchObject({ ending: 'recovered', lastedMs: 600_000 });
  });

  it('tells of each time that it was taken on, and of how that ended', () => {
    const by = { kind: 'person', address: '192.0.2.9' } as const;
    const acknowledgements = [
      { is: 'acknowledged', at: at(100), by, note: 'On it', until: at(200) },
      { is: 'withdrawn', at: at(200), by: null },
      { is: 'acknowledged', at: at(300), by, note: null, until: null },
      { is: 'withdrawn', at: at(400), by },
      { is: 'acknowledged', at: at(500), by, note: 'Again', until: null },
    ] as const;
    const last = {
      ...{ acknowledgedAt: at(500), acknowledgedBy: by, acknowledgedNote: 'Again' },
      acknowledgements: [...acknowledgements],
    };
    const story = alertStory(alert(last), [], []).filter(({ is }) => is !== 'opened');
    expect(story).toEqual([
      { is: 'acknowledged', at: at(100), by, note: 'On it', until: at(200) },
      { is: 'reopened', at: at(200), by: null },
      { is: 'acknowledged', at: at(300), by, note: null, until: null },
      { is: 'reopened', at: at(400), by },
      { is: 'acknowledged', at: at(500), by, note: 'Again', until: null },
    ]);
  });

  it('tells apart who was told later', () => {
    const story = alertStory(alert(), [delivery(31), delivery(900)], []);
    expect(story.filter(({ is }) => is === 'told')).toMatchObject([
      { why: 'planned' },
      { why: 'joined' },
    ]);
  });

  it('stays short however long it lasts', () => {
    const many = Array.from({ length: 500 }, (_, i) =>
      delivery(31 + i * 60, { event: 'reminder' }),
    );
    const story = alertStory(alert(), many, []);
    expect(story.length).toBeLessThan(50);
    expect(story).toContainEqual(expect.objectContaining({ is: 'more', count: 460 }));
    expect(shownDeliveries(many)).toHaveLength(300);
  });

  it('knows of no end that has not come', () => {
    expect(kindsOf(alertStory(alert(), [], []))).toEqual(['opened']);
  });
});

describe('the evidence of an alert', () => {
  it('is looked for around its beginning and its end', () => {
    expect(evidenceTimes(alert())).toEqual([{ from: at(-600), to: new Date(T0 + 31_001) }]);
    expect(evidenceTimes(alert({ endedAt: at(5_000), ending: 'recovered' }))).toHaveLength(2);
    expect(evidenceTimes(alert({ kind: 'certificate' }))).toEqual([]);
  });

  it('are the checks that failed until it opened, and the good one at its end', () => {
    const checks = [
      ...[
        check(-30, { outcome: 'ok' }),
        check(0),
        check(30),
        check(60),
        check(300, { outcome: 'ok' }),
      ],
      check(600, { outcome: 'ok' }),
    ];
    const found = evidenceOf(alert({ endedAt: at(300), ending: 'recovered' }), checks);
    expect(found.map((one) => one.at)).toEqual([at(0), at(30), at(300)]);
  });

  it('are a few of very many', () => {
    const checks = Array.from({ length: 100 }, (_, i) => check(i * 20));
    expect(evidenceOf(alert({ openedAt: at(3_600) }), checks)).toHaveLength(6);
  });
});
