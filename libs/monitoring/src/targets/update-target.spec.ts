import { expect, it } from 'vitest';
import { systemContext } from '../context.ts';
import { targetDesk } from '../testing/target-desk.ts';
import { updateTarget } from './update-target.ts';

const NOW = new Date('2026-01-01T12:00:00Z');

it('merges a change into the settings that are there', async () => {
  const desk = targetDesk(NOW);
  const { before } = desk;
  const thresholds = { failuresToDown: 5 };
  await updateTarget(systemContext(desk.ports), { id: desk.id, thresholds });
  expect(desk.after).toEqual({
    ...before,
    thresholds: { ...before.thresholds, ...thresholds },
    version: before.version + 1,
  });
});

it('writes nothing when nothing was changed', async () => {
  const desk = targetDesk(NOW);
  await updateTarget(systemContext(desk.ports), { id: desk.id, name: desk.before.name });
  expect(desk.after).toEqual(desk.before);
});
