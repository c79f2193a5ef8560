import type { WorkerHeartbeat } from '@app/domain';

export interface WorkerStore {
  heartbeat(beat: WorkerHeartbeat): Promise<void>;
  /** Forgets a worker that says farewell: nobody misses it. */
  deregister(id: string): Promise<void>;
  list(): Promise<WorkerHeartbeat[]>;
}
