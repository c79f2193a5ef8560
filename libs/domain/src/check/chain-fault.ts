/** Rules that a chain can break besides dates, names and strength; http and certificate checks name them alike. */
const CHAIN_FAULTS = [
  'CERT_SIGNATURE_BROKEN',
  'CERT_WRONG_PURPOSE',
  'CERT_ISSUER_NO_AUTHORITY',
  'CERT_PATH_TOO_LONG',
  'CERT_NAME_NOT_PERMITTED',
] as const;

export type ChainFault = (typeof CHAIN_FAULTS)[number];

export const isChainFault = (code: string | null): code is ChainFault =>
  CHAIN_FAULTS.some((fault) => fault === code);
