/** What the product looks like after some months, for whoever wants to see it first. */
export { type Example, EXAMPLE_TAG, EXAMPLES, EXAMPLES_PATH } from './examples.ts';
export { exampleHistory } from './history.ts';
export { exampleWords } from '../text/examples.ts';
export { type LivedTarget, livedTarget } from './lived-target.ts';
export { ExamplesReport } from './schema.ts';
