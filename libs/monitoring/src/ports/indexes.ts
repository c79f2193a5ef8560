/** The indexes that the stores rely on. */
export interface Indexes {
  /** Makes those that are missing. Returns how many there are to be, and the names of those that were made. */
  ensure(): Promise<{ checked: number; made: string[] }>;
}
