import type { ChannelKind } from '@app/domain';

/** How mail leaves. An SMTP server goes before Resend when both are set. */
export interface MailConfig {
  /** `MAIL_FROM`: `alerts@example.org` or `Monitor <alerts@example.org>`. */
  mailFrom: string | null;
  smtpUrl: string | null;
  resendApiKey: string | null;
  resendBaseUrl: string | null;
}

/** Kinds of channel that nothing can be sent to before the operator has set up how mail leaves. */
export const kindsNotSetUp = ({
  mailFrom,
  smtpUrl,
  resendApiKey,
}: Pick<MailConfig, 'mailFrom' | 'smtpUrl' | 'resendApiKey'>): ChannelKind[] =>
  mailFrom !== null && (smtpUrl !== null || resendApiKey !== null) ? [] : ['email'];
