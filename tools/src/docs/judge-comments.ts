import { readDocument } from './read-document.ts';

/** Text of a document of the repository; undefined when there is none of that name. */
export type ReadDocument = (file: string) => string | undefined;

const COMMENT = /\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*|(?<=^|\s)#(?!!).*/gm;
const CITED = /(?<file>[\w./-]*\w\.md)(?:, (?:invariant (?<invariant>\d+)|"(?<heading>[^"]+)"))?/g;
/** Words in capitals that number their sections and are not ours. */
const FOREIGN = /^(RFC|ISO|FIPS|ASCII|ECMA|IEEE|W3C|UTS|BCP|STD)$/;

/**
 * Returns what comments of a source file cite that does not exist: documents, their headings,
 * and invariants. `ARCHITECTURE.md, invariant 4` and `ARCHITECTURE.md, "Words"` are citations.
 */
export function judgeComments(file: string, source: string, read: ReadDocument): string[] {
  return [...source.matchAll(COMMENT)].flatMap((comment) => {
    const line = source.slice(0, comment.index).split('\n').length;
    const text = comment[0].replaceAll(/\s*\n\s*(\*|\/\/|#)?\s*/g, ' ');
    return [...judgeCitations(text, read), ...judgeBareNames(text)].map(
      (fault) => `${file}:${String(line)}: ${fault}`,
    );
  });
}

function judgeCitations(text: string, read: ReadDocument): string[] {
  return [...text.matchAll(CITED)].flatMap(({ groups = {} }) => {
    const { file = '', heading, invariant } = groups;
    const document = read(file);
    if (document === undefined) return [`the comment cites ${file}, which does not exist`];
    const { headings } = readDocument(document);
    if (heading !== undefined && !headings.has(heading)) return [`${file} has no "${heading}"`];
    if (invariant !== undefined && !new RegExp(`^${invariant}\\. `, 'm').test(document)) {
      return [`${file} has no invariant ${invariant}`];
    }
    return [];
  });
}

/** `DESIGN section 4`, `DESIGN.md section 4`, `invariant 4`: nobody can look that up. */
function judgeBareNames(text: string): string[] {
  const capitals = [...text.matchAll(/\b([A-Z]{3,})(?:\.md)?,? (?:section|chapter) \d/g)];
  const alone = /(?<!\.md, )invariant \d+/.exec(text);
  return [
    ...capitals
      .filter(([, name = '']) => !FOREIGN.test(name))
      .map(([all]) => `the comment cites "${all}", which is no document here`),
    ...(alone ? [`"${alone[0]}" names no document: ARCHITECTURE.md, ${alone[0]}`] : []),
  ];
}
