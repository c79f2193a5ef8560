/**
 * Headers that the checker owns, those that open the metadata services of clouds, and names that are unsafe as
 * object keys.
 */
const FORBIDDEN = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'http2-settings',
  'keep-alive',
  'te',
  'trailer',
  'expect',
  'proxy-authorization',
  'proxy-connection',
  'metadata',
  'metadata-flavor',
  'x-aws-ec2-metadata-token',
  'x-aws-ec2-metadata-token-ttl-seconds',
  '__proto__',
  'constructor',
  'prototype',
]);

/** True for a request header that a user may not set. */
export const isForbiddenHeader = (name: string): boolean => FORBIDDEN.has(name.toLowerCase());
