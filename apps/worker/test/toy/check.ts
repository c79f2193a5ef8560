import { judgeUrl } from '@app/domain';
import type { StatusKind } from '@app/domain/check-kinds';

export interface TcpRequest {
  host: string;
  port: number;
  timeoutMs: number;
}

const ADDRESS = /^tcp:\/\/[^/?#@]+:\d+\/?$/i;

/** A kind of check that the product does not know: a target is up while somebody accepts connections at its port. */
export const TCP_CHECK: StatusKind<TcpRequest> = {
  name: 'tcp',
  source: 'slots',
  parseUrl(text, policy) {
    if (!ADDRESS.test(text) || !URL.canParse(text)) {
      return { ok: false, reason: 'INVALID_URL', message: 'Write it like tcp://example.com:5432.' };
    }
    const { hostname, port } = new URL(text);
    const name = `${hostname.toLowerCase()}:${port}`;
    const url = `tcp://${name}`;
    const refusal = judgeUrl(new URL(url), policy);
    return refusal ?? { ok: true, url, key: url, name };
  },
  request: ({ url, request: { timeoutMs } }) => {
    const { hostname, port } = new URL(url);
    return { host: hostname, port: Number(port), timeoutMs };
  },
  followUps: () => [],
};
