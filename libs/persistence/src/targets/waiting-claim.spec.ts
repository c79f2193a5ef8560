import type { ClaimedTarget } from '@app/domain';
import { mongo } from 'mongoose';
import { describe, expect, it, vi } from 'vitest';
import { idOfBytes, WaitingClaim } from './waiting-claim.ts';

const head = {
  slot: new Date(0),
  origin: 'scheduled' as const,
  lease: { token: 't', until: new Date(1) },
};

describe('WaitingClaim', () => {
  it('reads its document when somebody asks for it, and once', () => {
    const target = { id: 'a' } as ClaimedTarget['target'];
    const toBody = vi.fn((bytes: Uint8Array) => ({
      target,
      recentCount: bytes.length,
      hour: null,
    }));
    const claim = new WaitingClaim(head, new Uint8Array(7), toBody);
    expect(claim).toMatchObject(head);
    expect(toBody).not.toHaveBeenCalled();
    expect(claim.recentCount).toBe(7);
    expect(claim.target).toBe(target);
    expect(claim.hour).toBeNull();
    expect(toBody).toHaveBeenCalledTimes(1);
  });
});

describe('idOfBytes', () => {
  it('finds the id of a document that is part of a longer answer', () => {
    const id = new mongo.ObjectId();
    const bytes = mongo.BSON.serialize({ _id: id, url: 'http://a.example/' });
    const answer = new Uint8Array([1, 2, 3, ...bytes, 4]);
    expect(idOfBytes(answer.subarray(3, 3 + bytes.length))).toBe(id.toHexString());
  });

  it('knows none where another field comes first', () => {
    expect(idOfBytes(mongo.BSON.serialize({ url: 'a', _id: new mongo.ObjectId() }))).toBeNull();
  });
});
