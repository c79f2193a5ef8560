/** A SETTINGS frame of stream 0 (RFC 9113 4.1, 6.5): so begins every server of HTTP/2, asked or not. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const SETTINGS = /^\0[\s\S]{2}\x04\0\0\0\0\0/;

/** True for bytes, one character each, that begin a conversation in HTTP/2. */
export const isHttp2Start = (start: string): boolean => SETTINGS.test(start);
