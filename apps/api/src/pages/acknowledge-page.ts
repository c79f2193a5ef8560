import { type Alert, alertTitle, formatInstant } from '@app/domain';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (one) => ESCAPES[one] ?? one);

const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; color: #1b1f24; background: #fff }
h1 { font-size: 1.25rem; overflow-wrap: anywhere }
input { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid #767b82; border-radius: .25rem; color: inherit; background: inherit }
button { font: inherit; padding: .5rem 1rem; border: 0; border-radius: .25rem; color: #fff; background: #0b5cad }
@media (prefers-color-scheme: dark) { body { color: #e6e8ea; background: #16191d } button { background: #1f6fc4 } }`;

const page = (title: string, body: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escape(title)}</title><style>${STYLE}</style></head>
<body><main><h1>${escape(title)}</h1>
${body}</main></body>
</html>
`;

/** What people see who follow the link of a message: the alert, and the question, or that it needs nobody any more. */
export function acknowledgePage(alert: Alert): string {
  const title = alertTitle({ event: 'opened', alert }, alert.openedAt);
  if (alert.state === 'open') {
    return page(
      title,
      `<p>Since ${escape(formatInstant(alert.since))}. Take it on, and nobody is reminded of it any more.
People are still told when it is over.</p>
<form method="post">
<p><label>Note (optional)<br><input name="note" maxlength="500" autocomplete="off"></label></p>
<p><button type="submit">Acknowledge</button></p>
</form>
`,
    );
  }
  const { acknowledgedAt, acknowledgedNote, endedAt } = alert;
  const lines = [
    ...(acknowledgedAt ? [`Acknowledged ${formatInstant(acknowledgedAt)}.`] : []),
    ...(acknowledgedNote ? [acknowledgedNote] : []),
    ...(endedAt ? [`Over since ${formatInstant(endedAt)}.`] : []),
  ];
  return page(title, lines.map((text) => `<p>${escape(text)}</p>\n`).join(''));
}

/** What they see when there is nothing to take on. */
export const gonePage = (message: string): string =>
  page('Nothing to acknowledge', `<p>${escape(message)}</p>\n`);
