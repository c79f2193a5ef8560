import { alerts } from './alerts.ts';
import { channels } from './channels.ts';
import { checks } from './checks.ts';
import { deliveries } from './deliveries.ts';
import { domains } from './domains.ts';
import { examples } from './examples.ts';
import { expiry } from './expiry.ts';
import { inbox } from './inbox.ts';
import { live } from './live.ts';
import { maintenance } from './maintenance.ts';
import { mutes } from './mutes.ts';
import { policies } from './policies.ts';
import { reports } from './reports.ts';
import { settings } from './settings.ts';
import { statusPages } from './status-pages.ts';
import { stats } from './stats.ts';
import { system } from './system.ts';
import { targets } from './targets.ts';
import { createCallerFactory, router } from './trpc.ts';

/** The public contract: every procedure a client can call. */
export const appRouter = router({
  targets,
  checks,
  stats,
  alerts,
  deliveries,
  channels,
  domains,
  expiry,
  examples,
  inbox,
  mutes,
  maintenance,
  policies,
  settings,
  statusPages,
  reports,
  system,
  live,
});

/** The contract as a type; clients import nothing else of this package. */
export type AppRouter = typeof appRouter;

/** Makes callers that run procedures in-process, for tests. */
export const createCaller = createCallerFactory(appRouter);
