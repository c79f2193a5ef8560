import type { ProcessFigures } from '@app/domain/backups';

/** Processes that answer people. */
export interface ApiNodeStore {
  heartbeat(node: ProcessFigures): Promise<void>;
  /** Forgets one that says farewell: nobody misses it. */
  deregister(id: string): Promise<void>;
  list(): Promise<ProcessFigures[]>;
}
