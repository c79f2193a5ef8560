import { describe, expect, it } from 'vitest';
import { mergeSettings, mergeSettingsGroup } from './merge-settings.ts';
import { DEFAULT_TARGET_SETTINGS, TargetSettings } from './settings.ts';

const base: TargetSettings = {
  ...DEFAULT_TARGET_SETTINGS,
  url: 'https://example.org/',
  name: 'Example',
  tags: ['prod'],
};

describe('mergeSettings', () => {
  it('takes each setting that is given, and keeps the others', () => {
    const given = {
      name: 'Shop',
      intervalSeconds: 60,
      request: { method: 'HEAD' as const },
      thresholds: { slowMs: 500 },
      alerting: { channelIds: [] },
    };
    expect(mergeSettings(base, given)).toEqual({
      ...base,
      name: 'Shop',
      intervalSeconds: 60,
      request: { ...base.request, method: 'HEAD' },
      thresholds: { ...base.thresholds, slowMs: 500 },
      alerting: { ...base.alerting, channelIds: [] },
    });
  });

  it('knows every setting of the schema', () => {
    for (const key of TargetSettings.keyof().options) {
      const change = { [key]: key === 'tags' ? [] : base[key] };
      expect(mergeSettings(base, change), key).toEqual({ ...base, ...change });
    }
  });

  it('takes null and empty values, and no undefined ones', () => {
    const changed = mergeSettings(
      { ...base, request: { ...base.request, body: 'x' } },
      { tags: [], name: undefined, request: { body: null, timeoutMs: undefined, headers: {} } },
    );
    expect(changed).toEqual({ ...base, tags: [] });
  });

  it('replaces headers as a whole', () => {
    const before = { ...base, request: { ...base.request, headers: { a: '1' } } };
    const { headers } = mergeSettings(before, { request: { headers: { b: '2' } } }).request;
    expect(headers).toEqual({ b: '2' });
  });

  it('takes nothing along that is no setting', () => {
    const record = { ...base, id: 'x', version: 7 };
    const change = { id: 'y', thresholds: { ...base.thresholds, another: 1 } };
    expect(mergeSettings(record, change)).toEqual(base);
  });
});

describe('mergeSettingsGroup', () => {
  it('merges one group', () => {
    const { thresholds } = base;
    expect(mergeSettingsGroup('thresholds', thresholds, { domainDays: 30 })).toEqual({
      ...thresholds,
      domainDays: 30,
    });
    expect(mergeSettingsGroup('thresholds', thresholds, undefined)).toBe(thresholds);
  });
});
