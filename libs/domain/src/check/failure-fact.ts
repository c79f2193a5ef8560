import type { EgressFact } from '../egress/denial.ts';

/** Why the machine's own network counts as away. */
export type OfflineCause = 'no-route' | 'link' | 'gateway' | 'canaries' | 'silence';

/** A time in which the machine's own network was away. */
export interface Offline {
  since: Date;
  cause: OfflineCause;
  /** The address family that is concerned; null for all of the network. */
  family: 'IPv4' | 'IPv6' | null;
  /** Address of the next hop, where there is one. */
  gateway: string | null;
}

/** One member of the union for each name in `Is`. */
type Fact<Is extends string, Details = unknown> = Is extends string
  ? Readonly<{ is: Is } & Details>
  : never;

export interface OfHost {
  host: string;
}

/** What is known of a certificate that is refused; what concerns the verdict alone is there. */
export interface RefusedCertificate extends OfHost {
  from?: Date;
  until?: Date;
  /** The certificate of the chain that has expired. */
  issuer?: { name: string; until?: Date };
  /** The host stands in the common name, where no browser looks. */
  isCommonNameOnly?: true;
  /** Whom it is for, where that is somebody else: the first few names, as safe text. */
  names?: string[];
  /** How many more names there are; absent for none. */
  more?: number;
  /** Codes of what else is wrong; absent for nothing. */
  also?: string[];
}

/** Why an answer is no valid HTTP. */
export type BrokenHttp =
  | 'no-status-line'
  | 'bad-status'
  | 'nul'
  | 'carriage-return'
  | 'length-and-chunks'
  | 'lengths'
  | 'contradictory-lengths'
  | 'endless-head'
  | 'http2'
  | 'long-chunk-line'
  | 'long-chunk'
  | 'bad-chunk-size'
  | 'http2-broken';

/** What a check found wrong, in no language: `is` tells which sentence of `text` it becomes. */
export type FailureFact =
  /** A sentence that an older version stored. */
  | Fact<'text', { text: string }>
  /** The code says it all. */
  | Fact<'code'>
  | Fact<'no-address' | 'bad-name' | 'dnssec' | 'name-servers', OfHost>
  | Fact<'resolver', OfHost & { isLost?: true; timeoutMs?: number }>
  | Fact<'certificate', RefusedCertificate>
  | Fact<'tls-alert', Partial<OfHost> & { alert: number; isEarly?: true }>
  | Fact<'cipher'>
  | Fact<'refused' | 'no-connection', { port: number }>
  | Fact<'closed', { during: string; isNameless?: true }>
  | Fact<'no-way' | 'no-route', OfHost>
  | Fact<'no-family', { family: 'IPv4' | 'IPv6' }>
  | Fact<'too-many-connections' | 'own-connection' | 'unknown-error' | 'check-broken'>
  /** Its headers or its body cannot be read. */
  | Fact<'secrets-locked'>
  | Fact<'certificate-check-broken'>
  | Fact<'deadline', { timeoutMs: number }>
  | Fact<'not-http', { why?: BrokenHttp; /** Words of the parser. */ detail?: string }>
  | Fact<'status', { expected: string }>
  | Fact<'text-missing' | 'text-present' | 'text-too-fine' | 'text-too-far', { quote: string }>
  | Fact<'not-unpacked', { codings: string }>
  | Fact<'codings', { count: number }>
  | Fact<'redirects', { max: number; mostAllowed: number }>
  | Fact<'no-location', { status: number }>
  | Fact<'circle'>
  /** An address that the policy forbids, a redirect to one, and a name that leads to one now. */
  | Fact<'egress', { denial: EgressFact }>
  | Fact<'egress-redirect', { to: string; denial: EgressFact | null }>
  | Fact<'egress-name', { denial: EgressFact | null }>
  /** The same as an older version stored them. */
  | Fact<'denied', { why: string }>
  | Fact<'denied-redirect', { to: string; why: string }>
  | Fact<'changed-name', { why: string }>
  | Fact<'offline', Offline>
  | Fact<'stood-still', { ms: number }>;

/** What a redirect has to do with a failure behind it. */
export interface AfterRedirect {
  /** The other origin that it led to. */
  to?: string;
  /** Headers that were not sent on. */
  withheld?: string[];
  /** The methods of the first and the last request, where they differ. */
  methods?: [first: string, last: string];
}

/** What a port speaks in place of what its address says. */
export type SpokenProtocol = 'tls' | 'http' | 'ssh' | 'mail' | 'ftp';
