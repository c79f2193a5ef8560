import { join, resolve } from 'node:path';
import { type Cidr, defaultEgressMode, type EgressMode } from '@app/domain';
import type { CallsPerMinute, StreamLimits } from '@app/domain/limits';
import type * as z from 'zod';
import { EnvError } from './env/env-error.ts';
import { resolveSecretFiles, type Source } from './env/secret-files.ts';
import { judgeTogether, SECRET_VARIABLES, Variables } from './env/variables.ts';

/** The settings of a process, parsed and complete. */
export interface Env {
  /** Address to listen at: host name, or IP address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Where people open the product, without a trailing slash; links in messages start with it. */
  readonly publicUrl: string;
  /** Whether nothing may be changed: there is no worker, and nothing is written. */
  readonly isReadOnly: boolean;
  /** Own servers; null when the embedded ones are to be used. */
  readonly databases: { readonly mongodbUri: string; readonly postgresUrl: string } | null;
  /** Server for what all api processes share and may lose at any time; null for none. */
  readonly redisUrl: string | null;
  readonly mongodbReadPreference: Variables['MONGODB_READ_PREFERENCE'];
  /** Keys in base64 that secrets are stored with, the first one first; empty for those of the data folder. */
  readonly encryptionKeys: readonly string[];
  readonly backups: {
    /** Keys in base64, the first one for new backups; empty for those of the data folder. */
    readonly keys: readonly string[];
    /** Absolute; null for none. */
    readonly folder: string | null;
    readonly s3: {
      readonly endpoint: string;
      readonly region: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      /** With a slash at its end, or empty. */
      readonly prefix: string;
    } | null;
  };
  /** Folder of the embedded servers, absolute. */
  readonly dataDir: string;
  /** Where logs are written, how large a file may be in bytes, and how many older ones are kept. */
  readonly logs: {
    readonly folder: string;
    readonly maxBytes: number;
    readonly maxFiles: number;
    /** Whether the settings name the folder: else only `npm start` writes there. */
    readonly isSet: boolean;
  };
  /** Port at which a worker shows its figures; null for none. */
  readonly workerMetricsPort: number | null;
  readonly logLevels: Variables['LOG_LEVEL'];
  readonly egress: { readonly mode: EgressMode; readonly allow: readonly Cidr[] };
  /** Places that are asked whether the network of this machine works. */
  readonly canaries: readonly { readonly host: string; readonly port: number }[];
  /** Certificates in PEM that web sites may be signed with, besides the roots of the system. */
  readonly extraCertificates: readonly string[];
  /** Where registrations are looked up instead of the usual places; null for these. */
  readonly registries: {
    readonly rdapBootstrapUrl: string | null;
    readonly whoisServer: { readonly host: string; readonly port: number } | null;
  };
  readonly mail: {
    readonly mailFrom: string | null;
    readonly smtpUrl: string | null;
    readonly resendApiKey: string | null;
    readonly resendBaseUrl: string | null;
  };
  /** Extra hosts that chat channels and webhooks may use, lower case, with or without a port. */
  readonly webhookAllowedHosts: readonly string[];
  /** Calls of each class that one caller may make a minute; null for any number. */
  readonly callsPerMinute: CallsPerMinute | null;
  readonly liveStreams: StreamLimits;
  /** Networks of proxies that are believed when they say who calls. */
  readonly trustedProxies: readonly Cidr[];
  /** Networks that may read figures and details of health. */
  readonly metricsAllow: readonly Cidr[];
  /** Origins of pages that may use the api as its own pages do. */
  readonly corsOrigins: readonly string[];
  /** Files of the certificate that the api shows, in PEM; null for plain http. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | null;
  /** Service outside that is given a sign of life every minute; null for none. */
  readonly heartbeatUrl: string | null;
  /** Checks that one worker runs at the same time, besides those that wait for a slow answer. */
  readonly workerConcurrency: number;
  /** Where the worker stands: one of another region confirms what it sees fail. Null for nowhere in particular. */
  readonly workerRegion: string | null;
  /** Values that must never be written anywhere. */
  readonly secrets: readonly string[];
}

/**
 * Reads the settings from environment variables, once at start. Throws an `EnvError` that lists every fault.
 * This is the only place that looks at `process.env`.
 */
export function readEnv(source: Source = process.env): Env {
  const { values, faults } = resolveSecretFiles(source);
  const parsed = Variables.safeParse(values);
  if (parsed.success) faults.push(...judgeTogether(parsed.data));
  else faults.push(...parsed.error.issues.map((issue) => faultOf(issue, values)));
  if (!parsed.success || faults.length > 0) throw new EnvError(faults);
  return toEnv(parsed.data);
}

const isSecret = (name: string): boolean => SECRET_VARIABLES.some((secret) => secret === name);

const MAX_SHOWN = 60;

function faultOf({ path, message }: z.core.$ZodIssue, values: Source): string {
  const name = String(path[0]);
  const shown = isSecret(name) ? '' : `, not ${JSON.stringify(values[name]?.slice(0, MAX_SHOWN))}`;
  return `${name} ${message}${shown}.`;
}

function toEnv(values: Variables): Env {
  const { MONGODB_URI: mongodbUri, POSTGRES_URL: postgresUrl } = values;
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL ?? localUrl(values),
    isReadOnly: values.READ_ONLY,
    databases: mongodbUri && postgresUrl ? { mongodbUri, postgresUrl } : null,
    redisUrl: values.REDIS_URL ?? null,
    mongodbReadPreference: values.MONGODB_READ_PREFERENCE,
    encryptionKeys: values.ENCRYPTION_KEY,
    backups: backupsOf(values),
    dataDir: resolve(values.DATA_DIR),
    logs: {
      folder: resolve(values.LOG_DIR ?? join(values.DATA_DIR, 'logs')),
      maxBytes: values.LOG_MAX_SIZE,
      maxFiles: values.LOG_MAX_FILES,
      isSet: values.LOG_DIR !== undefined,
    },
    workerMetricsPort: values.WORKER_METRICS_PORT ?? null,
    logLevels: values.LOG_LEVEL,
    egress: {
      mode: values.EGRESS_MODE ?? defaultEgressMode(values.HOST),
      allow: values.EGRESS_ALLOW_CIDRS,
    },
    canaries: values.CANARY_URLS,
    extraCertificates: values.EXTRA_CA_FILE,
    registries: {
      rdapBootstrapUrl: values.RDAP_BOOTSTRAP_URL ?? null,
      whoisServer: values.WHOIS_SERVER ?? null,
    },
    mail: {
      mailFrom: values.MAIL_FROM ?? null,
      smtpUrl: values.SMTP_URL ?? null,
      resendApiKey: values.RESEND_API_KEY ?? null,
      resendBaseUrl: values.RESEND_BASE_URL ?? null,
    },
    webhookAllowedHosts: values.WEBHOOK_ALLOWED_HOSTS,
    callsPerMinute: values.RATE_LIMITS,
    liveStreams: {
      perCaller: values.LIVE_STREAMS_PER_ADDRESS,
      inAll: values.LIVE_STREAMS_MAX,
    },
    trustedProxies: values.TRUSTED_PROXIES,
    metricsAllow: values.METRICS_ALLOW_CIDRS,
    corsOrigins: values.CORS_ORIGINS,
    tls: tlsFiles(values),
    heartbeatUrl: values.HEARTBEAT_URL ?? null,
    workerConcurrency: values.WORKER_CONCURRENCY,
    workerRegion: values.WORKER_REGION ?? null,
    secrets: SECRET_VARIABLES.flatMap((name) => values[name] ?? []),
  };
}

const OFF = 'off';

function backupsOf(values: Variables): Env['backups'] {
  const { BACKUP_DIR: folder, BACKUP_KEY: keys, BACKUP_S3_PREFIX: prefix = '' } = values;
  const { BACKUP_S3_ENDPOINT: endpoint, BACKUP_S3_REGION: region } = values;
  const { BACKUP_S3_ACCESS_KEY: accessKeyId, BACKUP_S3_SECRET_KEY: secretAccessKey } = values;
  const inBucket = prefix.replaceAll(/^\/+|\/+$/g, '');
  return {
    keys,
    folder: folder === OFF ? null : resolve(folder ?? join(values.DATA_DIR, 'backups')),
    s3:
      endpoint && accessKeyId && secretAccessKey
        ? { endpoint, region, accessKeyId, secretAccessKey, prefix: inBucket && `${inBucket}/` }
        : null,
  };
}

const ANY_ADDRESS = new Set(['0.0.0.0', '::']);

const tlsFiles = ({ TLS_CERT_FILE: certFile, TLS_KEY_FILE: keyFile }: Variables): Env['tls'] =>
  certFile && keyFile ? { certFile, keyFile } : null;

/** Address of this process for a browser on this machine. */
function localUrl(values: Variables): string {
  const { HOST: host, PORT: port } = values;
  const scheme = tlsFiles(values) ? 'https' : 'http';
  const name = ANY_ADDRESS.has(host) ? 'localhost' : host;
  return `${scheme}://${name.includes(':') ? `[${name}]` : name}:${port}`;
}
