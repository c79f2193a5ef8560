import { EgressMode, parseCidrList } from '@app/domain';
import { DEFAULT_CALLS_PER_MINUTE } from '@app/domain/limits';
import * as z from 'zod';
import { certificateFile } from './certificate-file.ts';
import {
  address,
  canaryList,
  callLimits,
  cidrList,
  host,
  fileSize,
  flag,
  hostList,
  keyList,
  logLevels,
  oneOf,
  originList,
  readableFile,
  redisAddress,
  region,
  sender,
  server,
  webAddress,
  wholeNumber,
} from './parsers.ts';

/** Parts of the programs with a level of their own. */
export const LOG_MODULES = ['http', 'live', 'store', 'queue', 'checks'] as const;
const READ_PREFERENCES = [
  'primary',
  'primaryPreferred',
  'secondary',
  'secondaryPreferred',
  'nearest',
] as const;

/** Loopback and private addresses. */
const NEAR_NETWORKS =
  '127.0.0.0/8, ::1, 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, 100.64.0.0/10, fc00::/7, fe80::/10';

/** RFC 3912. */
const WHOIS_PORT = 43;

/** Every environment variable of the product; `.env.example` explains each to people. */
export const Variables = z.object({
  HOST: host.default('127.0.0.1'),
  PORT: wholeNumber(1, 65_535).default(3_000),
  PUBLIC_URL: webAddress.optional(),
  READ_ONLY: flag.default(false),
  REDIS_URL: redisAddress.optional(),
  MONGODB_URI: address('mongodb', 'mongodb+srv').optional(),
  MONGODB_READ_PREFERENCE: oneOf(READ_PREFERENCES).default('primary'),
  POSTGRES_URL: address('postgres', 'postgresql').optional(),
  DATA_DIR: z.string().default('./data'),
  ENCRYPTION_KEY: keyList.default([]),
  BACKUP_KEY: keyList.default([]),
  BACKUP_DIR: z.string().optional(),
  BACKUP_S3_ENDPOINT: webAddress.optional(),
  BACKUP_S3_PREFIX: z.string().optional(),
  BACKUP_S3_REGION: z.string().default('auto'),
  BACKUP_S3_ACCESS_KEY: z.string().optional(),
  BACKUP_S3_SECRET_KEY: z.string().optional(),
  LOG_DIR: z.string().optional(),
  LOG_MAX_SIZE: fileSize('16K', '4G').default(10 * 1_048_576),
  LOG_MAX_FILES: wholeNumber(1, 1_000).default(10),
  WORKER_METRICS_PORT: wholeNumber(1, 65_535).optional(),
  LOG_LEVEL: logLevels(LOG_MODULES).default({ all: 'info', modules: {} }),
  EGRESS_MODE: oneOf(EgressMode.options).optional(),
  EGRESS_ALLOW_CIDRS: cidrList.default([]),
  CANARY_URLS: canaryList.default([]),
  EXTRA_CA_FILE: certificateFile.default([]),
  RDAP_BOOTSTRAP_URL: webAddress.optional(),
  WHOIS_SERVER: server(WHOIS_PORT).optional(),
  RESEND_API_KEY: z.string().optional(),
  RESEND_BASE_URL: webAddress.optional(),
  MAIL_FROM: sender.optional(),
  SMTP_URL: address('smtp', 'smtps').optional(),
  WEBHOOK_ALLOWED_HOSTS: hostList.default([]),
  RATE_LIMITS: callLimits.default(DEFAULT_CALLS_PER_MINUTE),
  LIVE_STREAMS_PER_ADDRESS: wholeNumber(1, 100_000).default(50),
  LIVE_STREAMS_MAX: wholeNumber(1, 100_000).default(1_000),
  TRUSTED_PROXIES: cidrList.default([]),
  METRICS_ALLOW_CIDRS: cidrList.default(parseCidrList(NEAR_NETWORKS) ?? []),
  CORS_ORIGINS: originList.default([]),
  TLS_CERT_FILE: readableFile.optional(),
  TLS_KEY_FILE: readableFile.optional(),
  HEARTBEAT_URL: address('http', 'https').optional(),
  WORKER_CONCURRENCY: wholeNumber(1, 5_000).default(200),
  WORKER_REGION: region.optional(),
});
export type Variables = z.infer<typeof Variables>;

export type VariableName = keyof Variables;

/** Variables whose value is, or may contain, a secret: never shown, and readable from `<name>_FILE`. */
export const SECRET_VARIABLES = [
  'ENCRYPTION_KEY',
  'BACKUP_KEY',
  'BACKUP_S3_SECRET_KEY',
  'MONGODB_URI',
  'POSTGRES_URL',
  'REDIS_URL',
  'RESEND_API_KEY',
  'SMTP_URL',
  'HEARTBEAT_URL',
] as const satisfies readonly VariableName[];

/** Words that are wrong only together. */
export function judgeTogether(values: Variables): string[] {
  const faults: string[] = [];
  if ((values.MONGODB_URI === undefined) !== (values.POSTGRES_URL === undefined)) {
    const [set, unset] = values.MONGODB_URI
      ? ['MONGODB_URI', 'POSTGRES_URL']
      : ['POSTGRES_URL', 'MONGODB_URI'];
    faults.push(
      `${set} is set and ${unset} is not. Set both to use your own servers, or neither to use the embedded ones.`,
    );
  }
  if ((values.TLS_CERT_FILE === undefined) !== (values.TLS_KEY_FILE === undefined)) {
    faults.push('TLS_CERT_FILE and TLS_KEY_FILE must be set together, or neither of them.');
  }
  const s3 = ['BACKUP_S3_ENDPOINT', 'BACKUP_S3_ACCESS_KEY', 'BACKUP_S3_SECRET_KEY'] as const;
  if (s3.some((name) => values[name] !== undefined)) {
    const unset = s3.filter((name) => values[name] === undefined);
    if (unset.length > 0) {
      faults.push(
        `${unset.join(' and ')} must be set as well: a storage for backups needs all of ${s3.join(', ')}.`,
      );
    }
  }
  if (values.EGRESS_MODE === 'allow-list' && values.EGRESS_ALLOW_CIDRS.length === 0) {
    faults.push(
      'EGRESS_MODE is allow-list, but EGRESS_ALLOW_CIDRS is empty. List the ranges that may be watched.',
    );
  }
  if ((values.RESEND_API_KEY ?? values.SMTP_URL) !== undefined && values.MAIL_FROM === undefined) {
    faults.push(
      'MAIL_FROM must be set when RESEND_API_KEY or SMTP_URL is set: mail needs a sender.',
    );
  }
  return faults;
}
