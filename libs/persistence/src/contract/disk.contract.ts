import { describe, expect, it } from 'vitest';
import type { Context } from './context.ts';

export const diskContract = (context: Context) =>
  describe('the disk', () => {
    it('says how much room is left, where the server tells', async () => {
      expect(await context().stores.disk.freeBytes()).toBeGreaterThan(0);
    });
  });
