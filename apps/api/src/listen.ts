import type { FastifyInstance } from 'fastify';

/** The server cannot listen where it should; the message says why and how to mend it. */
export class ListenError extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'ListenError';
  }
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;

/** Starts listening. Rejects with a `ListenError` when the address cannot be used. */
export async function listen(
  server: FastifyInstance,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    switch (codeOf(error)) {
      case 'EADDRINUSE':
        throw new ListenError(
          `Port ${port} at ${host} is in use by another program. Stop that program, or set PORT to a free one.`,
          error,
        );
      case 'EACCES':
        throw new ListenError(
          `Port ${port} may not be used by this user. Set PORT to one above 1023.`,
          error,
        );
      case 'EADDRNOTAVAIL':
      case 'ENOTFOUND':
        throw new ListenError(
          `This machine has no address ${host}. Set HOST to 127.0.0.1, 0.0.0.0 or an address of this machine.`,
          error,
        );
      default:
        throw error;
    }
  }
}
