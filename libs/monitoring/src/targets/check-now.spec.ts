import { expect, it } from 'vitest';
import { targetRecord } from '@app/domain/testing';
import { systemContext } from '../context.ts';
import { targetDesk } from '../testing/target-desk.ts';
import { checkNow } from './check-now.ts';

const NOW = new Date('2026-01-01T12:00:00Z');

it('asks for a check at once', async () => {
  const desk = targetDesk(NOW);
  await checkNow(systemContext(desk.ports), desk.id);
  expect(desk.after.schedule).toMatchObject({ urgent: { slot: NOW, origin: 'manual' } });
});

it('refuses to check a paused target', async () => {
  const state = { ...targetRecord().state, status: 'paused' as const };
  const desk = targetDesk(NOW, { state, pausedAt: NOW });
  await expect(checkNow(systemContext(desk.ports), desk.id)).rejects.toThrow(/Resume it/);
  expect(desk.after).toEqual(desk.before);
});
