import net from 'node:net';

/*
 * Holds a network namespace open and listens in it for the process that started it: a listening socket stays in the
 * namespace that it was made in, whoever accepts from it.
 */

/** What is asked of this process; it answers with the server, or with the error in words. */
export interface ListenRequest {
  readonly host: string;
  readonly port: number;
}

process.on('disconnect', () => process.exit());
process.on('message', ({ host, port }: ListenRequest) => {
  const server = net.createServer();
  server.once('error', ({ message }) => process.send?.(message));
  server.listen(port, host, () => {
    process.send?.('listening', server, {}, () => server.close());
  });
});
process.send?.('ready');
