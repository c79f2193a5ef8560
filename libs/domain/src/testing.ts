export { evidence, HOST, inDays, issuer, leaf, NOW } from './certificate/testing/evidence.ts';
export { defineChannelKind } from './channel/descriptor.ts';
export { alertRecord, deliveryRecord } from './delivery/testing.ts';
export { HttpUrl } from './common/http-url.ts';
export { aDay, aService, aStatusPage, pageFacts } from './status-page/testing.ts';
export { aReport, aReportView } from './report/testing.ts';
export { targetRecord } from './target/testing.ts';
