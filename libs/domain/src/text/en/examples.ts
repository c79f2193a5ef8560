/** What people would have written about the examples. */
export const EXAMPLE_WORDS = {
  note: 'The provider knows, back by noon',
  maintenance: 'Example: move to a new server',
};
