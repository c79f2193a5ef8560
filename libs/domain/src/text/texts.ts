import { ENGLISH } from './en/index.ts';
import type { Language } from './format/language.ts';

/** All texts of one language; another language is another value of this type. */
export type Texts = typeof ENGLISH;

export const TEXTS: Readonly<Record<Language, Texts>> = { en: ENGLISH };
