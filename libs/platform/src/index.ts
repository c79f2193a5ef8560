export { connectGuarded, resolveGuarded, type ConnectOptions } from './egress/connect.ts';
export { EgressDeniedError } from './egress/denied-error.ts';
export { createEgressGuard, type EgressGuard, type EgressGuardOptions } from './egress/guard.ts';
export {
  systemResolver,
  type IpFamily,
  type ResolvedAddress,
  type Resolver,
} from './egress/resolver.ts';
export { guardedConnector, type ConnectorOptions } from './egress/undici-connector.ts';
export { egressPolicyOf } from './egress-policy.ts';
export { readEnv, type Env } from './env.ts';
export { EnvError } from './env/env-error.ts';
export { guardAgainstHanging, HUNG, type HangGuardOptions } from './hang-guard.ts';
export { createHealth, type HealthCheck, type HealthOptions } from './health.ts';
export { createLogger, type Logger, type LoggerOptions } from './logger.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { refuseToStart, requireEnv, type ServiceEnv } from './require-env.ts';
export { createShutdown, type Shutdown, type ShutdownOptions } from './shutdown.ts';
export { USER_AGENT, VERSION } from './version.ts';
