import { EnvError } from './env/env-error.ts';
import { readEnv, type Env } from './env.ts';

/** The settings of a process that works on both databases. */
export type ServiceEnv = Env & { readonly databases: NonNullable<Env['databases']> };

/** Ends the process at its start, with a text that says what is wrong and how to mend it. */
export function refuseToStart(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Reads the settings of the api or a worker; ends the process when they cannot be used. */
export function requireEnv(service: 'api' | 'worker'): ServiceEnv {
  const env = readOrRefuse();
  const { databases } = env;
  if (databases) return { ...env, databases };
  return refuseToStart(
    `The ${service} needs MONGODB_URI and POSTGRES_URL. \`npm start\` brings embedded servers of its own.`,
  );
}

function readOrRefuse(): Env {
  try {
    return readEnv();
  } catch (error) {
    if (error instanceof EnvError) refuseToStart(error.message);
    throw error;
  }
}
