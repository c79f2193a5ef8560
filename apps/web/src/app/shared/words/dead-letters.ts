/** What people call the jobs of a queue. */
const jobs: Record<string, string | undefined> = {
  'checks.urgent': 'Urgent check',
  'deliveries.lane': 'Messages of a channel',
  'deliveries.send': 'Message',
};

/** Words for jobs that failed for good. */
export const deadLetterWords = {
  title: 'Jobs that failed for good',
  hint: 'Nothing is lost: unfinished work is picked up again. Once the cause is fixed, you can retry these jobs.',
  job: (queue: string): string => jobs[queue] ?? queue,
  target: 'Target',
  tries: (count: number): string => (count === 1 ? '' : `, ${String(count)} tries`),
  redrive: 'Retry',
  redriven: 'The job is queued again',
};
