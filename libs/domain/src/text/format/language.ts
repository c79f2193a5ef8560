/** A language that texts for people can be made in. */
export type Language = 'en';

/** The language of people who have chosen none. */
export const DEFAULT_LANGUAGE: Language = 'en';
