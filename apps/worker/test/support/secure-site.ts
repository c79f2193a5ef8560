import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { issue, type TestCertificate } from '@app/checks/testing';

const CONTEXT = { names: [{ type: 'ip' as const, value: '127.0.0.1' }] };

/** A web site on loopback with TLS, whose certificate can be replaced while it runs. */
export class SecureSite {
  readonly #server: Server;
  readonly #authority: TestCertificate;

  private constructor(server: Server, authority: TestCertificate) {
    this.#server = server;
    this.#authority = authority;
  }

  /** Starts with a certificate that is valid for so many days more. */
  static async start(days: number): Promise<SecureSite> {
    const authority = await issue({ name: `Test CA ${Math.random()}`, authority: true });
    const server = createServer((_request, response) => response.end('fine'));
    const site = new SecureSite(server, authority);
    await site.show(days);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return site;
  }

  get url(): string {
    return `https://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Certificate of the authority that signs, in PEM. */
  get authority(): string {
    return this.#authority.cert;
  }

  /** Shows a new certificate that is valid for so many days more. */
  async show(days: number): Promise<void> {
    const until = { from: days - 90, until: days };
    const leaf = await issue({ name: 'site', ...CONTEXT, ...until }, this.#authority);
    const cert = `${leaf.cert}\n${this.#authority.cert}`;
    this.#server.setSecureContext({ key: leaf.key, cert });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
