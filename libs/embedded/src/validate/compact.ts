import { DatabaseSync } from 'node:sqlite';

/**
 * Brings a data file into one piece without what was removed, so that it can be copied. No server may have it open. Throws
 * what SQLite says of a file that it cannot write.
 */
export function compactDataFile(file: string): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('VACUUM; PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}
