import { expect, it } from 'vitest';
import { CALLS } from './calls.ts';
import { appRouter } from './index.ts';

it('says of every procedure what its calls count as, and of nothing else', () => {
  const procedures = Object.keys(CALLS).filter((path) => !path.startsWith('/'));
  expect(procedures.toSorted()).toEqual(Object.keys(appRouter._def.procedures).toSorted());
});
