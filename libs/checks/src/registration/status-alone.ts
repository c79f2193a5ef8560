/** What a status says where the answer holds nothing else about the domain. */
export type StatusMeaning =
  | 'registered'
  | 'not-found'
  /** Too many questions: the server is to be left alone for a while. */
  | 'rate-limited'
  /** The registry keeps the name back or never assigns it. */
  | 'withheld'
  /** The server did not take the question. */
  | 'invalid';

const FREE =
  /^(?:free|available|not (?:registered|found|exist\w*|delegated and free)|no object found|no match|unregistered)\b(?! for)/i;
const LIMITED =
  /\b(?:denied|too many|limit\w*|exceeded|quota|throttl\w*|blocked|refused|try again|busy|overload\w*)\b/i;
const WITHHELD =
  /^blocked\b|\b(?:reserved|not ?(?:allowed|assignable|permitted|for sale|registrable)|unassignable|unregistrable|forbidden|prohibited name|restricted|withheld|premium|excluded|banned|blacklisted|not open|unavailable for registration|cannot be registered|can ?not be registered)\b/i;
const INVALID =
  /\b(?:invalid|not valid|unknown|illegal|malformed|error|unsupported|not supported)\b/i;
/** `NOT AVAILABLE` of .be and .eu means that somebody has it. */
const REGISTERED =
  /^(?:active|ok|registered|connect(?:ed)?|delegated|assigned|allocated|in use|taken|occupied|busy|not available|unavailable|paid|published|verified|granted|exists?|pending\w*|redemption\w*|quarantine|in ?quarantine|on ?hold|hold|expired|suspended|locked|inactive|(?:client|server)[a-z ]+|ok-until .*|auto-?renew\w*|add ?period|transfer ?period|renew ?period)\b/i;

/** Numbers such as those of .nz: `200 Active`, `220 Available`, `440 Request Denied`, `500 Invalid characters`. */
const NUMBERED = /^(\d{3})\s+(.*)$/;

/** Reads a status that stands alone; null for a word that nobody knows. */
export function readStatusAlone(status: string): StatusMeaning | null {
  const text = status.trim().replace(/[_\s]+/g, ' ');
  const [, code = '', words = text] = NUMBERED.exec(text) ?? [];
  if (code === '404') return 'not-found';
  if (code === '429' || code === '440') return 'rate-limited';
  if (FREE.test(words)) return 'not-found';
  if (WITHHELD.test(words)) return 'withheld';
  if (LIMITED.test(words)) return 'rate-limited';
  if (code.startsWith('4') || code.startsWith('5') || INVALID.test(words)) return 'invalid';
  return REGISTERED.test(words) ? 'registered' : null;
}
