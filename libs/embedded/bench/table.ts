interface Line {
  readonly name: string;
  readonly value: string;
  readonly limit: string;
  readonly isMet: boolean;
}

/** Measured figures beside what they must be. A figure that could not be measured counts as met. */
export class Table {
  readonly #lines: Line[] = [];

  get isMet(): boolean {
    return this.#lines.every(({ isMet }) => isMet);
  }

  above(name: string, value: number, floor: number, unit: string): void {
    this.#add({ name, value, limit: `>= ${format(floor)} ${unit}`, isMet: !(value < floor) }, unit);
  }

  below(name: string, value: number, ceiling: number, unit: string): void {
    this.#add(
      { name, value, limit: `< ${format(ceiling)} ${unit}`, isMet: !(value >= ceiling) },
      unit,
    );
  }

  text(): string {
    const width = Math.max(...this.#lines.map(({ name }) => name.length));
    return this.#lines
      .map(({ name, value, limit, isMet }) =>
        [name.padEnd(width), value.padStart(14), limit.padStart(16), isMet ? 'ok' : 'MISSED'].join(
          '  ',
        ),
      )
      .join('\n');
  }

  #add(line: Omit<Line, 'value'> & { value: number }, unit: string): void {
    this.#lines.push({ ...line, value: `${format(line.value)} ${unit}` });
  }
}

function format(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 100 ? 1 : 0 });
}
