export { connectGuarded, type ConnectOptions } from './egress/connect.ts';
export { EgressDeniedError } from './egress/denied-error.ts';
export { createEgressGuard, type EgressGuard, type EgressGuardOptions } from './egress/guard.ts';
export {
  systemResolver,
  type IpFamily,
  type ResolvedAddress,
  type Resolver,
} from './egress/resolver.ts';
export { guardedConnector, type ConnectorOptions } from './egress/undici-connector.ts';
