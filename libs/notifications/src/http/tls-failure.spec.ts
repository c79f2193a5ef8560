import { describe, expect, it } from 'vitest';
import { describeTlsFailure } from './tls-failure.ts';

describe('describeTlsFailure', () => {
  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /certificate.+EXTRA_CA_FILE/],
    ['SELF_SIGNED_CERT_IN_CHAIN', /certificate.+EXTRA_CA_FILE/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /certificate.+EXTRA_CA_FILE/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another name.+SMTP_URL/],
    ['CERT_HAS_EXPIRED', /certificate.+expired.+Renew/],
    ['CERT_NOT_YET_VALID', /certificate.+not valid yet.+clocks/],
    ['ERR_SSL_WRONG_VERSION_NUMBER', /speaks no TLS.+port in SMTP_URL/],
    ['ERR_SSL_UNSUPPORTED_PROTOCOL', /TLS problem \(ERR_SSL_UNSUPPORTED_PROTOCOL\).+SMTP_URL/],
  ])('of %s says what helps', (code, words) => {
    const said = describeTlsFailure(code, 'SMTP_URL');
    expect(said).toMatch(words);
    expect(said).not.toMatch(/node/i);
  });

  it.each(['ECONNREFUSED', 'ETIMEDOUT', null])('says nothing of %s', (code) => {
    expect(describeTlsFailure(code, 'SMTP_URL')).toBeNull();
  });
});
