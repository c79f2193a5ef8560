import type { ReportRecord } from '@app/domain/reports';

/** Reports that are made for somebody: a few documents, which are read together. */
export interface ReportStore {
  insert(report: ReportRecord): Promise<void>;
  get(id: string): Promise<ReportRecord | null>;
  /** All of them, oldest first. */
  list(): Promise<ReportRecord[]>;
  /** Stores a report in the place of the one that was read, and raises its version; false when somebody was faster. */
  replace(report: ReportRecord): Promise<boolean>;
  /** False: it is not there. */
  remove(id: string): Promise<boolean>;
}
