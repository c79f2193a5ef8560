import { describe, expect, it } from 'vitest';
import { newTarget } from './new-target.ts';
import { STOPPED_SCHEDULE } from './schedule-after.ts';
import { DEFAULT_TARGET_SETTINGS } from './settings.ts';

const now = new Date('2026-01-01T12:00:00Z');
const create = (url: string, domain: string | null = null) => {
  const settings = { ...DEFAULT_TARGET_SETTINGS, url, urlKey: url, name: 'Shop' };
  return newTarget({ now, newId: () => 'id' }, settings, domain);
};

describe('a new target', () => {
  it('is checked at once', () => {
    expect(create('http://shop.test/')).toMatchObject({
      id: 'id',
      name: 'Shop',
      version: 1,
      state: { status: 'pending', statusSince: now },
      schedule: { urgent: { slot: now, origin: 'scheduled' } },
      certificate: null,
      intents: [],
    });
  });

  it('has its certificate read and its domain looked up', () => {
    expect(create('https://shop.test/', 'shop.test')).toMatchObject({
      certificate: { dueAt: now },
      intents: [{ type: 'watch-domain', domain: 'shop.test' }],
    });
  });

  it('that is a domain has no http checks', () => {
    expect(create('domain:shop.test', 'shop.test').schedule).toEqual(STOPPED_SCHEDULE);
  });
});
