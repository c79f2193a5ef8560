import { DEFAULT_ALERTING, CreateTarget, DEFAULT_THRESHOLDS } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { aTarget, idOf } from '../../../testing/samples';
import { blankDraft, draftOf, settingsOf } from './draft';

describe('a draft', () => {
  it('gives back the settings it was made of', () => {
    const target = aTarget({
      tags: ['prod', 'eu'],
      alerting: {
        ...DEFAULT_ALERTING,
        channelIds: [idOf(9)],
        kinds: ['down'],
        mutedUntil: new Date('2026-03-01T12:30:00Z'),
      },
      thresholds: { ...DEFAULT_THRESHOLDS, slowMs: 800, alertWhenSlow: true },
      dnsWatch: { records: ['A', 'MX'], notify: true },
      runbook: { note: 'Restart it.', url: 'https://wiki.example/shop' },
      parentId: idOf(3),
    });
    const {
      url,
      name,
      tags,
      intervalSeconds,
      request,
      expect: expectation,
      thresholds,
      alerting,
      dnsWatch,
      runbook,
      parentId,
    } = target;
    // What the form does not show is not sent, and stays.
    const { mutedUntil: _, ...policy } = alerting;
    expect(settingsOf(draftOf(target), { canOmitName: false })).toEqual({
      url,
      name,
      tags,
      intervalSeconds,
      request: { ...request, privateRedirects: false },
      expect: expectation,
      thresholds,
      alerting: policy,
      dnsWatch,
      runbook,
      parentId,
    });
  });

  it('of a new target is valid once it has an address', () => {
    const draft = { ...blankDraft(), url: ' https://example.com/ ' };
    const judged = CreateTarget.parse(settingsOf(draft, { canOmitName: true }));
    expect(judged.url).toBe('https://example.com/');
    expect(judged.name).toBeUndefined();
  });

  it('leaves a missing figure missing, so that the schema can refuse it', () => {
    const draft = blankDraft();
    draft.request.timeoutMs = null;
    expect(CreateTarget.safeParse(settingsOf(draft, { canOmitName: true })).success).toBe(false);
  });
});
