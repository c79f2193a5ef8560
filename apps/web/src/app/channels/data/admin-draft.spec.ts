import { describe, expect, it } from 'vitest';
import { idOf } from '../../../testing/samples';
import { adminChannelIds, adminDraftOf } from './admin-draft';

const known = [{ id: idOf(1) }, { id: idOf(2) }];

describe('adminChannelIds', () => {
  it.each([
    ['every channel', null, null],
    ['some', [idOf(2)], [idOf(2)]],
    ['none', [], []],
    ['a removed one', [idOf(1), idOf(9)], [idOf(1)]],
  ])('of %s', (_, stored, expected) => {
    expect(adminChannelIds(adminDraftOf({ adminChannelIds: stored }), known)).toEqual(expected);
  });
});
