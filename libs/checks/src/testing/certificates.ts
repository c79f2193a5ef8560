// The certificate builder needs it before anything else is loaded.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsageExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type Extension,
  type JsonGeneralName,
} from '@peculiar/x509';

export { Extension, KeyUsageFlags, KeyUsagesExtension, PemConverter } from '@peculiar/x509';

cryptoProvider.set(webcrypto);

const DAY_MS = 86_400_000;
const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

type SigningAlgorithm = webcrypto.EcKeyGenParams & webcrypto.EcdsaParams;

/** A certificate with its key, in PEM; `signer` signs others with it. */
export interface TestCertificate {
  readonly name: string;
  readonly cert: string;
  readonly key: string;
  readonly keys: webcrypto.CryptoKeyPair;
  readonly algorithm: object;
}

export interface CertificateExample {
  /** Common name; the subject of an authority must be unique. */
  readonly name: string;
  readonly names?: readonly JsonGeneralName[];
  readonly authority?: boolean;
  /** Days from now, negative for the past. */
  readonly from?: number;
  readonly until?: number;
  readonly algorithm?: object;
  /** Object identifiers of the extended key usage. */
  readonly purposes?: readonly string[];
  /** Authorities that may follow below an authority. */
  readonly pathLength?: number;
  /** Further extensions. */
  readonly extensions?: readonly Extension[];
  /** Keys of an earlier certificate, for one that is renewed or signed by a second authority. */
  readonly keys?: webcrypto.CryptoKeyPair;
}

let serial = 1;

/** Issues a certificate, self-signed when there is no issuer. */
export async function issue(
  {
    name,
    names = [],
    authority = false,
    from = -1,
    until = 90,
    algorithm = P256,
    purposes = [],
    pathLength,
    extensions = [],
    keys: own,
  }: CertificateExample,
  issuer?: TestCertificate,
): Promise<TestCertificate> {
  const keys =
    own ??
    (await webcrypto.subtle.generateKey(algorithm as SigningAlgorithm, true, ['sign', 'verify']));
  const certificate = await X509CertificateGenerator.create({
    serialNumber: (serial++).toString(16).padStart(4, '0'),
    subject: `CN=${name}`,
    issuer: `CN=${issuer?.name ?? name}`,
    notBefore: new Date(Date.now() + from * DAY_MS),
    notAfter: new Date(Date.now() + until * DAY_MS),
    signingAlgorithm: (issuer?.algorithm ?? algorithm) as SigningAlgorithm,
    publicKey: keys.publicKey,
    signingKey: (issuer?.keys ?? keys).privateKey,
    extensions: [
      new BasicConstraintsExtension(authority, pathLength, true),
      ...(names.length > 0 ? [new SubjectAlternativeNameExtension([...names])] : []),
      ...(purposes.length > 0 ? [new ExtendedKeyUsageExtension([...purposes])] : []),
      ...extensions,
    ],
  });
  const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    name,
    cert: certificate.toString('pem'),
    key: PemConverter.encode(pkcs8, 'PRIVATE KEY'),
    keys,
    algorithm,
  };
}

/** Certificate and chain as a server sends them. */
export const chainOf = (...certificates: TestCertificate[]): string =>
  certificates.map(({ cert }) => cert).join('\n');
