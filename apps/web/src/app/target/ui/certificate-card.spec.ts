import { DeferBlockBehavior } from '@angular/core/testing';
import type { CertificateDetails } from '@app/domain';
import { describe, expect, it } from 'vitest';
import { breaches } from '../../../testing/axe';
import { eventually } from '../../../testing/eventually';
import { fakeApi, type FakeApi } from '../../../testing/fake-api';
import { openPage, type OpenPage } from '../../../testing/open-page';
import { aCertificate, aTarget, idOf, minutesAgo } from '../../../testing/samples';

const serving = (certificate: () => CertificateDetails, url?: string): FakeApi =>
  fakeApi({
    targets: { get: () => aTarget(url ? { url } : {}), certificate },
    checks: {
      history: () => ({ points: [], bucketSeconds: 300, gaps: [], stretches: [] }),
      recent: () => ({ items: [] }),
    },
  });

// The chart draws on a canvas, which jsdom does not have.
const open = (api: FakeApi): Promise<OpenPage> =>
  openPage(`/targets/${idOf(1)}`, api, DeferBlockBehavior.Manual);

const card = (page: OpenPage): string =>
  (page.element.querySelector('app-certificate-card')?.textContent ?? '').replaceAll(/\s+/g, ' ');

describe('the certificate of a target', () => {
  it('shows days left, issuer, names, six verdicts and the chain', async () => {
    const page = await open(serving(() => aCertificate(60)));
    expect(card(page)).toMatch(/60.days left/);
    expect(card(page)).toContain('Issued byCN=Good CA');
    expect(card(page)).toContain('Nameswww.good.example');
    expect(page.element.querySelectorAll('app-certificate-card .verdict.up')).toHaveLength(6);
    expect(page.element.querySelectorAll('app-certificate-chain li')).toHaveLength(2);
    expect(card(page)).toContain('No other certificate has been seen so far.');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('tells each property that is not in order, and what the server did', async () => {
    const certificate = aCertificate(3);
    certificate.reading?.findings.push(
      {
        property: 'trust',
        severity: 'critical',
        code: 'CERT_SELF_SIGNED',
        message: 'The certificate is self-signed.',
      },
      {
        property: 'connection',
        severity: 'info',
        code: 'TLS_CLIENT_CERT_REQUIRED',
        message: 'The server wants a client certificate.',
      },
    );
    const page = await open(serving(() => certificate));
    const bad = [...page.element.querySelectorAll('app-certificate-card .verdict.down')];
    expect(bad.map((one) => one.textContent.replaceAll(/\s+/g, ' ').trim())).toEqual([
      'Trust : Problem.',
    ]);
    expect(card(page)).toContain('The certificate is self-signed.');
    expect(card(page)).toContain('The server wants a client certificate.');
    expect(page.element.querySelector('app-certificate-card .head .down')).not.toBeNull();
  });

  it('names what is served besides, where, and the addresses that could not be read', async () => {
    const certificate = aCertificate(60);
    const { reading } = certificate;
    if (!reading) return expect.fail();
    const { subject, issuer, validFrom, validTo } = reading.evidence.leaf;
    const key = { type: 'rsa', bits: 2_048, curve: null };
    const addresses = ['192.0.2.2'];
    certificate.reading = {
      ...reading,
      addresses: ['192.0.2.1', '192.0.2.3'],
      others: [
        { subject, issuer, validFrom, validTo, key, fingerprint: 'dd'.repeat(32), addresses },
      ],
      unreached: [
        {
          address: '2001:db8::1',
          failure: { class: 'refused', code: null, message: 'Refused: nothing listens there.' },
        },
      ],
    };
    const page = await open(serving(() => certificate));
    expect(card(page)).toContain('Served by192.0.2.1, 192.0.2.3');
    expect(card(page)).toMatch(/RSA, valid until .*, issued by CN=Good CA, at 192\.0\.2\.2/);
    expect(card(page)).toContain('2001:db8::1: Refused: nothing listens there.');
    expect(await breaches(page.element)).toEqual([]);
  });

  it('does not worry about a certificate that lives shortly and is fresh', async () => {
    const certificate = aCertificate(5);
    const leaf = certificate.reading?.evidence.leaf;
    if (leaf) leaf.validFrom = minutesAgo(1_440);
    const page = await open(serving(() => certificate));
    expect(page.element.querySelector('app-certificate-card .head .up')).not.toBeNull();
  });

  it('says of each certificate of the chain who it is, until when it is valid, and its key', async () => {
    const page = await open(serving(() => aCertificate(60)));
    const [site] = page.element.querySelectorAll('app-certificate-chain li');
    expect(site?.textContent.replaceAll(/\s+/g, ' ')).toMatch(
      /Site ?www\.good\.example ?issued by Good CA ?.* to .*EC.P-256, SHA-256 with ECDSA/,
    );
  });

  it('says why it cannot be read, and keeps what is known', async () => {
    const failure = { class: 'refused' as const, code: null, message: 'Refused: nothing listens.' };
    const trouble = { since: minutesAgo(3_000), at: minutesAgo(5), failure };
    const page = await open(serving(() => aCertificate(60, { trouble })));
    expect(card(page)).toMatch(/Reading it has failed since .*\. Refused: nothing listens\./);
    expect(card(page)).toMatch(/60.days left/);
  });

  it('is read anew once a check has looked at it, and shows the change', async () => {
    let certificate = aCertificate(5);
    const api = serving(() => certificate);
    const page = await open(api);
    const facts = { fingerprint: 'a', issuer: 'CN=Good CA', validTo: new Date() };
    certificate = aCertificate(90, {
      changes: [
        {
          at: minutesAgo(1),
          from: facts,
          to: facts,
          issuerChanged: false,
          keyChanged: true,
          namesAdded: [],
          namesRemoved: [],
          message: 'New certificate, valid until 2026-06-13; same issuer; new key.',
        },
      ],
    });
    const { validTo, daysLeft } = certificate;
    const checkedAt = certificate.reading?.at ?? new Date();
    const summary = {
      validTo,
      daysLeft,
      thresholdDays: 14,
      findings: [],
      checkedAt,
      failure: null,
    };
    api.live.push({ type: 'target', target: aTarget({ certificate: summary }) });
    await eventually(() => expect(card(page)).toMatch(/90.days left/));
    expect(card(page)).toContain('same issuer; new key.');
    const asked = () => api.calls.filter(({ path }) => path === 'targets.certificate').length;
    const before = asked();
    api.live.push({ type: 'target', target: aTarget({ certificate: summary }) });
    await page.stable();
    expect(asked()).toBe(before);
  });

  it('waits for the first look', async () => {
    const none = aCertificate(1, { reading: null, validTo: null, daysLeft: null });
    expect(card(await open(serving(() => none)))).toContain('Not read yet.');
  });

  it('is not there without TLS', async () => {
    const page = await open(serving(() => aCertificate(60), 'http://shop.example.com/'));
    expect(page.element.querySelector('app-certificate-card')).toBeNull();
  });
});
