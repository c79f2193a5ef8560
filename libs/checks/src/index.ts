export { createHttpProbe, type HttpProbeOptions } from './http/probe.ts';
export { createCertificateProbe, type CertificateProbeOptions } from './certificate/probe.ts';
export { createRecordProbe, type RecordProbeOptions } from './records/probe.ts';
export { createRegistrationProbe, type RegistrationProbeOptions } from './registration/probe.ts';
export {
  createRdapBootstrap,
  type RdapBootstrap,
  type RdapBootstrapOptions,
} from './registration/rdap/bootstrap.ts';
export type { RdapListStore } from './registration/rdap/list-store.ts';
export { OWN_SUFFIXES } from './registration/own-registries.ts';
export { domainOfUrl } from './registration/registrable-domain.ts';
export { judgeTargetUrl } from './registration/target-url.ts';
export {
  createRegistryThrottle,
  type RegistryThrottle,
  type RegistryThrottleOptions,
  type RateLimitSlot,
} from './registration/throttle/throttle.ts';
export type { RateLimitStore } from './registration/throttle/rate-limit-store.ts';
export {
  createNetworkQuestion,
  type AskNetwork,
  type Canary,
  type NetworkQuestion,
  type Witness,
} from './network/ask-network.ts';
export { createProbes, type ProbeSources } from './probes.ts';
export { createStatusProbes, type StatusProbeSources } from './status-probes.ts';
export { defaultPath, pathTo, type NetworkPath } from './network/path.ts';
