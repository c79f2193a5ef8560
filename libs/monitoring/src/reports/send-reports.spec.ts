import { DEFAULT_SETTINGS, type SendOutcome } from '@app/domain';
import type { ReportRecord, SendReport } from '@app/domain/reports';
import { aReport } from '@app/domain/testing';
import { describe, expect, it, vi } from 'vitest';
import { systemContext } from '../context.ts';
import type { ReportStore } from '../ports/reports.ts';
import { requestReport, updateReport } from './change-reports.ts';
import { sendDueReports, type SendReportPorts } from './send-reports.ts';

const NOW = new Date('2026-11-02T12:00:00Z');
const TO = ['a@example.org', 'b@example.org'];
const SENT: SendOutcome = { outcome: 'sent', fact: { is: 'text', text: 'Taken.' } };

/** Reports in memory, as the store keeps them. */
function memoryReports(first: readonly ReportRecord[]): ReportStore {
  const all = new Map(first.map((report) => [report.id, report]));
  return {
    insert: async (report) => void all.set(report.id, report),
    get: async (id) => all.get(id) ?? null,
    list: async () => [...all.values()],
    replace: async (report) => {
      if (all.get(report.id)?.version !== report.version) return false;
      all.set(report.id, { ...report, version: report.version + 1 });
      return true;
    },
    remove: async (id) => all.delete(id),
  };
}

function desk(report: Partial<ReportRecord> = {}) {
  const clock = { now: NOW };
  const reports = memoryReports([aReport({ to: TO, nextAt: NOW, ...report })]);
  const send = vi.fn<SendReport>(async () => SENT);
  const ports = {
    reports,
    sendReport: send,
    settings: { get: async () => DEFAULT_SETTINGS },
    targets: { order: async () => [], listed: async () => [] },
    now: () => clock.now,
    newId: () => 'f'.repeat(24),
    log: { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() },
  };
  const context = systemContext(ports as unknown as SendReportPorts);
  const later = (minutes: number): void => {
    clock.now = new Date(+NOW + minutes * 60_000);
  };
  const stored = async (): Promise<ReportRecord> => (await reports.list())[0] ?? aReport();
  return { context, ports, send, later, stored };
}

describe('sendDueReports', () => {
  it('sends the report of the last month to each address, once', async () => {
    const { context, send, later, stored } = desk();
    await sendDueReports(context);
    later(1);
    await sendDueReports(context);
    expect(send.mock.calls.map(([{ to }]) => to)).toEqual(TO);
    expect(send.mock.calls[0]?.[0]).toMatchObject({
      view: { firstDay: '2026-10-01', lastDay: '2026-10-31', isRunning: false },
    });
    const keys = send.mock.calls.map(([{ idempotencyKey }]) => idempotencyKey);
    expect(new Set(keys).size).toBe(2);
    expect(await stored()).toMatchObject({
      heldUntil: null,
      nextAt: new Date('2026-12-01T06:00:00Z'),
    });
  });

  it('is done by one of many processes', async () => {
    const { context, send } = desk();
    await Promise.all(Array.from({ length: 6 }, () => sendDueReports(context)));
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('tries again those whom it did not reach, under the same key', async () => {
    const { context, send, later, stored } = desk();
    send.mockImplementationOnce(async () => ({
      ...{ outcome: 'retry', fact: { is: 'text', text: 'Busy.' }, retryAfterMs: null },
    }));
    await sendDueReports(context);
    expect((await stored()).sending?.recipients.map(({ state }) => state)).toEqual([
      'pending',
      'sent',
    ]);
    await sendDueReports(context);
    expect(send).toHaveBeenCalledTimes(2);
    later(1);
    await sendDueReports(context);
    expect(send).toHaveBeenCalledTimes(3);
    const [first, , again] = send.mock.calls.map(([{ idempotencyKey }]) => idempotencyKey);
    expect(again).toBe(first);
  });

  it('goes on where a process died over it', async () => {
    const { context, send, later } = desk();
    send.mockImplementationOnce(async () => SENT);
    send.mockImplementationOnce(async () => {
      throw new Error('gone');
    });
    await sendDueReports(context);
    later(10);
    await sendDueReports(context);
    expect(send.mock.calls.map(([{ to }]) => to)).toEqual([...TO, TO[1]]);
  });

  it('keeps no other report from being sent where one cannot be made', async () => {
    const { context, ports, send } = desk();
    await ports.reports.insert(aReport({ id: 'e'.repeat(24), to: TO, nextAt: NOW }));
    vi.spyOn(ports.targets, 'order').mockRejectedValueOnce(new Error('broken'));
    await sendDueReports(context);
    expect(send).toHaveBeenCalledTimes(2);
    expect(ports.log.error).toHaveBeenCalledTimes(1);
  });
});

describe('a report that takes long', () => {
  it('is sent to each address once, however long the others take', async () => {
    const { context, send, later } = desk();
    let minutes = 0;
    send.mockImplementation(async () => {
      later((minutes += 4));
      await sendDueReports(context);
      return SENT;
    });
    await sendDueReports(context);
    expect(send.mock.calls.map(([{ to }]) => to).toSorted()).toEqual(TO);
  });

  it('is not sent to whoever was taken out meanwhile', async () => {
    const { context, ports, send } = desk();
    send.mockImplementationOnce(async () => {
      await updateReport(systemContext(ports as never), { id: 'c'.repeat(24), to: [TO[0]!] });
      return SENT;
    });
    await sendDueReports(context);
    expect(send.mock.calls.map(([{ to }]) => to)).toEqual([TO[0]]);
  });

  it('is not sent twice because somebody asks twice', async () => {
    const { context, ports, send, later } = desk({ nextAt: null });
    const own = systemContext(ports as never);
    await requestReport(own, { id: 'c'.repeat(24) });
    send.mockImplementationOnce(async () => {
      later(1);
      await requestReport(own, { id: 'c'.repeat(24) });
      return SENT;
    });
    await sendDueReports(context);
    await sendDueReports(context);
    expect(send.mock.calls.map(([{ to }]) => to)).toEqual(TO);
  });

  it('is tried later where it cannot be made, and people see that', async () => {
    const { context, ports, send, later, stored } = desk();
    vi.spyOn(ports.targets, 'order').mockRejectedValue(new Error('broken'));
    await sendDueReports(context);
    await sendDueReports(context);
    expect(ports.log.error).toHaveBeenCalledTimes(1);
    expect((await stored()).sending?.recipients).toMatchObject(
      TO.map((to) => ({ to, attempts: 1, fact: { is: 'report-not-made' } })),
    );
    later(24 * 60);
    await sendDueReports(context);
    later(24 * 60 + 60);
    await sendDueReports(context);
    expect((await stored()).sending?.recipients.map(({ state }) => state)).toEqual([
      'dead',
      'dead',
    ]);
    expect(send).not.toHaveBeenCalled();
  });
});

describe('requestReport', () => {
  it('has it sent once more, as a mail of its own', async () => {
    const { context, ports, send, later } = desk();
    await sendDueReports(context);
    later(5);
    const own = systemContext(ports as never);
    expect(await requestReport(own, { id: 'c'.repeat(24) })).toMatchObject({
      last: { state: 'sending' },
    });
    await sendDueReports(context);
    expect(send).toHaveBeenCalledTimes(4);
    expect(new Set(send.mock.calls.map(([{ idempotencyKey }]) => idempotencyKey)).size).toBe(4);
  });

  it('is refused where there is nobody to send it to', async () => {
    const { ports } = desk({ to: [], nextAt: null });
    await expect(
      requestReport(systemContext(ports as never), { id: 'c'.repeat(24) }),
    ).rejects.toMatchObject({ code: 'precondition' });
  });
});
