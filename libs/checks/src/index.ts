export { createHttpProbe, type HttpProbeOptions } from './http/probe.ts';
export { createCertificateProbe, type CertificateProbeOptions } from './certificate/probe.ts';
export { createDomainProbe, type DomainProbeOptions } from './domain/probe.ts';
export {
  createRdapBootstrap,
  type RdapBootstrap,
  type RdapBootstrapOptions,
} from './domain/rdap/bootstrap.ts';
export type { RdapListStore } from './domain/rdap/list-store.ts';
export { domainOfUrl } from './domain/registrable-domain.ts';
export {
  createRegistryThrottle,
  type RegistryThrottle,
  type RegistryThrottleOptions,
  type Turn,
} from './domain/throttle/throttle.ts';
export type { TurnStore } from './domain/throttle/turn-store.ts';
export {
  createNetworkQuestion,
  type AskNetwork,
  type Canary,
  type NetworkQuestion,
  type Witness,
} from './network/ask-network.ts';
export { defaultPath, pathTo, type NetworkPath } from './network/path.ts';
