import { BackupError } from '@app/domain/backups';
import { createHash, hkdfSync } from 'node:crypto';
import * as z from 'zod';

/** A key of 32 bytes that backups are made with, and its name, which gives nothing away. */
export interface BackupKey {
  readonly id: string;
  readonly bytes: Buffer;
}

const FORMAT = 'mini-netumo backup';
/** Raised when files get what an older version cannot read. */
const VERSION = 1;
const KEY_BYTES = 32;

const AnyVersion = z.object({ format: z.literal(FORMAT), version: z.int().positive() });
const Header = AnyVersion.extend({
  createdAt: z.iso.datetime(),
  keyId: z.string(),
  salt: z.base64(),
});
export type Header = z.infer<typeof Header>;

/** The first line of a backup, in clear. What is encrypted depends on each byte of it. */
export const headerLine = (fields: Pick<Header, 'createdAt' | 'keyId' | 'salt'>): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, ...fields })}\n`;

/** Reads the first line of a backup. Throws a BackupError for other files and newer formats. */
export function readHeader(line: string): Header {
  const parsed = parseJson(line);
  const any = AnyVersion.safeParse(parsed);
  if (!any.success) throw new BackupError({ is: 'not-a-backup' });
  const { version } = any.data;
  if (version > VERSION) throw new BackupError({ is: 'newer', version, readable: VERSION });
  const header = Header.safeParse(parsed);
  if (!header.success) throw new BackupError({ is: 'damaged', part: 1 });
  return header.data;
}

/** The key of one file: no two files share one, and a changed header gives another. */
export function fileKey({ bytes }: BackupKey, line: string, salt: string): Buffer {
  const info = createHash('sha256').update(line).digest();
  return Buffer.from(hkdfSync('sha256', bytes, Buffer.from(salt, 'base64'), info, KEY_BYTES));
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not a line of ours: the schema says so.
    return null;
  }
}
