import { describe, expect, it } from 'vitest';
import { missingRoom } from './upgrade.ts';

const MB = 1_048_576;

describe('missingRoom', () => {
  it.each([
    [null, 500 * MB, null],
    [96 * MB, null, null],
    [96 * MB - 1, null, { freeMb: 95, neededMb: 96 }],
    [196 * MB, 400 * MB, null],
    [195.5 * MB, 400 * MB, { freeMb: 195, neededMb: 196 }],
    [0, 0, { freeMb: 0, neededMb: 96 }],
  ])('of %s free and %s stored: %j', (free, data, missing) => {
    expect(missingRoom(free, data)).toEqual(missing);
  });
});
