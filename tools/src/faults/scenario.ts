/** What came out of a scenario, or of a part of it. */
export interface Finding {
  readonly name: string;
  /** What was measured, in words. */
  readonly figures: string;
  /** What is not as it must be, as sentences; none when all is well. */
  readonly faults: readonly string[];
}

/** One thing that goes wrong, on servers of its own, and what must hold nevertheless. */
export interface Scenario {
  readonly name: string;
  run(): Promise<readonly Finding[]>;
}

/** The sentences whose condition does not hold. */
export const faultsOf = (claims: Readonly<Record<string, boolean>>): string[] =>
  Object.entries(claims).flatMap(([sentence, holds]) => (holds ? [] : [sentence]));
