import { type LaneRecord, NEW_LANE } from '@app/domain/lanes';
import type { LaneStore } from '../ports/lanes.ts';
import { isFreeAt } from './memory-lease.ts';

/** Lanes in memory, with the promises of the real store: each method is one write. */
export class MemoryLanes {
  readonly records = new Map<string, LaneRecord>();

  readonly store = {
    claim: async (id, now, lease) => {
      const lane = this.#known(id);
      return isFreeAt(lane.lease, now) ? this.#put({ ...lane, lease }) : null;
    },
    wake: async (id) => {
      const lane = this.records.get(id);
      if (lane) this.#put({ ...lane, wake: lane.wake + 1 });
    },
    save: async (id, { lease, resumed }, state) => {
      const lane = this.records.get(id);
      if (lane?.lease?.token !== lease.token || lane.resumed !== resumed) return false;
      this.#put({ ...lane, ...state, lease });
      return true;
    },
    release: async (id, { token, wake }, state) => {
      const lane = this.records.get(id);
      if (lane?.lease?.token !== token || lane.wake !== wake) return false;
      this.#put({ ...lane, ...state, lease: null });
      return true;
    },
    get: async (id) => this.records.get(id) ?? null,
    list: async () => [...this.records.values()],
    resume: async (id) => {
      const lane = this.records.get(id);
      if (!lane) return;
      const { wake, resumed } = lane;
      const fresh = { pausedUntil: null, failures: 0 };
      this.#put({ ...lane, ...fresh, wake: wake + 1, resumed: resumed + 1 });
    },
    succeed: async (id, successorId) => {
      this.#put({ ...this.#known(id), successorId });
    },
  } satisfies LaneStore;

  #known(id: string): LaneRecord {
    const fresh = { ...NEW_LANE, id, lease: null, wake: 0, successorId: null, resumed: 0 };
    return this.records.get(id) ?? fresh;
  }

  #put(lane: LaneRecord): LaneRecord {
    this.records.set(lane.id, lane);
    return lane;
  }
}
