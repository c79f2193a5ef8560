/** What is wrong with a backup, or keeps one from being made; in no language: `is` tells which sentence of `text` it becomes. */
export type BackupFault =
  /** No folder and no storage is set. */
  | { readonly is: 'no-place' }
  /** No key is set, and none could be made. */
  | { readonly is: 'no-key' }
  /** There is nothing yet that could be restored. */
  | { readonly is: 'no-backup' }
  | { readonly is: 'not-a-backup' }
  /** The file, or the data in it, has a format that is newer than those that this version reads. */
  | { readonly is: 'newer'; readonly version: number; readonly readable: number }
  /** Keys by their names, which give nothing away. */
  | { readonly is: 'other-key'; readonly keyId: string; readonly ownKeyIds: readonly string[] }
  /** The end is missing. Parts are counted from 1. */
  | { readonly is: 'cut-off'; readonly parts: number }
  | { readonly is: 'damaged'; readonly part: number }
  /** Another part stands where one belongs: parts are missing, or were moved. */
  | { readonly is: 'disordered'; readonly part: number; readonly found: number }
  /** What is in it, or what was restored of it, is not what was backed up. */
  | {
      readonly is: 'unlike';
      readonly collection: string;
      readonly expected: number;
      readonly found: number;
    }
  | {
      readonly is: 'no-room';
      readonly place: string;
      readonly freeMb: number;
      /** Null where it was noticed while writing. */
      readonly neededMb: number | null;
    }
  /** What a folder or a storage answered, in the words of the program. */
  | { readonly is: 'place'; readonly place: string; readonly detail: string }
  /** Anything else, in the words of the program. */
  | { readonly is: 'error'; readonly detail: string };

/** A backup cannot be made or used. Its message is for developers; people read `describeBackupFault`. */
export class BackupError extends Error {
  override name = 'BackupError';
  readonly fault: BackupFault;

  constructor(fault: BackupFault, options?: ErrorOptions) {
    super(JSON.stringify(fault), options);
    this.fault = fault;
  }
}

const MAX_DETAIL = 300;

/** What an error says about a backup. */
export function backupFaultOf(error: unknown): BackupFault {
  if (error instanceof BackupError) return error.fault;
  const text = error instanceof Error ? error.message : String(error);
  return { is: 'error', detail: text.slice(0, MAX_DETAIL) };
}
