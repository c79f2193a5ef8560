import { createNameResolver, type NameResolverOptions } from './name-resolver.ts';
import { createMailResolver, type MailResolver } from './mail-resolver.ts';
import type { Resolver } from './resolver.ts';

const UNIX: NameResolverOptions = {
  hostsFile: '/etc/hosts',
  resolvConf: '/etc/resolv.conf',
  nsswitch: '/etc/nsswitch.conf',
};

/** Systems whose name servers c-ares finds by other means than the file. */
const OTHERS: Readonly<Partial<Record<NodeJS.Platform, NameResolverOptions>>> = {
  darwin: { ...UNIX, resolvConf: null },
  win32: {
    ...UNIX,
    hostsFile: 'C:\\Windows\\System32\\drivers\\etc\\hosts',
    resolvConf: null,
  },
};

const SYSTEM = OTHERS[process.platform] ?? UNIX;

/** The one resolver of the process: its cache and its limits hold for everything that connects. */
export const systemResolver: Resolver = createNameResolver(SYSTEM);

/** Asks the same name servers for the mail servers of domains. */
export const systemMailResolver: MailResolver = createMailResolver(SYSTEM);
