/** What people call the jobs of a queue. */
const jobs: Record<string, string | undefined> = {
  'checks.urgent': 'Urgent check',
  'deliveries.send': 'Message',
};

/** Words for jobs that failed for good. */
export const deadLetterWords = {
  title: 'Jobs that failed for good',
  hint: 'Nothing is lost: the reconciler takes up what is unfinished. Once the cause is mended, they can be driven again.',
  job: (queue: string): string => jobs[queue] ?? queue,
  target: 'Target',
  tries: (count: number): string => (count === 1 ? '' : `, ${String(count)} tries`),
  redrive: 'Drive again',
  redriven: 'The job is in its queue again',
};
