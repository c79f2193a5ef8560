/** How mail leaves. An SMTP server goes before Resend when both are set. */
export interface MailConfig {
  /** `MAIL_FROM`: `alerts@example.org` or `Monitor <alerts@example.org>`. */
  mailFrom: string | null;
  smtpUrl: string | null;
  resendApiKey: string | null;
  resendBaseUrl: string | null;
}
