import { describe, expect, it } from 'vitest';
import { differenceOf } from './changed-settings.ts';
import type { KeyedSettings } from './record.ts';
import { targetRecord } from './testing.ts';

const {
  url,
  urlKey,
  name,
  tags,
  intervalSeconds,
  request,
  expect: expected,
  ...rest
} = targetRecord();
const { thresholds, alerting, dnsWatch, runbook, parentId } = rest;
const settings: KeyedSettings = {
  ...{ url, urlKey, name, tags, intervalSeconds },
  ...{ request, expect: expected, thresholds, alerting, dnsWatch, runbook, parentId },
};

/** The consequences of a change that are true. */
const consequences = (change: Partial<KeyedSettings>): string[] =>
  Object.entries(differenceOf(settings, { ...settings, ...change })).flatMap(([key, is]) =>
    is ? key : [],
  );

describe('differenceOf', () => {
  it('sees none in settings that a form sends back', () => {
    expect(consequences(structuredClone(settings))).toEqual(['isNone']);
  });

  it.each<[string, Partial<KeyedSettings>, string[]]>([
    ['another name', { name: 'Shop of the town' }, []],
    ['tags', { tags: ['x'] }, []],
    ['who is told', { alerting: { ...alerting, kinds: ['down'] } }, []],
    ['what to do', { runbook: { note: 'Call Ann.', url: null } }, []],
    ['watched records', { dnsWatch: { records: ['A'], notify: true } }, []],
    ['thresholds', { thresholds: { ...thresholds, failuresToDown: 3 } }, []],
    ['days', { thresholds: { ...thresholds, domainDays: 30 } }, ['isWarnedAnew']],
    ['an interval', { intervalSeconds: 60 }, ['isReplanned']],
    ['a url', { url: 'http://shop.test/x', urlKey: 'x' }, ['isJudgedAnew']],
    ['a header', { request: { ...request, headers: { a: 'b' } } }, ['isJudgedAnew']],
    ['an expected text', { expect: { ...expected, contains: 'x' } }, ['isJudgedAnew']],
  ])('knows what %s asks for', (_name, change, then) => {
    expect(consequences(change)).toEqual(then);
  });
});
