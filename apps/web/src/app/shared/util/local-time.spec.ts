import { describe, expect, it } from 'vitest';
import { fromLocalText, inAnHour, nextFullHour, tomorrowMorning, toLocalText } from './local-time';

const at = new Date(2026, 2, 3, 14, 5, 33);

describe('times of this browser', () => {
  it('go into a field and come back to the minute', () => {
    expect(toLocalText(at)).toBe('2026-03-03T14:05');
    expect(fromLocalText('2026-03-03T14:05')).toEqual(new Date(2026, 2, 3, 14, 5));
  });

  it.each(['', '2026-13-01T00:00', 'tomorrow'])('%j is none', (text) => {
    expect(fromLocalText(text)).toBeNull();
  });

  it('begin and end where people expect it', () => {
    expect(inAnHour(at)).toEqual(new Date(2026, 2, 3, 15, 5, 33));
    expect(tomorrowMorning(at)).toEqual(new Date(2026, 2, 4, 8));
    expect(tomorrowMorning(new Date(2026, 11, 31, 3))).toEqual(new Date(2027, 0, 1, 8));
    expect(nextFullHour(at)).toEqual(new Date(2026, 2, 3, 15));
    expect(nextFullHour(new Date(2026, 2, 3, 23, 59))).toEqual(new Date(2026, 2, 4, 0));
  });
});
