/** A TLS handshake that failed, with what can be known of it only before the connection is gone. */
export class HandshakeError extends Error {
  /** True when the server had shown its certificate: it found ciphers and a name, and failed later. */
  readonly sawCertificate: boolean;
  override readonly cause: Error;

  constructor(cause: Error, sawCertificate: boolean) {
    super(cause.message, { cause });
    this.name = 'HandshakeError';
    this.cause = cause;
    this.sawCertificate = sawCertificate;
  }
}
