import { mongo } from 'mongoose';
import { describe, expect, it, vi } from 'vitest';
import { SharedGroups } from './shared-groups.ts';

const bytesOf = (document: object): Uint8Array => mongo.BSON.serialize(document);

function sharing() {
  const toGroups = vi.fn((document: mongo.BSON.Document) => document);
  return { toGroups, shared: new SharedGroups(['request', 'expect'], toGroups) };
}

describe('SharedGroups', () => {
  it('reads groups apart from the rest, wherever they stand', () => {
    const { shared } = sharing();
    const request = { method: 'GET', headers: [{ n: 'é', v: '☃' }] };
    const document = { _id: 1, request, url: 'ü', state: { request: 2 }, expect: { text: null } };
    const { rest, groups } = shared.read(bytesOf(document));
    expect(groups).toEqual({ request, expect: { text: null } });
    expect(rest).toEqual({ _id: 1, url: 'ü', state: { request: 2 } });
  });

  it('reads groups with the same bytes once', () => {
    const { shared, toGroups } = sharing();
    const first = shared.read(bytesOf({ _id: 1, request: { method: 'GET' } }));
    const second = shared.read(bytesOf({ _id: 2, request: { method: 'GET' } }));
    const other = shared.read(bytesOf({ _id: 3, request: { method: 'HEAD' } }));
    expect(second.groups).toBe(first.groups);
    expect(second.rest).toEqual({ _id: 2 });
    expect(other.groups).toEqual({ request: { method: 'HEAD' } });
    expect(toGroups).toHaveBeenCalledTimes(2);
  });

  it('tells the same values of another type, and another order, apart', () => {
    const { shared } = sharing();
    const whole = shared.read(bytesOf({ expect: { n: 1 } }));
    const double = shared.read(bytesOf({ expect: { n: new mongo.Double(1) } }));
    expect(double.groups).not.toBe(whole.groups);
  });

  it('keeps nothing of a group that is long', () => {
    const { shared, toGroups } = sharing();
    const bytes = bytesOf({ request: { body: 'x'.repeat(2_000) } });
    expect(shared.read(bytes).groups).toEqual(shared.read(bytes).groups);
    expect(toGroups).toHaveBeenCalledTimes(2);
  });

  it('reads what a document does not carry as absent', () => {
    const { shared } = sharing();
    expect(shared.read(bytesOf({ _id: 1, request: null }))).toEqual({
      rest: { _id: 1, request: null },
      groups: {},
    });
  });

  it('goes on when there are more different groups than are kept', () => {
    const { shared } = sharing();
    for (let n = 0; n < 2_500; n += 1) {
      expect(shared.read(bytesOf({ expect: { n } })).groups).toEqual({ expect: { n } });
    }
  });

  it('reads a document that is part of a longer answer', () => {
    const { shared } = sharing();
    const bytes = bytesOf({ _id: 1, expect: { a: 1 } });
    const answer = new Uint8Array([1, 2, 3, ...bytes, 4]);
    expect(shared.read(answer.subarray(3, 3 + bytes.length))).toEqual({
      rest: { _id: 1 },
      groups: { expect: { a: 1 } },
    });
  });
});
