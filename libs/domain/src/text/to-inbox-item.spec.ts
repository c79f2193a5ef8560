import { expect, it } from 'vitest';
import { toldOf } from '../alert/record.ts';
import type { InboxRecord } from '../delivery/inbox.ts';
import { alertRecord } from '../delivery/testing.ts';
import { toInboxItem } from './to-inbox-item.ts';

const AT = new Date('2026-01-31T14:08:05Z');
const base = {
  id: 'i',
  alertId: 'a',
  targetId: 't',
  event: 'opened',
  at: AT,
  readAt: null,
} as const;

const alert = alertRecord({
  ...{ id: 'a', targetId: 't', targetName: 'Shop', kind: 'down', linkSecret: 'T0PSECRET' },
  cause: {
    is: 'failure',
    failure: { class: 'refused', code: null, fact: { is: 'refused', port: 443 } },
  },
  since: new Date('2026-01-31T14:02:05Z'),
});

it('makes the words of an item when it is read, of what was true when it was told', () => {
  const { id: _, targetId: __, ...told } = toldOf(alert);
  expect(JSON.stringify(told)).not.toContain('T0PSECRET');
  const target = {
    ...{ id: 't', url: 'https://shop.example/', name: 'Shop', tags: ['prod'] },
    status: 'down' as const,
  };
  const item: InboxRecord = { ...base, told: { is: 'event', alert: told, target } };
  const { title, text, ...rest } = toInboxItem(item);
  expect(rest).toEqual(base);
  expect(title).toMatch(/^Down: Shop/);
  expect(text).toContain('Target: Shop\nAddress: https://shop.example/\nWhy: ');
  expect(text).toContain('port 443');
  expect(text).toContain('Since: 2026-01-31 14:02:05 UTC');
  expect(text).not.toContain('ago');
});

it('shows the words that an older version stored', () => {
  const words = { title: 'Down: Shop', text: 'Why: nothing listens.' };
  expect(toInboxItem({ ...base, told: { is: 'text', ...words } })).toEqual({ ...base, ...words });
});
