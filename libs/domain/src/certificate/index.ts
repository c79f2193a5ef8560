export { certificateChanged } from './change.ts';
export { judgeSightings } from './judge-sightings.ts';
export { followLead } from './lead.ts';
export { matchesDnsName, selectNames } from './names.ts';
export type { CertificateProbe, CertificateProbeRequest } from './probe.ts';
export {
  CertificateName,
  ChainTrust,
  HandshakeEnd,
  LeafFacts,
  MAX_CERTIFICATE_NAMES,
} from './schema.ts';
export { CertificateSighting } from './sighting.ts';
