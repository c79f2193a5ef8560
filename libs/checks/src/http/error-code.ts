/** The `code` of a system, OpenSSL or undici error; empty when there is none. */
export const codeOf = (error: Error): string =>
  'code' in error && typeof error.code === 'string' ? error.code : '';
