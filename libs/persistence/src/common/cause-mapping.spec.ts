import { type AlertCause, describeCause, stableHash } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { fromCauseFields, toCauseFields } from './cause-mapping.ts';

const slow: AlertCause = { is: 'slow', latencyMs: 2_300, slowMs: 1_500 };
const SLOW = 'It answers slowly: 2.30 s, over 1.50 s.';
const text = (words: string): AlertCause => ({ is: 'text', text: words });

describe('the cause of an alert', () => {
  it('is stored with its sentence, for the version that reads nothing else', () => {
    expect(toCauseFields(slow)).toMatchObject({ reason: SLOW, cause: slow });
    expect(fromCauseFields(toCauseFields(slow))).toEqual(slow);
  });

  it('is a sentence alone where it was stored as one', () => {
    expect(toCauseFields(text('Old.'))).toEqual({ reason: 'Old.' });
    expect(fromCauseFields({ reason: 'Old.' })).toEqual(text('Old.'));
  });

  it('is the sentence that an older version has put beside facts since', () => {
    const fields = { ...toCauseFields(slow), reason: 'Still down.' };
    expect(fromCauseFields(fields)).toEqual(text('Still down.'));
  });

  it('is the facts also where another version says them in other words', () => {
    const fields = { reason: 'Slow: 2.3 s.', cause: slow, reasonHash: stableHash('Slow: 2.3 s.') };
    expect(fromCauseFields(fields)).toEqual(slow);
  });

  it('is the sentence where a newer version stored facts that this one does not know', () => {
    const newer = JSON.parse('{"is":"newer","ms":5}') as AlertCause;
    const fields = { reason: 'Newer.', cause: newer, reasonHash: stableHash('Newer.') };
    expect(fromCauseFields(fields)).toEqual(text('Newer.'));
    expect(describeCause(fromCauseFields({ cause: newer }))).toMatch(/^Something is wrong/);
  });

  it('is the facts where a later version stores no sentence', () => {
    expect(fromCauseFields({ cause: slow })).toEqual(slow);
  });
});
