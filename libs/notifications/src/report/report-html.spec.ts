import type { ReportedTarget, ReportView } from '@app/domain/reports';
import { errorBudget, reportTotal } from '@app/domain/reports';
import { aDay, aReportView } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { corpusTexts } from '../testing/corpus.ts';
import { reportHtml } from './report-html.ts';
import { reportText } from './report-text.ts';

const PAGE = { isMail: false };

function aTarget(text: string): ReportedTarget {
  const { day: _, ...stats } = aDay('2026-10-01', {
    ...{ upSeconds: 31 * 86_400 - 3_600, downSeconds: 3_600, outages: 1 },
    ...{ availability: 99.865, uptime: 99.87 },
  });
  return {
    ...{ targetId: 'a'.repeat(24), name: text, stats, budget: errorBudget(stats, 99.9) },
    outages: [
      {
        ...{ alertId: 'd'.repeat(24), seconds: 3_600, reason: text },
        since: new Date('2026-10-05T11:00:00Z'),
        endedAt: new Date('2026-10-05T12:00:00Z'),
      },
    ],
  };
}

function viewOf(text: string, over: Partial<ReportView> = {}): ReportView {
  const targets = [aTarget(text)];
  return aReportView({
    ...{ name: text, footer: text, targets, total: reportTotal(targets, 99.9) },
    ...over,
  });
}

const skeletonOf = (html: string): string[] =>
  [...html.matchAll(/<\/?[a-z!][^>]*>/gi)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '""'));

describe('a report as HTML', () => {
  it('says what was promised, what was kept, and what happened', () => {
    const html = reportHtml(viewOf('Shop'), PAGE);
    for (const told of [
      '2026-10-01 to 2026-10-31',
      '99.86 %',
      '99.90 %: <span class="missed">not kept</span>',
      '1 h of 44 min used, 15 min too much',
      '5 Oct 2026, 11:00 UTC',
      'How it was counted',
      'never from means of percentages',
    ]) {
      expect(html).toContain(told);
    }
    expect(html).not.toContain('<script');
  });

  it('says nothing of a budget of time of which nothing is known', () => {
    const nothing = { upSeconds: 0, downSeconds: 0 };
    const { day: _, ...stats } = aDay('2026-10-01', { ...nothing, availability: null });
    const target = { ...aTarget('x'), stats, budget: errorBudget(nothing, 99.9), outages: [] };
    const view = viewOf('Shop', { targets: [target], total: reportTotal([target], 99.9) });
    expect(reportHtml(view, PAGE)).toContain('99.90 %: not known');
    expect(reportHtml(view, PAGE)).not.toContain('Error budget</th>');
    expect(reportText(view)).not.toContain('Error budget:');
  });

  it('says of a time in which nothing was measured yet since when there is something', () => {
    const { day: _, ...stats } = aDay('2026-10-01', { availability: null, uptime: null });
    const target = { ...aTarget('x'), stats, budget: null, outages: [] };
    const total = { ...reportTotal([target], null), availability: null, uptime: null };
    const watchedSince = new Date('2026-11-02T09:30:00Z');
    const view = viewOf('Shop', { targets: [target], total, watchedSince });
    for (const text of [reportHtml(view, PAGE), reportText(view)]) {
      expect(text).toContain('watched since 2 Nov 2026, 09:30 UTC');
    }
    expect(reportHtml(viewOf('Shop', { watchedSince }), PAGE)).not.toContain('watched since');
  });

  it('says nothing of promises where there were none', () => {
    const view = viewOf('Shop', { slaTarget: null, total: reportTotal([aTarget('x')], null) });
    expect(reportHtml(view, PAGE)).not.toMatch(/Promised|Error budget<\/th>|kept/);
    expect(reportText(view)).not.toMatch(/Promised|Error budget:/);
  });

  it.each([...corpusTexts('text').map(([, text]) => text), '</style><script>x</script>'])(
    'shows %j as text',
    (text) => {
      expect(skeletonOf(reportHtml(viewOf(text), PAGE))).toEqual(
        skeletonOf(reportHtml(viewOf('text'), PAGE)),
      );
    },
  );

  it('shows an uploaded logo on the page, and not in a mail, which cannot', () => {
    const uploaded = viewOf('Shop', { logo: 'data:image/png;base64,iVBORw0KGgo=' });
    expect(reportHtml(uploaded, PAGE)).toContain('<img src="data:image/png;base64,iVBORw0KGgo="');
    expect(reportHtml(uploaded, { isMail: true })).not.toContain('<img');
    const linked = viewOf('Shop', { logo: 'https://example.org/l.png' });
    expect(reportHtml(linked, { isMail: true })).toContain('<img src="https://example.org/l.png"');
  });

  it('says that the time is not over, and that there is nobody to report on', () => {
    const html = reportHtml(aReportView({ isRunning: true }), PAGE);
    expect(html).toContain('not over yet');
    expect(html).toContain('There is no service to report on.');
  });
});

describe('a report as text', () => {
  it('says the same', () => {
    const text = reportText(viewOf('Shop'));
    for (const told of ['Shop: 2026-10-01 to 2026-10-31', '99.86 %', 'not kept', '5 Oct 2026']) {
      expect(text).toContain(told);
    }
    expect(text).not.toContain('<');
  });
});
