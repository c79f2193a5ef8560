/** A piece of a document, with the number of its line. */
export interface Piece {
  readonly line: number;
  readonly text: string;
}

/** What can be checked of a document in Markdown. */
export interface Document {
  /** `code` in the running text and in tables. */
  readonly codes: readonly Piece[];
  /** Targets of links and pictures. */
  readonly links: readonly Piece[];
  /** Lines of fenced blocks, each with the language of its block. */
  readonly fenced: readonly (Piece & { readonly language: string })[];
  readonly headings: ReadonlySet<string>;
}

const FENCE = /^\s*```(\S*)/;

/** Takes a document apart. */
export function readDocument(text: string): Document {
  const codes: Piece[] = [];
  const links: Piece[] = [];
  const fenced: (Piece & { language: string })[] = [];
  const headings = new Set<string>();
  let language: string | undefined;
  for (const [index, content] of text.split('\n').entries()) {
    const line = index + 1;
    const fence = FENCE.exec(content);
    if (fence) language = language === undefined ? (fence[1] ?? '') : undefined;
    else if (language !== undefined) fenced.push({ line, language, text: content });
    else {
      const heading = /^#+ (.+)$/.exec(content)?.[1];
      if (heading) headings.add(heading.trim());
      codes.push(...matches(/`([^`]+)`/g, content, line));
      links.push(...matches(/\]\(([^)#\s]+)[^)]*\)/g, content, line));
    }
  }
  return { codes, links, fenced, headings };
}

function matches(pattern: RegExp, content: string, line: number): Piece[] {
  return [...content.matchAll(pattern)].map(([, text = '']) => ({ line, text }));
}
