import { plainLine } from '@app/domain';
import type { SendReport } from '@app/domain/reports';
import { mailFrame, type Mailer } from '../email/mail.ts';
import { createMailer, mailNotSetUp } from '../email/send.ts';
import type { SenderContext } from '../sender.ts';
import { reportHtml, reportTitle } from './report-html.ts';
import { reportText } from './report-text.ts';

const MAX_SUBJECT = 200;

/** Makes what hands reports to mail addresses. */
export function createReportSender(context: Omit<SenderContext, 'post'>): SendReport {
  const send: Mailer | null = createMailer(context);
  const { mailFrom } = context.mail;
  return async ({ view, to, idempotencyKey }, options) => {
    if (!send) return mailNotSetUp('SMTP_URL', 'RESEND_API_KEY');
    if (!mailFrom) return mailNotSetUp('MAIL_FROM');
    return await send(
      {
        ...mailFrame({ from: mailFrom, to: [to], idempotencyKey, thread: idempotencyKey }),
        subject: plainLine(reportTitle(view), MAX_SUBJECT),
        text: reportText(view),
        html: reportHtml(view, { isMail: true }),
        // A mail to one address: that it was taken for nobody is a failure.
        isTest: true,
      },
      options,
    );
  };
}
