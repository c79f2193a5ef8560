import { DestroyRef } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { LiveEvent } from '@app/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type FakeApi, fakeApi } from '../../../testing/fake-api';
import { aTarget, idOf } from '../../../testing/samples';
import { LiveFeed } from './live-feed';

const removed: LiveEvent = { type: 'removed', targetId: idOf(1) };

describe('LiveFeed', () => {
  let api: FakeApi;
  let feed: LiveFeed;
  const heard: LiveEvent[] = [];
  const catchUp = vi.fn();

  beforeEach(() => {
    vi.useFakeTimers();
    api = fakeApi();
    TestBed.configureTestingModule({ providers: [api.provider] });
    feed = TestBed.inject(LiveFeed);
    heard.length = 0;
    feed.listen(TestBed.inject(DestroyRef), (event) => heard.push(event), catchUp);
  });

  afterEach(() => {
    vi.useRealTimers();
  });

  it('hands every event to its listeners', () => {
    api.live.connect();
    api.live.push({ type: 'target', target: aTarget() });
    api.live.push(removed);
    expect(heard.map(({ type }) => type)).toEqual(['target', 'removed']);
    expect(feed.connection()).toBe('live');
    expect(catchUp).not.toHaveBeenCalled();
  });

  it('says since when it shows old news, and catches up when it is back', () => {
    api.live.connect();
    vi.setSystemTime(new Date('2026-01-01T14:02:00Z'));
    api.live.lose();
    vi.setSystemTime(new Date('2026-01-01T14:05:00Z'));
    api.live.lose();
    expect(feed.connection()).toBe('lost');
    expect(feed.lostAt()).toEqual(new Date('2026-01-01T14:02:00Z'));
    api.live.connect();
    expect(feed.connection()).toBe('live');
    expect(feed.lostAt()).toBeNull();
    expect(catchUp).toHaveBeenCalledTimes(1);
  });

  it('opens a subscription that was given up again, after the last event it saw', () => {
    api.live.connect();
    api.live.push(removed);
    api.live.push(removed);
    api.live.fail();
    expect(api.live.resumedAfter).toEqual([undefined]);
    vi.advanceTimersByTime(1_000);
    expect(api.live.resumedAfter).toEqual([undefined, '2']);
  });

  it('waits longer each time, up to half a minute', () => {
    for (const wait of [1, 2, 4, 8, 16, 30, 30]) {
      const before = api.live.resumedAfter.length;
      api.live.fail();
      vi.advanceTimersByTime(wait * 1_000 - 1);
      expect(api.live.resumedAfter).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(api.live.resumedAfter).toHaveLength(before + 1);
    }
  });
});
