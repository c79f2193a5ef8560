export { evidence, HOST, inDays, issuer, leaf, NOW } from './certificate/testing/evidence.ts';
export { defineChannelKind, HttpUrl } from './channel/descriptor.ts';
export { targetRecord } from './target/testing.ts';
