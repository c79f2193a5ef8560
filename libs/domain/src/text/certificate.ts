import type { CertificateFact, FindingPlace } from '../check/certificate-fact.ts';
import type { ShownChange } from './en/certificate-change.ts';
import { DEFAULT_LANGUAGE, type Language } from './format/language.ts';
import { TEXTS } from './texts.ts';

/** What a finding of a certificate is made of. */
interface Found {
  code: string;
  fact: CertificateFact;
  place?: FindingPlace;
}

function describeFinding({ code, fact, place }: Found, language: Language): string {
  const { certificateFacts, findingPlace, unknownFinding } = TEXTS[language];
  // A newer version may have stored a fact that this one does not know.
  const sentences: Partial<Record<string, (fact: never) => string>> = certificateFacts;
  const said = sentences[fact.is]?.(fact as never) ?? unknownFinding(code);
  return place ? `${said} ${findingPlace(place)}` : said;
}

/** A finding of a certificate as people read it. */
export function viewFinding<Finding extends Found>(
  finding: Finding,
  language: Language = DEFAULT_LANGUAGE,
): Omit<Finding, 'fact' | 'place'> & { message: string } {
  const { fact: _, place: __, ...view } = finding;
  return { ...view, message: describeFinding(finding, language) };
}

/** A change of certificate as people read it. */
export const viewCertificateChange = <Change extends ShownChange>(
  change: Change,
  language: Language = DEFAULT_LANGUAGE,
): Change & { message: string } => ({
  ...change,
  message: TEXTS[language].certificateChange(change),
});
