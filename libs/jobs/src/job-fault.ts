import * as z from 'zod';

const MAX_TEXT = 200;

/** What is stored of an error with its job: a code and a short text, never nested fields or secrets. */
export const JobFault = z.object({ code: z.string(), text: z.string() });
export type JobFault = z.infer<typeof JobFault>;

/** Reduces an error to what may be stored with its job. */
export function jobFault(error: unknown): JobFault {
  if (!(error instanceof Error))
    return { code: 'UNKNOWN', text: 'Something that is no error was thrown.' };
  const code: unknown = 'code' in error ? error.code : undefined;
  const [line = ''] = error.message.split('\n');
  return {
    code: typeof code === 'string' && /^[\w.-]{1,40}$/.test(code) ? code : error.name.slice(0, 40),
    text: line.replace(ADDRESS, '$1$2').slice(0, MAX_TEXT),
  };
}

/** Of an address scheme and host are kept: credentials, path and query may be secrets. */
const ADDRESS = /\b([a-z][a-z\d+.-]*:\/\/)(?:[^\s"']*@)?([^\s/?#"']*)[^\s"']*/gi;

/** What pg-boss itself stores with a job that nobody settled. */
const Unsettled = z.object({ value: z.object({ message: z.string() }) });

const UNSETTLED: Record<string, string | undefined> = {
  'job timed out': 'It was not done in time.',
  'job heartbeat timeout': 'The worker that had it gave no sign of life any more.',
};

/** Why a job failed, in words, from what is stored with it. */
export function describeFault(stored: unknown): string {
  const fault = JobFault.safeParse(stored).data;
  if (fault) return fault.code === 'Error' ? fault.text : `${fault.text} (${fault.code})`;
  const message = Unsettled.safeParse(stored).data?.value.message ?? '';
  return UNSETTLED[message] ?? 'Nothing is known of the reason.';
}
