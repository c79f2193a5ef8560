/* Apart from everything else: it brings a calendar that most processes never need. */
export { currentStretch } from './zones/current-stretch.ts';
