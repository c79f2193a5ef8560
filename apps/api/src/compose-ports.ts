import { join } from 'node:path';
import { createChannelUrlJudge, type EgressPolicy } from '@app/domain';
import { createStatusProbes, domainOfUrl, judgeTargetUrl } from '@app/checks';
import type { Jobs } from '@app/jobs';
import type { Backups, Cache, Log, Ports } from '@app/monitoring';
import { createReportSender, createSender, kindsNotSetUp } from '@app/notifications';
import { createFileArchive, newId, type Stores } from '@app/persistence';
import { createEgressGuard, USER_AGENT, type Env } from '@app/platform';

export interface PortSources {
  readonly env: Pick<
    Env,
    'dataDir' | 'extraCertificates' | 'mail' | 'publicUrl' | 'webhookAllowedHosts'
  >;
  readonly policy: EgressPolicy;
  readonly stores: Stores;
  readonly backups: Backups;
  readonly cache: Cache;
  readonly jobs: Pick<Jobs, 'queue' | 'changes'>;
  readonly log: Log;
}

/** Joins the adapters to what use cases ask for. */
export function composePorts({
  env,
  policy,
  stores,
  backups,
  cache,
  jobs,
  log,
}: PortSources): Ports {
  const allowedHosts = env.webhookAllowedHosts;
  return {
    ...stores,
    backups,
    cache,
    archive: createFileArchive(join(env.dataDir, 'archive')),
    queue: jobs.queue,
    changes: jobs.changes,
    log,
    now: () => new Date(),
    newId,
    statusProbes: createStatusProbes({
      egress: createEgressGuard({ policy }),
      userAgent: USER_AGENT,
      extraCertificates: env.extraCertificates,
    }),
    send: createSender({
      ...env.mail,
      egress: policy,
      allowedHosts,
      userAgent: USER_AGENT,
      extraCertificates: env.extraCertificates,
    }),
    sendReport: createReportSender({
      mail: env.mail,
      extraCertificates: env.extraCertificates,
      now: () => new Date(),
    }),
    judgeUrl: (text) => judgeTargetUrl(text, policy),
    domainOf: domainOfUrl,
    judgeChannelUrl: createChannelUrlJudge({ egress: policy, allowedHosts }),
    kindsNotSetUp: kindsNotSetUp(env.mail),
    publicUrl: env.publicUrl,
  };
}
