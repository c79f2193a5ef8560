import { describe, expect, it } from 'vitest';
import { describeMessage, factLines, textLines, writeEvent } from './message.ts';
import { describeAlert, ofDomain, target } from './testing/describe-alert.ts';
import {
  after,
  RECOVERED as recovered,
  sampleAlert as alert,
  SINCE as since,
} from './testing/sample-alert.ts';

describe('a message', () => {
  const runbook = { note: 'Restart it.\nThen call.', url: 'https://wiki.example/shop' };
  const acknowledgeLink = 'https://monitor.example/ack/1';

  it('tells how late it is, where it was seen, which reminder it is and what to do', () => {
    const { facts, links } = describeAlert(
      'reminder',
      {},
      {
        ...{ lateMs: 75_000, places: ['fra', 'hel'], reminder: { number: 3 } },
        acknowledgeLink,
        target: { ...target, runbook },
      },
    );
    expect(factLines(facts)).toBe(
      [
        'Target: Shop',
        'Address: https://shop.example/',
        'Why: Refused: nothing listens on port 443.',
        'Since: 2026-01-31 14:02:05 UTC (6 min ago)',
        'Told: 1 min after it happened',
        'Severity: Critical',
        'Seen from: fra, hel',
        'Reminder: Number 3',
        'Runbook: Restart it. Then call.',
      ].join('\n'),
    );
    expect(links).toEqual([
      { is: 'open', label: 'Open in the monitor', url: 'https://monitor.example/targets/b' },
      { is: 'acknowledge', label: 'Acknowledge', url: acknowledgeLink },
      { is: 'runbook', label: 'Runbook', url: runbook.url },
    ]);
  });

  it('says what its channel has chosen, and never hides how an alert ended', () => {
    const style = { subjectPrefix: '[prod]', fields: ['address', 'tags', 'lasted'] } as const;
    const { title, facts, links } = describeAlert('resolved', recovered, {
      minutes: 7,
      target: { ...target, runbook },
      style,
    });
    expect(title).toBe('[prod] Recovered: Shop was down for 6 min');
    expect(facts.map(({ is }) => is)).toEqual(['address', 'tags', 'until', 'lasted', 'closed']);
    expect(links.map(({ is }) => is)).toEqual(['open']);
  });

  it('says nothing but its title and end where its channel wants nothing', () => {
    const { facts } = describeAlert('opened', {}, { lateMs: 75_000, style: { fields: [] } });
    expect(facts.map(({ is }) => is)).toEqual(['late']);
  });

  it('names the address of a target that was removed, as it was', () => {
    const removed = {
      ...recovered,
      resolution: 'deleted',
      targetUrl: 'https://was.example/',
    } as const;
    const { facts } = describeAlert('resolved', removed, { target: null });
    expect(facts).toContainEqual({
      is: 'address',
      label: 'Address',
      value: 'https://was.example/',
    });
  });
});

describe('an event in the inbox', () => {
  it('says nothing that is true only at the moment when it is written', () => {
    const told = { event: 'resolved', alert: alert(recovered), target } as const;
    const { text } = writeEvent(told, after(7));
    expect(text).toContain('Since: 2026-01-31 14:02:05 UTC\n');
    expect(text).toContain('Until: 2026-01-31 14:08:05 UTC\n');
    expect(text).not.toContain('ago');
  });
});

describe('international names', () => {
  it('are told as people read them, and never as what they only look like', () => {
    const named = (name: string) => describeAlert('opened', { targetName: name, domain: name });
    const { title, facts } = named('xn--mnchen-3ya.de');
    expect(title).toMatch(/^Down: münchen\.de - /);
    expect(facts).toContainEqual({ is: 'domain', label: 'Domain', value: 'münchen.de' });
    expect(named('xn--80ak6aa92e.com').title).toContain('xn--80ak6aa92e.com');
  });
});

describe('facts', () => {
  it('say what, why and since when', () => {
    const { facts, tone } = describeAlert('opened');
    expect(tone).toBe('bad');
    expect(factLines(facts)).toBe(
      [
        'Target: Shop',
        'Address: https://shop.example/',
        'Why: Refused: nothing listens on port 443.',
        'Since: 2026-01-31 14:02:05 UTC (6 min ago)',
        'Severity: Critical',
      ].join('\n'),
    );
  });

  it('say how long it lasted once it is over', () => {
    const { facts, tone } = describeAlert(
      'resolved',
      { ...recovered, acknowledgedNote: 'On it' },
      { minutes: 7 },
    );
    expect(tone).toBe('good');
    expect(factLines(facts)).toBe(
      [
        'Target: Shop',
        'Address: https://shop.example/',
        'Why: Refused: nothing listens on port 443.',
        'Since: 2026-01-31 14:02:05 UTC (7 min ago)',
        'Until: 2026-01-31 14:08:05 UTC (1 min ago)',
        'Lasted: 6 min',
        'Closed: It is back',
        'Note: On it',
      ].join('\n'),
    );
  });

  it('do not claim an end that nobody saw', () => {
    const { facts, tone } = describeAlert('resolved', {
      ...recovered,
      resolution: 'paused',
      endedAt: null,
    });
    expect(tone).toBe('neutral');
    expect(facts.map(({ label }) => label)).not.toContain('Lasted');
    expect(factLines(facts)).toContain('Closed: The target was paused');
  });

  it('of a domain name it and no target', () => {
    const { facts } = describeAlert('resolved', {
      ...recovered,
      ...ofDomain,
      resolution: 'paused',
    });
    expect(factLines(facts)).toMatch(/^Domain: shop\.example\nWhy: /);
    expect(factLines(facts)).toContain('Closed: The targets on it were paused');
    expect(factLines(facts)).not.toContain('https://shop.example/');
  });

  it('of a test say that nothing is wrong', () => {
    const { title, facts } = describeMessage({
      event: 'test',
      alert: null,
      target: null,
      link: 'https://monitor.example/channels',
      idempotencyKey: 'key',
      sentAt: since,
    });
    expect(title).toBe('Test: this channel works');
    expect(textLines(facts)).toContain('Nothing is wrong');
  });
});
