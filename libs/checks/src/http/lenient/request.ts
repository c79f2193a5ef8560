import { codeOf } from '../error-code.ts';
import { MAX_WIRE_BYTES } from '../budget.ts';
import type { Hop } from '../redirect.ts';
import { requestTarget } from '../request-target.ts';
import type { Speaker } from '../speaker.ts';
import { closedEarly, LenientReader } from './reader.ts';

/** True for an error by which undici refuses what a server said, not that it ended. */
export function isRefusedHead(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = codeOf(error);
  if (code === 'UND_ERR_SOCKET') return error.message === 'bad response';
  // Without a head this is the parser that stumbled over lengths.
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return true;
  return error.name === 'HTTPParserError' && code !== 'HPE_INVALID_EOF_STATE';
}

function requestText({ url, method, headers, body }: Hop): string {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
  const length = body === null ? [] : [`content-length: ${Buffer.byteLength(body)}`];
  return [
    `${method} ${requestTarget(url)} HTTP/1.1`,
    `host: ${url.host}`,
    'connection: close',
    ...lines,
    ...length,
    '',
    '',
  ].join('\r\n');
}

/** Asks on HTTP/1.1 and reads the answer as patiently as browsers do. */
export const requestLeniently: Speaker = (hop, socket, { collector, context, onResume }) => {
  const { clock } = context.trail;
  const reader = new LenientReader(collector, hop.method);
  /** What the reader throws is what is wrong with the answer. */
  const guarded = (work: () => void): void => {
    try {
      work();
    } catch (error) {
      collector.fail(error as Error);
      socket.destroy();
    }
  };
  let received = 0;
  socket.on('data', (bytes: Buffer) => {
    clock.enter('transfer');
    received += bytes.length;
    guarded(() => {
      if (!reader.write(bytes)) socket.pause();
    });
    if (received > MAX_WIRE_BYTES) collector.overBudget();
  });
  socket.on('end', () => {
    guarded(() => {
      reader.close();
    });
  });
  socket.on('error', (error) => {
    if (reader.endsByClose) reader.close();
    else collector.fail(error);
  });
  socket.on('close', () => {
    collector.fail(closedEarly());
  });
  onResume(() => {
    socket.resume();
  });
  socket.write(requestText(hop), 'latin1');
  if (hop.body !== null) socket.write(hop.body);
  clock.enter('first-byte');
};
