import { describe, expect, it } from 'vitest';
import { describeSending } from '@app/domain';
import { tlsFailure } from './tls-failure.ts';

describe('tlsFailure', () => {
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
    const failure = tlsFailure(code);
    const said = failure && describeSending({ is: 'no-answer', by: 'smtp', ...failure });
    expect(said).toMatch(words);
    expect(said).not.toMatch(/node/i);
  });

  it.each(['ECONNREFUSED', 'ETIMEDOUT', null])('says nothing of %s', (code) => {
    expect(tlsFailure(code)).toBeNull();
  });
});
