import { expect, it } from 'vitest';
import { isOutage } from './is-outage.ts';

const errorWith = (fields: object): Error => Object.assign(new Error('no'), fields);

it('takes a store without any room for one that is away, and not for one that refuses a result', () => {
  expect(isOutage(errorWith({ name: 'MongoServerError', code: 14_031 }))).toBe(true);
  expect(isOutage(errorWith({ name: 'MongoBulkWriteError', code: 14_031 }))).toBe(true);
  expect(isOutage(errorWith({ name: 'MongoServerError', code: 11_000 }))).toBe(false);
});
