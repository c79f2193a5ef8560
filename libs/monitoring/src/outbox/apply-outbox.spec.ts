import { expect, it } from 'vitest';
import type { OutboxEntry } from '@app/domain';
import { AlertDesk } from '../testing/alert-desk.ts';
import { applyOutbox } from './apply-outbox.ts';

const NOW = new Date('2026-01-01T12:00:00Z');
const after = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);

const step = (severity: 'warning' | 'high', at: Date): OutboxEntry => ({
  id: `intent-${severity}`,
  type: 'open',
  kind: 'persistent',
  alertId: 'persistent',
  downAlertId: 'down',
  severity,
  cause: { is: 'text', text: 'Refused.' },
  since: NOW,
  at,
});

it('tells each step of a long outage once, however often it is applied', async () => {
  const desk = new AlertDesk(() => NOW);
  const apply = async (...intents: OutboxEntry[]) => {
    await applyOutbox(desk.ports, {
      id: 'target',
      name: 'Shop',
      url: 'https://shop.test/',
      intents,
    });
  };
  const [first, second] = [step('warning', after(1)), step('high', after(6))];
  await apply(first);
  await apply(first);
  expect(desk.told.map(({ event, severity }) => `${event} ${severity}`)).toEqual([
    'opened warning',
  ]);
  await apply(first, second);
  await apply(second);
  expect(desk.told.map(({ event, severity }) => `${event} ${severity}`)).toEqual([
    'opened warning',
    'reminder high',
  ]);
});
