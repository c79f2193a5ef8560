import { NO_PHASES, type ProbeResult } from '@app/domain';
import type { StatusProbe } from '@app/domain/check-kinds';
import { connectGuarded, type EgressGuard } from '@app/platform';
import type { TcpRequest } from './check.ts';

const result = (found: Pick<ProbeResult, 'outcome' | 'address' | 'failure'>): ProbeResult => ({
  ...{ statusCode: null, latencyMs: null, phases: NO_PHASES, attempts: 1 },
  ...found,
});

export const createTcpProbe = ({ egress }: { egress: EgressGuard }): StatusProbe<TcpRequest> => ({
  async probe({ host, port, timeoutMs }, { signal }) {
    const deadline = AbortSignal.timeout(timeoutMs);
    const both = signal ? AbortSignal.any([signal, deadline]) : deadline;
    try {
      const socket = await connectGuarded(egress, { host, port, signal: both });
      const address = socket.remoteAddress ?? null;
      socket.destroy();
      return result({ outcome: 'ok', address, failure: null });
    } catch {
      signal?.throwIfAborted();
      const fact = deadline.aborted
        ? ({ is: 'deadline', timeoutMs } as const)
        : ({ is: 'refused', port } as const);
      const why = deadline.aborted ? 'timeout' : 'refused';
      const failure = { class: why, code: null, fact } as const;
      return result({ outcome: 'failed', address: host, failure });
    }
  },
});
