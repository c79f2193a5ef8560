import { isOutage } from '@app/persistence';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDocumentServer } from '@app/embedded';
import { connectWithRetry, createStores } from '@app/persistence';
import { AppError } from '@app/domain';
import { expect, it, onTestFinished } from 'vitest';

const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
function ignore(): void {
  // What the connection tells is not of interest here.
}

it('knows what the driver throws before, during and after an outage', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'netumo-outage-'));
  const server = await startDocumentServer({ dataDir });
  const uri = new URL('/netumo', server.uri).href;
  const mongo = connectWithRetry({ uri, serverSelectionTimeoutMs: 300, log });
  onTestFinished(async () => {
    await mongo.close();
    await rm(dataDir, { recursive: true });
  });
  const { targets } = createStores(mongo.connection);
  const failure = (): Promise<unknown> => targets.counts().catch((error: unknown) => error);

  expect(isOutage(await failure())).toBe(true);
  await mongo.ready;
  expect(isOutage(await failure())).toBe(false);
  await server.close();
  expect(isOutage(await failure())).toBe(true);
  expect(isOutage(await failure())).toBe(true);
  await mongo.close();
  expect(isOutage(await failure())).toBe(true);
});

it.each([
  new Error('unforeseen'),
  new AppError('invalid', 'No.'),
  Object.assign(new Error('E11000 duplicate key'), { name: 'MongoServerError', code: 11_000 }),
  Object.assign(new Error('bad query'), { name: 'MongooseError' }),
  'text',
  undefined,
])('takes %s for no outage', (error) => {
  expect(isOutage(error)).toBe(false);
});

it('takes a socket that the server closed for an outage', () => {
  const broken = Object.assign(new Error('This socket has been ended by the other party'), {
    code: 'EPIPE',
  });
  expect(isOutage(broken)).toBe(true);
});

it('takes a server that changes its role for an outage', () => {
  const stepDown = Object.assign(new Error('not primary'), {
    name: 'MongoServerError',
    errorLabelSet: new Set(['RetryableWriteError']),
  });
  expect(isOutage(stepDown)).toBe(true);
});
