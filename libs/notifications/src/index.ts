export { createDeadManPing, type Ping } from './dead-man.ts';
export { type Markup, markup } from './html/markup.ts';
export { kindsNotSetUp } from './mail-config.ts';
export { REPORT_STYLE, reportHtml } from './report/report-html.ts';
export { createReportSender } from './report/send-report.ts';
export { createSender, type SenderConfig } from './senders.ts';
