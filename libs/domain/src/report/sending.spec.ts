import { describe, expect, it } from 'vitest';
import type { SendOutcome } from '../delivery/message.ts';
import type { ReportRecord } from './record.ts';
import { CreateReport, PreviewReport } from './schema.ts';
import {
  afterAttempt,
  changedReport,
  dueRecipients,
  failedReports,
  heldReport,
  isDueToSend,
  newReport,
  replanned,
  reportMailKey,
  requestedSending,
  restoredReport,
  startedSending,
} from './sending.ts';
import { toReport } from '../text/to-report.ts';
import { aReport } from './testing.ts';

const NOW = new Date('2026-11-02T12:00:00Z');
const later = (minutes: number): Date => new Date(+NOW + minutes * 60_000);
const deps = { newId: () => 'c'.repeat(24), now: NOW, timeZone: 'UTC' };
const TO = ['a@example.org', 'b@example.org'];
const SENT: SendOutcome = { outcome: 'sent', fact: { is: 'text', text: 'Taken.' } };
const BUSY: SendOutcome = {
  outcome: 'retry',
  fact: { is: 'text', text: 'Busy.' },
  retryAfterMs: null,
};
const DEAD: SendOutcome = { outcome: 'dead', fact: { is: 'text', text: 'No such address.' } };

const started = (over: Partial<ReportRecord> = {}): ReportRecord =>
  startedSending(aReport({ to: TO, ...over }), { now: NOW, timeZone: 'UTC' });
const attempt = (report: ReportRecord, to: string, outcome: SendOutcome, now = NOW) =>
  afterAttempt(report, { startedAt: report.sending?.startedAt ?? NOW, to, outcome, now });

describe('a report', () => {
  it('is sent to nobody until it has addresses, and then on the morning after the month', () => {
    const report = newReport(deps, CreateReport.parse({ name: 'Shop', tag: 'prod' }));
    expect(toReport(report)).toMatchObject({
      ...{ every: 'month', slaTarget: 99.9, targetIds: [], to: [], nextAt: null, last: null },
    });
    const withTo = changedReport(report, { to: TO }, deps);
    expect(withTo.nextAt).toEqual(new Date('2026-12-01T06:00:00Z'));
    const renamed = changedReport(withTo, { name: 'New' }, { ...deps, now: later(100_000) });
    expect(renamed).toMatchObject({ name: 'New', to: TO, nextAt: withTo.nextAt });
    const weekly = changedReport(withTo, { every: 'week' }, deps);
    expect(weekly.nextAt).toEqual(new Date('2026-11-09T06:00:00Z'));
    expect(changedReport(withTo, { to: [] }, deps).nextAt).toBeNull();
  });

  it.each([
    { name: 'x' },
    { name: '', tag: 'a' },
    { name: 'x', tag: 'a', slaTarget: 0 },
    { name: 'x', tag: 'a', slaTarget: 100.1 },
    { name: 'x', tag: 'a', to: ['nobody'] },
    { name: 'x', tag: 'a', logo: 'http://example.org/l.png' },
    { name: 'x', tag: 'a', every: 'day' },
  ])('is refused as %j', (input) => {
    expect(CreateReport.safeParse(input).success).toBe(false);
  });

  it.each([
    [{ id: 'c'.repeat(24) }, true],
    [{ tag: 'a', from: '2026-10-01T00:00:00Z', to: '2026-11-01T00:00:00Z' }, true],
    [{ targetIds: ['c'.repeat(24)], from: 0, to: 86_400_000 }, true],
    [{}, false],
    [{ targetIds: [] }, false],
    [{ tag: 'a', from: 0 }, false],
    [{ tag: 'a', from: -8.64e15, to: -8.63999e15 }, false],
    [{ tag: 'a', from: 2, to: 1 }, false],
    [{ tag: 'a', from: 0, to: 801 * 86_400_000 }, false],
  ])('of %j can be seen: %s', (input, isTaken) => {
    expect(PreviewReport.safeParse(input).success).toBe(isTaken);
  });
});

describe('sending a report', () => {
  it('begins when it is due, of the last month, and once', () => {
    const due = aReport({ to: TO, nextAt: NOW });
    expect(isDueToSend(due, new Date(+NOW - 1))).toBe(false);
    expect(isDueToSend(due, NOW)).toBe(true);
    const sending = startedSending(due, { now: NOW, timeZone: 'UTC' });
    expect(sending).toMatchObject({
      nextAt: new Date('2026-12-01T06:00:00Z'),
      sending: { firstDay: '2026-10-01', lastDay: '2026-10-31', startedAt: NOW },
    });
    expect(dueRecipients(sending.sending, NOW).map(({ to }) => to)).toEqual(TO);
  });

  it('is left to the process that holds it, until that is gone', () => {
    const held = heldReport(started(), NOW);
    expect(isDueToSend(held, later(4))).toBe(false);
    expect(isDueToSend(held, later(5))).toBe(true);
    // A clock that was ahead binds nobody.
    expect(isDueToSend({ ...held, heldUntil: later(1_000) }, NOW)).toBe(true);
  });

  it('is over when everybody has it', () => {
    const one = attempt(started(), 'a@example.org', SENT);
    expect(toReport(one).last).toMatchObject({ state: 'sending', failures: [] });
    const both = attempt(one, 'b@example.org', SENT);
    expect(toReport(both).last).toEqual({
      ...{ firstDay: '2026-10-01', lastDay: '2026-10-31', state: 'sent', at: NOW, failures: [] },
      waiting: [],
    });
    expect(isDueToSend(both, later(60 * 24))).toBe(false);
    expect(failedReports([both])).toEqual([]);
  });

  it('is tried again, later each time, without those who have it', () => {
    let report = attempt(started(), 'a@example.org', SENT);
    const waits: number[] = [];
    let now = NOW;
    for (let i = 0; i < 5; i++) {
      report = attempt(report, 'b@example.org', BUSY, now);
      const dueAt = report.sending?.recipients[1]?.dueAt ?? now;
      waits.push((+dueAt - +now) / 60_000);
      expect(dueRecipients(report.sending, new Date(+dueAt - 1))).toEqual([]);
      now = dueAt;
    }
    expect(waits).toEqual([1, 5, 15, 60, 60]);
    expect(dueRecipients(report.sending, now).map(({ to }) => to)).toEqual(['b@example.org']);
    expect(toReport(report).last).toMatchObject({
      state: 'sending',
      failures: [{ to: 'b@example.org', detail: 'Busy.' }],
    });
  });

  it('waits as long as a provider asks, and gives up after a day', () => {
    const asked = attempt(started(), TO[0]!, { ...BUSY, retryAfterMs: 7_200_000 });
    expect(asked.sending?.recipients[0]?.dueAt).toEqual(later(120));
    const late = attempt(started(), TO[0]!, BUSY, later(24 * 60));
    expect(late.sending?.recipients[0]?.state).toBe('dead');
  });

  it('says whom it did not reach, and why', () => {
    const report = attempt(attempt(started(), TO[0]!, SENT), TO[1]!, DEAD);
    expect(toReport(report).last).toMatchObject({
      state: 'failed',
      failures: [{ to: 'b@example.org', detail: 'No such address.' }],
    });
    expect(failedReports([report, aReport()])).toEqual(['Shop']);
  });

  it('goes to nobody who was taken out, and says of nobody that it was sent to him', () => {
    const one = changedReport(started(), { to: [TO[1]!] }, deps);
    expect(dueRecipients(one.sending, NOW).map(({ to }) => to)).toEqual([TO[1]]);
    const sent = changedReport(attempt(started(), TO[0]!, SENT), { to: [] }, deps);
    expect(toReport(sent).last).toMatchObject({ state: 'sent', failures: [] });
    expect(toReport(changedReport(started(), { to: [] }, deps)).last).toBeNull();
  });

  it('asked for while it is under way reaches those whom it has not, at once and with the same key', () => {
    const busy = attempt(attempt(started(), TO[0]!, SENT), TO[1]!, BUSY);
    const asked = { now: later(0.5), timeZone: 'UTC' };
    const again = requestedSending({ ...busy, to: [...TO, 'c@example.org'] }, asked);
    expect(again.sending?.startedAt).toEqual(NOW);
    expect(dueRecipients(again.sending, asked.now).map(({ to }) => to)).toEqual([
      TO[1],
      'c@example.org',
    ]);
    const over = attempt(busy, TO[1]!, SENT, later(1));
    expect(requestedSending(over, asked).sending?.startedAt).toEqual(asked.now);
    // Another month is another report.
    const next = requestedSending(busy, { now: new Date('2026-12-02T12:00:00Z'), timeZone: 'UTC' });
    expect(dueRecipients(next.sending, new Date('2026-12-02T12:00:00Z'))).toHaveLength(2);
  });

  it('asked for once it has failed goes to those who did not get it, for a day again, and to nobody else', () => {
    const failed = attempt(attempt(started(), TO[0]!, SENT), TO[1]!, DEAD);
    const asked = { now: later(3 * 24 * 60), timeZone: 'UTC' };
    const again = requestedSending({ ...failed, to: [...TO, 'c@example.org'] }, asked);
    expect(toReport(again).last).toMatchObject({
      ...{ state: 'sending', at: asked.now, failures: [], waiting: [TO[1], 'c@example.org'] },
    });
    const busy = attempt(again, TO[1]!, BUSY, asked.now);
    expect(busy.sending?.recipients.map(({ state }) => state)).toEqual([
      ...['sent', 'pending', 'pending'],
    ]);
    // Whoever was taken out meanwhile is tried no more, and whoever has it is no failure.
    const without = requestedSending({ ...failed, to: [TO[0]!] }, asked);
    expect(dueRecipients(without.sending, asked.now).map(({ to }) => to)).toEqual([TO[0]]);
    // Under way again, where one address was given up and another one still waits.
    const mixed = attempt(attempt(started(), TO[0]!, DEAD), TO[1]!, BUSY);
    const both = requestedSending(mixed, { now: later(0.5), timeZone: 'UTC' });
    expect(toReport(both).last?.waiting.toSorted()).toEqual(TO);
    expect(both.sending?.startedAt).toEqual(NOW);
  });

  it('is not sent again where another time zone says that it is the month before still', () => {
    const sentAt = new Date('2026-10-31T21:00:00Z');
    const tokyo = { now: sentAt, timeZone: 'Asia/Tokyo' };
    const begun = startedSending(aReport({ to: TO, nextAt: sentAt }), tokyo);
    const sent = attempt(attempt(begun, TO[0]!, SENT, sentAt), TO[1]!, SENT, sentAt);
    expect(sent.sending).toMatchObject({ firstDay: '2026-10-01' });
    for (const timeZone of ['America/New_York', 'UTC', 'Pacific/Kiritimati']) {
      const sending: string[] = [];
      let report = replanned(sent, { now: sentAt, timeZone });
      for (let i = 0; i < 4; i++) {
        const now = report.nextAt ?? NOW;
        const next = startedSending(report, { now, timeZone });
        for (const { to } of dueRecipients(next.sending, now)) {
          sending.push(`${next.sending?.firstDay ?? ''} ${to}`);
        }
        report = TO.reduce((one, to) => attempt(one, to, SENT, now), next);
      }
      expect(sending.slice(0, 4), timeZone).toEqual(
        ['2026-11-01', '2026-12-01'].flatMap((day) => TO.map((to) => `${day} ${to}`)),
      );
    }
    // Who joined since gets it.
    const joined = { ...sent, to: [...TO, 'c@example.org'] };
    const again = startedSending(joined, { now: later(-1_000), timeZone: 'America/New_York' });
    expect(dueRecipients(again.sending, NOW).map(({ to }) => to)).toEqual(['c@example.org']);
  });

  it('is left out by no change of the time zone', () => {
    // In Tokyo the morning on which it is sent is over already.
    const now = new Date('2026-10-31T22:00:00Z');
    const report = aReport({ to: TO, nextAt: new Date('2026-11-01T06:00:00Z') });
    expect(replanned(report, { now, timeZone: 'Asia/Tokyo' }).nextAt).toEqual(report.nextAt);
    const early = { now: new Date('2026-10-20T00:00:00Z'), timeZone: 'Asia/Tokyo' };
    expect(replanned(report, early).nextAt).toEqual(new Date('2026-10-31T21:00:00Z'));
    const due = { ...report, nextAt: now };
    expect(replanned(due, { now, timeZone: 'Asia/Tokyo' })).toBe(due);
    expect(replanned(aReport(), early).nextAt).toBeNull();
  });

  it('forgets what came of a sending that was begun anew meanwhile', () => {
    const done = attempt(attempt(started(), TO[0]!, SENT), TO[1]!, SENT);
    const anew = requestedSending(done, { now: later(1), timeZone: 'UTC' });
    const outcome = { startedAt: NOW, to: TO[0]!, outcome: DEAD, now: later(2) };
    expect(afterAttempt(anew, outcome)).toBe(anew);
  });

  it('has one key for each mail, another one when it is sent again', () => {
    const done = attempt(attempt(started(), TO[0]!, SENT), TO[1]!, SENT);
    const second = requestedSending(done, { now: later(1), timeZone: 'UTC' });
    const first = started();
    const keys = [first, second].flatMap((report) =>
      TO.map((to) => reportMailKey(report, report.sending ?? { startedAt: NOW }, to)),
    );
    expect(new Set(keys).size).toBe(4);
  });
});

describe('a report of a backup that was restored', () => {
  const moment = { now: NOW, timeZone: 'UTC' };

  it('that was due since is not sent by itself: it may have been', () => {
    const due = aReport({ to: TO, nextAt: later(-360) });
    const restored = restoredReport(due, moment);
    expect(isDueToSend(restored, NOW)).toBe(false);
    expect(restored).toMatchObject({ sending: null, nextAt: new Date('2026-12-01T06:00:00Z') });
    const asked = requestedSending(restored, moment);
    expect(dueRecipients(asked.sending, NOW).map(({ to }) => to)).toEqual(TO);
  });

  it('that was on its way goes no further, and to the others where somebody asks for it', () => {
    const held = { ...attempt(started(), TO[0] ?? '', SENT), heldUntil: later(4) };
    const restored = restoredReport(held, moment);
    expect(restored).toMatchObject({ heldUntil: null, nextAt: held.nextAt });
    expect(dueRecipients(restored.sending, later(100_000))).toEqual([]);
    const asked = requestedSending(restored, moment);
    expect(dueRecipients(asked.sending, NOW).map(({ to }) => to)).toEqual([TO[1]]);
  });

  it('stays as it is where nothing was due', () => {
    const quiet = aReport({ to: TO, nextAt: later(1) });
    expect(restoredReport(quiet, moment)).toBe(quiet);
    const sent = TO.reduce((report, to) => attempt(report, to, SENT), started());
    expect(restoredReport(sent, moment)).toBe(sent);
  });
});
