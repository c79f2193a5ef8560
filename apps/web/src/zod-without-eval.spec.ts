import './zod-without-eval';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';

describe('schemas in pages', () => {
  it('are made without code from text', () => {
    expect(z.config().jitless).toBe(true);
  });
});
