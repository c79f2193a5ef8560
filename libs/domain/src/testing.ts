export { evidence, HOST, inDays, issuer, leaf, NOW } from './certificate/testing/evidence.ts';
