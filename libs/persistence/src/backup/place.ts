/** Where backups lie. What cannot be reached or stored is thrown as a BackupError. */
export interface BackupPlace {
  /** As people know it: a path, or the address of a bucket. */
  readonly name: string;
  /**
   * Stores a file, which appears complete or not at all. Returns its size in bytes.
   *
   * @param expectedBytes about how large it will be; null where nobody knows
   */
  write(
    file: string,
    content: AsyncIterable<Uint8Array>,
    options: { signal: AbortSignal; expectedBytes: number | null },
  ): Promise<number>;
  /** The backups in it. */
  list(): Promise<{ file: string; bytes: number }[]>;
  read(file: string): AsyncIterable<Uint8Array>;
  remove(file: string): Promise<void>;
}
