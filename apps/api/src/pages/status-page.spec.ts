import { readFileSync } from 'node:fs';
import { type PageFacts, publicStatus, type PublicStatus } from '@app/domain/status-pages';
import { aDay, aService, aStatusPage, pageFacts } from '@app/domain/testing';
import { describe, expect, it } from 'vitest';
import { statusFeed } from '../feed/status-feed.ts';
import { statusPageHtml } from './status-page.ts';

const at = (text: string): Date => new Date(`2026-11-02T${text}Z`);
const statusOf = (over: Partial<PageFacts>): PublicStatus => publicStatus(pageFacts(over));

const OUTAGE = { alertId: 'd'.repeat(24), since: at('11:50:00'), endedAt: null };

/** Tags and attributes that a page of ours has; nothing that anybody wrote makes another one. */
const skeletonOf = (html: string): string[] =>
  [...html.matchAll(/<\/?[a-z!][^>]*>/gi)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '""'));

const fullOf = (text: string): PublicStatus =>
  statusOf({
    page: aStatusPage({
      ...{ title: text, notice: text },
      notes: [{ alertId: OUTAGE.alertId, text, at: at('11:55:00') }],
    }),
    targets: [aService({ name: text, status: 'down', outages: [OUTAGE] })],
    maintenance: [
      {
        ...{ windowId: 'w', name: text, from: at('20:00:00'), to: at('21:00:00') },
        ...{ targetIds: ['a'.repeat(24)], announcedAt: at('01:00:00') },
      },
    ],
  });

const corpus = JSON.parse(
  readFileSync(new URL('../../fixtures/text.corpus.json', import.meta.url), 'utf8'),
) as { input: unknown }[];

describe('the page that anybody may see', () => {
  it('says in words whatever it shows', () => {
    const days = [aDay('2026-11-01', { downSeconds: 840, failed: 3, upSeconds: 85_560 })];
    const html = statusPageHtml(
      statusOf({
        targets: [
          aService({ status: 'down', outages: [OUTAGE], days }),
          aService({ id: 'b'.repeat(24), name: 'Api' }),
        ],
        timeZone: 'Europe/Berlin',
      }),
    );
    expect(html).toContain('<p class="sum down">1 of 2 services is down</p>');
    expect(html).toContain('<title>Shop status: 1 of 2 services is down</title>');
    expect(html).toContain(
      '<time datetime="2026-11-02T11:50:00.000Z">2 Nov 2026, 12:50 CET</time> (10 min)',
    );
    expect(html).toContain('aria-label="The last 90 days, 98.95 % uptime, 1 day with an outage"');
    expect(html).toContain('<title>2026-11-01: down for 14 min</title>');
    expect(html).not.toContain('<script');
  });

  it('is small also where there is much to say', () => {
    const days = Array.from({ length: 90 }, (_, i) =>
      aDay(new Date(Date.UTC(2026, 7, 5 + i)).toISOString().slice(0, 10)),
    );
    const targets = Array.from({ length: 200 }, (_, i) =>
      aService({ id: String(i).padStart(24, '0'), name: `Service ${i}`, days }),
    );
    expect(statusPageHtml(statusOf({ targets })).length).toBeLessThan(400_000);
  });

  it.each([
    ...corpus.flatMap(({ input }) => (typeof input === 'string' ? input : [])),
    '"><img src=x onerror=alert(1)>',
    ']]>',
    '\u0000',
  ])('shows %j as text', (text) => {
    const plain = fullOf('text');
    const hostile = fullOf(text);
    expect(skeletonOf(statusPageHtml(hostile))).toEqual(skeletonOf(statusPageHtml(plain)));
    expect(skeletonOf(statusFeed(hostile))).toEqual(skeletonOf(statusFeed(plain)));
  });

  it('tells nobody what is only the business of the owner', () => {
    const url = 'http://10.1.2.3:8080/hush?token=secret';
    const status = statusOf({
      targets: [aService({ name: '10.1.2.3:8080', url, status: 'down', outages: [OUTAGE] })],
    });
    for (const text of [statusPageHtml(status), statusFeed(status)]) {
      expect(text).toContain('Service 1');
      expect(text).not.toMatch(/10\.1\.2\.3|8080|hush|secret|[acd]{24}/);
    }
  });

  it('shows a logo as it was uploaded', () => {
    const logo = 'data:image/png;base64,iVBORw0KGgo=';
    expect(statusPageHtml(statusOf({ page: aStatusPage({ logo }) }))).toContain(
      `<img src="${logo}" alt="">`,
    );
  });
});

describe('the feed of a page', () => {
  const ended = { ...OUTAGE, endedAt: at('11:58:00') };
  const notes = [{ alertId: OUTAGE.alertId, text: 'A disk is full.', at: at('11:59:00') }];
  const feedOf = (over: Partial<PageFacts>): string => statusFeed(statusOf(over));
  const tag = (feed: string, name: string): string[] =>
    [...feed.matchAll(new RegExp(`<${name}[^>]*>([^<]*)</${name}>`, 'g'))].map(
      ([, text = '']) => text,
    );

  it('has an entry for each outage that stays the same one when it is over', () => {
    const during = feedOf({ targets: [aService({ status: 'down', outages: [OUTAGE] })] });
    const after = feedOf({ targets: [aService({ outages: [ended] })] });
    const noted = feedOf({
      targets: [aService({ outages: [ended] })],
      page: aStatusPage({ notes }),
    });
    expect(tag(during, 'title')).toEqual(['Shop status', 'Shop is down']);
    expect(tag(after, 'title')).toEqual(['Shop status', 'Shop was down']);
    expect(tag(after, 'id')).toEqual(tag(during, 'id'));
    expect(tag(during, 'id')[1]).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8/);
    expect(tag(during, 'updated')[1]).toBe('2026-11-02T11:50:00.000Z');
    expect(tag(after, 'updated')[1]).toBe('2026-11-02T11:58:00.000Z');
    expect(tag(noted, 'updated')).toEqual(['2026-11-02T11:59:00.000Z', '2026-11-02T11:59:00.000Z']);
    expect(noted).toContain('A disk is full.');
  });

  it('is the same text as long as nothing happens', () => {
    const targets = [aService({ outages: [ended] })];
    expect(feedOf({ targets, now: at('12:00:00') })).toBe(feedOf({ targets, now: at('18:00:00') }));
  });
});
