import type { Env } from '@app/platform';

/** Where this machine reaches the api, whatever address it listens at. */
export function localBase({ host, port }: Pick<Env, 'host' | 'port'>): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${String(port)}`;
}
