import { inOneLine } from '../refusal.ts';
import { onWishToStop } from '../processes/ask-to-stop.ts';
import { buildIfChanged } from '../start/build.ts';

/** Builds what `npm start` runs, so that a start right after it builds nothing. */
const stopping = new AbortController();
onWishToStop(
  () => stopping.abort(),
  () => process.exit(130),
);
try {
  await buildIfChanged(stopping.signal);
} catch (error) {
  process.stderr.write(`${inOneLine(error)}\n`);
  process.exit(1);
}
