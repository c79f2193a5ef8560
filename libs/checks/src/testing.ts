export { chainOf, issue, type TestCertificate } from './testing/certificates.ts';
