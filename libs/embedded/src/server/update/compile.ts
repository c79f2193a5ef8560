import { updateOperators, type UpdateOperator } from '../../surface.ts';
import { BsonType, fieldsOf, type RawValue } from '../bson/raw-value.ts';
import { ServerError } from '../bson/errors.ts';
import { parseStrictPath, type Path } from '../paths.ts';
import { checkOperand } from './operand.ts';

/** One change of one field. */
export interface Change {
  readonly operator: UpdateOperator;
  readonly path: Path;
  readonly operand: RawValue;
}

/** The changes of an update document, in the order in which they are applied. */
export type Update = readonly Change[];

const known: ReadonlySet<string> = new Set(updateOperators);

/**
 * Compiles an update document. Throws 9 for anything but known operators, 40 when two changes
 * touch one path, and what the operators' operands may not be.
 */
export function compileUpdate(update: RawValue): Update {
  if (update.type !== BsonType.object) {
    throw new ServerError(
      238,
      'Updates with an aggregation pipeline are not supported by this server.',
    );
  }
  const changes: Change[] = [];
  try {
    for (const { name, value } of fieldsOf(update)) {
      changes.push(...compileOperator(name, value));
    }
  } catch (error) {
    // Errors are found in reading order, so a conflict before this one comes first.
    inOrder(changes);
    throw error;
  }
  return inOrder(changes);
}

function compileOperator(name: string, value: RawValue): Change[] {
  if (!name.startsWith('$')) {
    throw new ServerError(
      238,
      'Replacement documents are not supported by this server. Use update operators such as $set.',
    );
  }
  if (!known.has(name)) throw new ServerError(9, `Unknown modifier: ${name}.`);
  if (value.type !== BsonType.object) {
    throw new ServerError(9, `Modifiers operate on fields but we found another type for ${name}.`);
  }
  return fieldsOf(value).map((inner) =>
    compileChange(name as UpdateOperator, inner.name, inner.value),
  );
}

/** Sorts the changes into the order in which they are applied. Throws 40 when two touch one path. */
function inOrder(changes: readonly Change[]): Update {
  const sorted = changes.toSorted((a, b) => comparePaths(a.path, b.path));
  refuseConflicts(sorted);
  return sorted;
}

function compileChange(operator: UpdateOperator, name: string, operand: RawValue): Change {
  if (name === '') {
    throw new ServerError(56, 'An empty update path is not valid. Name the field to change.');
  }
  const path = parseStrictPath(name);
  if (path.parts.some((part) => part.name.startsWith('$'))) {
    throw new ServerError(
      238,
      `The path '${name}' has a positional operator, which this server does not support.`,
    );
  }
  checkOperand(operator, path, operand);
  return { operator, path, operand };
}

/** Fields are processed by name, array positions by number; new fields appear in this order. */
function comparePaths(a: Path, b: Path): number {
  for (let depth = 0; ; depth += 1) {
    const left = a.parts[depth];
    const right = b.parts[depth];
    if (left === undefined || right === undefined) return a.parts.length - b.parts.length;
    if (left.position >= 0 && right.position >= 0) {
      if (left.position !== right.position) return left.position - right.position;
    } else {
      const order = left.bytes.compare(right.bytes);
      if (order !== 0) return order;
    }
  }
}

function refuseConflicts(changes: readonly Change[]): void {
  for (const [position, change] of changes.entries()) {
    const previous = changes[position - 1];
    if (previous === undefined) continue;
    const isPrefix = previous.path.parts.every(
      (part, depth) => part.name === change.path.parts[depth]?.name,
    );
    if (isPrefix) {
      throw new ServerError(
        40,
        `Updating the path '${change.path.text}' would create a conflict at '${previous.path.text}'`,
      );
    }
  }
}
