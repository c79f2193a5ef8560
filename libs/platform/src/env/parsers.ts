import { parseCidrList } from '@app/domain';
import { CallClass, type CallsPerMinute, DEFAULT_CALLS_PER_MINUTE } from '@app/domain/limits';
import { accessSync, constants } from 'node:fs';
import * as z from 'zod';
import { readKey } from '../secrets/envelope.ts';

const HOST_NAME = /^[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?$/i;
const IPV6 = /^[0-9a-f:.]+$/i;

/** Host name or IP address without brackets. */
export const host = z
  .string()
  .refine((text) => text.length <= 253 && (HOST_NAME.test(text) || IPV6.test(text)), {
    error: 'must be a host name or an IP address without brackets, for instance 127.0.0.1',
  });

/** Whole number in decimal digits within limits, both included. */
export const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .refine((text) => /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max, {
      error: `must be a whole number from ${min} to ${max}`,
    })
    .transform(Number);

/** Yes or no, as people write it. */
export const flag = z
  .string()
  .toLowerCase()
  .refine((text) => YES.has(text) || NO.has(text), { error: 'must be 1 or 0' })
  .transform((text) => YES.has(text));

const YES = new Set(['1', 'true', 'yes', 'on']);
const NO = new Set(['', '0', 'false', 'no', 'off']);

/** A short name; its case does not matter. */
export const region = z
  .string()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9-]{0,31}$/, {
    error: 'must be up to 32 letters, digits and hyphens',
  });

const UNITS = { '': 1, K: 1_024, M: 1_048_576, G: 1_073_741_824 } as const;

/** Bytes of a size such as `512K`, `10M` or `1G`; NaN for other text. */
function bytesOf(text: string): number {
  const [, digits, unit = ''] = /^(\d{1,9})([KMG]?)B?$/i.exec(text) ?? [];
  return Number(digits) * UNITS[unit.toUpperCase() as keyof typeof UNITS];
}

/** Size of a file within limits, both included. */
export const fileSize = (min: string, max: string) =>
  z
    .string()
    .refine((text) => bytesOf(text) >= bytesOf(min) && bytesOf(text) <= bytesOf(max), {
      error: `must be a size from ${min} to ${max}, for instance 10M`,
    })
    .transform(bytesOf);

/** One of a few words. */
export const oneOf = <const T extends readonly string[]>(words: T) =>
  z.enum(words, { error: `must be one of ${words.join(', ')}` });

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What is logged: of everything, and of parts that have a level of their own. */
export interface LogLevels {
  readonly all: LogLevel;
  readonly modules: Readonly<Partial<Record<string, LogLevel>>>;
}

/** A level, and levels of parts, such as `info, checks=debug`. */
export const logLevels = (modules: readonly string[]) =>
  z.string().transform((text, context): LogLevels => {
    const items = text.split(',').map((item) => item.trim().split('='));
    const isLevel = (word: string | undefined): word is LogLevel =>
      LOG_LEVELS.some((level) => level === word);
    const general = items.filter(({ length }) => length === 1).map(([level]) => level);
    const own = items.flatMap(([name = '', level]): [string, LogLevel][] =>
      modules.includes(name) && isLevel(level) ? [[name, level]] : [],
    );
    const [all = 'info', ...more] = general;
    if (more.length === 0 && isLevel(all) && general.length + own.length === items.length) {
      return { all, modules: Object.fromEntries<LogLevel>(own) };
    }
    context.addIssue({
      code: 'custom',
      message: `must be one of ${LOG_LEVELS.join(', ')}, also with levels of ${modules.join(', ')}, for instance info, checks=debug`,
    });
    return z.NEVER;
  });

/** Address that starts with one of the given schemes (without colon). */
export const address = (...schemes: string[]) =>
  z.string().refine((text) => schemes.some((scheme) => isAddress(text, scheme)), {
    error: `must be an address that starts with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    abort: true,
  });

// Addresses of databases may name several hosts, which URL does not parse; their drivers judge the rest.
const isAddress = (text: string, scheme: string): boolean =>
  text.startsWith(`${scheme}://`) &&
  text.length > scheme.length + 3 &&
  !/\s/.test(text) &&
  (!/^(https?|smtps?|rediss?)$/.test(scheme) || URL.canParse(text));

/** Address of a web server, without a trailing slash. */
export const webAddress = address('http', 'https')
  .refine((text) => isPlain(new URL(text)), {
    error: 'must be an address without user name, password, query and fragment',
    abort: true,
  })
  .transform((text) => text.replace(/\/+$/, ''));

const isPlain = (url: URL): boolean =>
  url.username === '' && url.password === '' && url.search === '' && url.hash === '';

/** Server as `host` or `host:port`, with IPv6 addresses in brackets. */
export const server = (defaultPort: number) =>
  z.string().transform((text, context): { readonly host: string; readonly port: number } => {
    const match = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9._-]+))(?::(\d{1,5}))?$/i.exec(text);
    const name = match?.[1] ?? match?.[2];
    const port = Number(match?.[3] ?? defaultPort);
    if (name && port > 0 && port < 65_536) return { host: name, port };
    context.addIssue({
      code: 'custom',
      message: `must be a host with or without a port, for instance whois.example.org:${defaultPort}`,
    });
    return z.NEVER;
  });

/** Address of a Redis server, with its password and the number of a database where it needs them. */
export const redisAddress = address('redis', 'rediss')
  .refine((text) => /^(?:\/\d*)?$/.test(new URL(text).pathname), {
    error: 'may name a database by its number only, for instance redis://redis.example.org:6379/1',
    abort: true,
  })
  .refine((text) => isDecodable(new URL(text).password), {
    error: 'has a password with a % that stands for nothing: write %25 for a per cent sign',
  });

function isDecodable(text: string): boolean {
  try {
    return typeof decodeURIComponent(text) === 'string';
  } catch {
    return false;
  }
}

/** Sender of mail: `alerts@example.org` or `Monitor <alerts@example.org>`. */
export const sender = z
  .string()
  .regex(/^(?:[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, {
    error: 'must be an e-mail address, for instance Monitor <alerts@example.org>',
  });

/** Comma-separated hosts, each with or without a port. */
export const hostList = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim().toLowerCase()))
  .transform((items) => items.filter((item) => item !== ''))
  .refine(
    (items) =>
      items.every((item) => /^[a-z0-9_.-]+(:\d{1,5})?$|^\[[0-9a-f:.]+\](:\d{1,5})?$/.test(item)),
    {
      error: 'must be host names separated by commas, for instance chat.example.org, 10.0.0.5:8065',
    },
  );

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'http:': 80, 'https:': 443 };

/** Comma-separated places on the internet: http(s) addresses, of which host and port count, or `host:port`. */
export const canaryList = z.string().transform((text, context) => {
  const items = text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const places = items.map(placeOf);
  if (places.every((place) => place !== null)) return places;
  context.addIssue({
    code: 'custom',
    message:
      'must be addresses separated by commas, for instance https://example.org, 192.0.2.53:53',
  });
  return z.NEVER;
});

/** Host, without brackets, and port; null for anything else. */
function placeOf(item: string): { readonly host: string; readonly port: number } | null {
  const isUrl = /^https?:\/\//i.test(item);
  if (!isUrl && !/:\d{1,5}$/.test(item)) return null;
  const url = URL.parse(isUrl ? item : `tcp://${item}`);
  const port = Number(url?.port === '' ? DEFAULT_PORTS[url.protocol] : url?.port);
  if (!url || !isPlainHost(url) || !(port > 0)) return null;
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port };
}

const isPlainHost = ({ hostname, username, password }: URL): boolean =>
  hostname !== '' && username === '' && password === '';

/** Comma-separated ranges of addresses. */
export const cidrList = z.string().transform((text, context) => {
  const ranges = parseCidrList(text);
  if (ranges) return ranges;
  context.addIssue({
    code: 'custom',
    message: 'must be ranges separated by commas, for instance 10.0.0.0/8, fd00::/8',
  });
  return z.NEVER;
});

/** `off`, `on`, or calls a minute by class, such as `read=600, outgoing=20`; classes that are left out keep their limit. */
export const callLimits = z.string().transform((text, context): CallsPerMinute | null => {
  if (text === 'off') return null;
  const items = text === 'on' ? [] : text.split(',').map((item) => item.trim());
  const limits = items.map((item): [string, number] => {
    const match = /^([a-z]+)=([1-9]\d{0,6})$/.exec(item);
    return [match?.[1] ?? '', Number(match?.[2])];
  });
  if (limits.every(([name]) => CallClass.safeParse(name).success)) {
    return { ...DEFAULT_CALLS_PER_MINUTE, ...Object.fromEntries<number>(limits) };
  }
  context.addIssue({
    code: 'custom',
    message: `must be on, off, or calls a minute of ${CallClass.options.join(', ')}, for instance read=600, outgoing=20`,
  });
  return z.NEVER;
});

/** Comma-separated origins of web pages, as browsers send them: scheme, host and port. */
export const originList = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .transform((items) => items.filter((item) => item !== ''))
  .refine((items) => items.every((item) => URL.parse(item)?.origin === item), {
    error: 'must be origins separated by commas, for instance https://wall.example.org',
  });

/** Path of a file that this process may read. */
export const readableFile = z.string().refine(
  (path) => {
    try {
      accessSync(path, constants.R_OK);
      return true;
    } catch {
      return false;
    }
  },
  { error: 'must be the path of a file that can be read' },
);

/** Comma-separated keys of 32 bytes in base64. */
export const keyList = z
  .string()
  .transform((text) => text.split(',').map((item) => item.trim()))
  .refine((items) => items.every((item) => readKey(item) !== null), {
    error:
      'must be a key of 32 bytes in base64, as `openssl rand -base64 32` makes it, or several separated by commas',
  });
