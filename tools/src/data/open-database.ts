import path from 'node:path';
import { keptPassword, lockFolder, startDocumentServer } from '@app/embedded';
import { connect, refuseNewerData } from '@app/persistence';
import type { Env } from '@app/platform';
import { Refusal } from '../refusal.ts';
import { attach } from '../databases/attach.ts';
import { DATABASE } from '../databases/embedded-parts.ts';
import { addressesOf } from '../databases/reach-servers.ts';

export interface OpenDatabase {
  readonly connection: Awaited<ReturnType<typeof connect>>;
  /** Where the data are, without secrets. */
  readonly place: string;
  readonly close: () => Promise<void>;
}

/** Opens the database at an address, or the embedded one while nothing else uses its folder. */
export async function openDatabase(
  env: Pick<Env, 'dataDir'>,
  mongodbUri: string | null,
): Promise<OpenDatabase> {
  return mongodbUri === null ? await openEmbedded(env.dataDir) : await openOwn(mongodbUri);
}

/** As `openDatabase`; where the product runs on embedded servers, on those. */
export async function openRunningDatabase(
  env: Pick<Env, 'dataDir'>,
  mongodbUri: string | null,
): Promise<OpenDatabase> {
  const attachment = mongodbUri === null ? await attach(env.dataDir) : null;
  if (!attachment) return await openDatabase(env, mongodbUri);
  const database = await openOwn(attachment.urls.mongodb);
  return {
    ...database,
    place: env.dataDir,
    close: async () => {
      await database.close();
      await attachment.leave();
    },
  };
}

async function openOwn(uri: string): Promise<OpenDatabase> {
  const place = placeOf(uri);
  const connection = await connect({ uri, appName: 'mini-netumo data' }).catch((cause: unknown) => {
    throw new Refusal(`MongoDB does not answer at ${place}. Check that it runs and the address.`, {
      cause,
    });
  });
  await refuseNewerData(connection).catch(async (error: unknown) => {
    await connection.close();
    throw error;
  });
  return { connection, place, close: () => connection.close() };
}

async function openEmbedded(dataDir: string): Promise<OpenDatabase> {
  const lock = lockFolder(dataDir);
  try {
    const folder = path.join(dataDir, 'documents');
    const password = keptPassword(folder);
    const server = await startDocumentServer({ dataDir: folder, password });
    const uri = server.uri.replace('/?', `/${DATABASE}?`);
    const connection = await connect({ uri, appName: 'mini-netumo data' });
    await refuseNewerData(connection).catch(async (error: unknown) => {
      await connection.close();
      await server.close();
      throw error;
    });
    return {
      connection,
      place: dataDir,
      close: async () => {
        await connection.close();
        await server.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function placeOf(uri: string): string {
  const hosts = addressesOf(uri).map(({ host, port }) => `${host}:${String(port)}`);
  return hosts.length > 0 ? hosts.join(', ') : 'the named address';
}
