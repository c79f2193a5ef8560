import { maxDocumentBytes, maxMessageBytes } from '../bson/check.ts';
import { field } from '../bson/raw-value.ts';
import { encodeDocument } from '../bson/writer.ts';
import { MECHANISM } from '../scram.ts';
import { sessionTimeoutMinutes } from '../retries.ts';
import { maxBatch } from './arguments.ts';
import type { Request } from './context.ts';

// The wire version of MongoDB 7.0, whose behaviour this server follows.
const maxWireVersion = 21;
const version = [7, 0, 0, 0];

/**
 * The server presents itself as a replica set of one, so that drivers number their writes and may
 * retry them. It has no topologyVersion, which would make drivers open a streaming monitor.
 */
export function hello({ address, body, credentials }: Request): Buffer {
  const asksHow = credentials && field(body, 'saslSupportedMechs') !== undefined;
  return encodeDocument({
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    secondary: false,
    setName: 'embedded',
    setVersion: 1,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: maxDocumentBytes,
    maxMessageSizeBytes: maxMessageBytes,
    maxWriteBatchSize: maxBatch,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: sessionTimeoutMinutes,
    minWireVersion: 0,
    maxWireVersion,
    readOnly: false,
    ...(asksHow && { saslSupportedMechs: [MECHANISM] }),
    ok: 1,
  });
}

export function ping(): Buffer {
  return encodeDocument({ ok: 1 });
}

export function buildInfo(): Buffer {
  return encodeDocument({
    version: version.slice(0, 3).join('.'),
    versionArray: version,
    modules: ['mini-netumo-embedded'],
    maxBsonObjectSize: maxDocumentBytes,
    bits: 64,
    ok: 1,
  });
}

/** Of all that MongoDB tells here only what it takes and the room on the disk of the data folder, in bytes. */
export async function dbStats({ db, database, reserve }: Request): Promise<Buffer> {
  const { total, free } = await reserve.room();
  const totalSize = database.fileBytes();
  return encodeDocument({ db, totalSize, fsUsedSize: total - free, fsTotalSize: total, ok: 1 });
}
