import type { Finding } from '../finding.ts';
import { hostNames } from '../names.ts';
import { linesOf } from './lines.ts';

const HOST = /^[\w-]+(?:\.[\w-]+)+\.?$/;

/**
 * Reads an answer without labels, as .to gives it: on each line the name, with or without its suffix, and a name server.
 * Null for any other answer.
 */
export function readBare(text: string, domain: string): Finding | null {
  const label = domain.slice(0, domain.indexOf('.'));
  const servers = linesOf(text)
    .map((line) => line.trim().toLowerCase().split(/\s+/))
    .filter(([name, host = '', ...rest]) => {
      const isAsked = name === label || name === domain;
      return isAsked && HOST.test(host) && host !== domain && rest.length === 0;
    })
    .map(([, host = '']) => host);
  if (servers.length === 0) return null;
  return {
    kind: 'registered',
    expiry: null,
    registrarDate: null,
    related: null,
    facts: { registrar: null, statuses: [], nameServers: hostNames(servers) },
  };
}
