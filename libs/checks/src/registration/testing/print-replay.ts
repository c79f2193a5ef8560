import { replaySamples } from './replay-samples.ts';

// Run in a process of its own per time zone; the output must not depend on it.
process.stdout.write(
  JSON.stringify(replaySamples().map(({ id, tld, found }) => ({ id, tld, found }))),
);
