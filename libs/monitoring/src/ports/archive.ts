/** What a file of the archive holds. */
export interface ArchivedFile {
  /** Name of the file within the archive. */
  file: string;
  /** The day (UTC) of its checks: `2026-03-29`. */
  day: string;
  targets: number;
  checks: number;
  /** Size and SHA-256 of the compressed file. */
  bytes: number;
  sha256: string;
  /** SHA-256 of its lines. */
  contentSha256: string;
  writtenAt: Date;
}

/** What is written of one target. */
export interface ArchivedLines {
  /** One for each check. */
  lines: readonly string[];
}

/** Files of an archive. */
export interface ArchivedFiles {
  /** Oldest first. */
  files: ArchivedFile[];
  /** Names of manifests that cannot be read: nobody knows what they tell of. */
  unreadable: string[];
}

/** Checks that are no longer kept, as files. */
export interface Archive {
  /**
   * Writes checks of a day to a new file, which is there with all of them once this resolves. One that was written
   * before with the same content is answered instead.
   */
  write(day: string, targets: AsyncIterable<ArchivedLines>): Promise<ArchivedFile>;
  /** The files of some days, both included. */
  list(fromDay: string, toDay: string): Promise<ArchivedFiles>;
  /** The lines of a file. Rejects before the first one when the file is not what was written. */
  read(file: ArchivedFile): AsyncIterable<string>;
}
