import { startPostgres } from '../start-postgres.ts';

/** Starts a database and holds it until it is killed; prints the postmaster's pid and the url. */
const { pid, url } = await startPostgres({ dataDir: process.argv[2] ?? '' });
process.stdout.write(JSON.stringify({ pid, url }));
setInterval(() => undefined, 60_000);
