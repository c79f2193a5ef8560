import { Buffer } from 'node:buffer';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { MAX_BODY_BYTES, pickHeaders, type Answer } from './answer.ts';
import { IncompleteBodyError, NoAnswerError, UpgradeError } from './failure/answer-errors.ts';
import type { PhaseClock } from './phase-clock.ts';
import { isRedirect } from './redirect.ts';

export interface ReadAnswerOptions {
  readonly clock: PhaseClock;
  /** Keep the bytes of the body; otherwise they are only counted. */
  readonly keepBody: boolean;
  /** Stop at the head of a redirect. */
  readonly followsRedirects: boolean;
  /** The first call of these two counts. */
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** True when the connection was reset; Node reports a plain end by the same code, but not from the system. */
const wasReset = (error: Error): boolean =>
  'code' in error && error.code === 'ECONNRESET' && 'syscall' in error;

const isEnd = (error: Error): boolean =>
  'code' in error && error.code === 'ECONNRESET' && !('syscall' in error);

/** Collects the answer to a request, as much of it as is needed, and marks on the clock when it begins. */
export function readAnswer(request: ClientRequest, options: ReadAnswerOptions): void {
  const { clock, reject } = options;
  let response: IncomingMessage | undefined;
  let fail = (error: Error): void => {
    reject(isEnd(error) ? new NoAnswerError() : error);
  };
  const begin = (): void => {
    if (clock.phase === 'first-byte') clock.enter('transfer');
  };

  // Here the parser has its listener already: one that came earlier would take the data from it.
  request.on('socket', (socket) => socket.prependListener('data', begin));
  request.on('information', () => {
    clock.enter('first-byte');
  });
  request.on('upgrade', () => {
    reject(new UpgradeError());
  });
  request.on('error', (error) => {
    // After the end of an answer there may be rubbish, and nobody waits for it.
    if (!response?.complete) fail(error);
  });
  request.on('response', (message) => {
    begin();
    response = message;
    fail = readBody(message, options);
  });
}

/** Reads the body and answers what to do when the connection breaks meanwhile. */
function readBody(
  message: IncomingMessage,
  { keepBody, followsRedirects, resolve, reject }: ReadAnswerOptions,
): (error: Error) => void {
  const statusCode = message.statusCode ?? 0;
  const head = { statusCode, ...pickHeaders(message.rawHeaders) };
  const chunks: Buffer[] = [];
  let received = 0;
  const finish = (bodyEnd: Answer['bodyEnd']): void => {
    resolve({ ...head, body: Buffer.concat(chunks), bodyEnd });
  };
  const fail = (error: Error): void => {
    if (wasReset(error)) finish('broken');
    else reject(isEnd(error) ? new IncompleteBodyError() : error);
  };

  message.on('error', fail);
  message.on('data', (chunk: Buffer) => {
    const room = MAX_BODY_BYTES - received;
    received += chunk.length;
    if (keepBody) chunks.push(chunk.subarray(0, room));
    if (chunk.length > room) finish('capped');
  });
  message.on('end', () => {
    finish('complete');
  });
  if (followsRedirects && isRedirect(statusCode)) finish('capped');
  return fail;
}
