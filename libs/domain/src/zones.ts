/* Apart from everything else: it brings a calendar that most processes never need. */
export { currentStretch, nextStretches } from './zones/current-stretch.ts';
