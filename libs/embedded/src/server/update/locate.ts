import { RawValue } from '../bson/raw-value.ts';
import { nullValue } from '../bson/raw-value.ts';
import { typeName } from '../bson/scalars.ts';
import { ServerError } from '../bson/errors.ts';
import type { Path, PathPart } from '../paths.ts';
import { ArrayNode, ObjectNode, opened, type Node } from './tree.ts';

// MongoDB refuses to pad an array by more than this many nulls at once.
const maxPadding = 1_500_000;

/** What is at a path, opened when it is a document or array, or `undefined`. */
export function find(root: ObjectNode, path: Path): Node | undefined {
  let node: Node | undefined = root;
  for (const part of path.parts) {
    if (node === undefined) return undefined;
    node = child(node, part);
  }
  return node;
}

/** Puts a value at a path and makes the sub-documents on the way. Throws 28 when a value is in the way. */
export function place(root: ObjectNode, path: Path, value: Node): void {
  let node: Node = root;
  for (const [depth, part] of path.parts.entries()) {
    const isLast = depth === path.parts.length - 1;
    const next: Node = isLast ? value : (child(node, part) ?? new ObjectNode());
    setChild(node, part, next, path);
    node = next;
  }
}

/** Takes a field away; in an array null remains, so that the others keep their positions. */
export function removeAt(root: ObjectNode, path: Path): void {
  let node: Node | undefined = root;
  for (const part of path.parts.slice(0, -1)) {
    node = node && child(node, part);
  }
  const last = path.parts.at(-1);
  if (last === undefined) return;
  if (node instanceof ObjectNode) node.remove(last);
  else if (node instanceof ArrayNode && node.items[last.position] !== undefined) {
    node.items[last.position] = nullValue;
  }
}

function child(node: Node, part: PathPart): Node | undefined {
  if (node instanceof ObjectNode) {
    const found = node.get(part);
    if (found === undefined) return undefined;
    const open = opened(found);
    if (open !== found) node.set(part, open);
    return open;
  }
  if (node instanceof ArrayNode) {
    const found = node.items[part.position];
    if (found === undefined) return undefined;
    const open = opened(found);
    if (open !== found) node.items[part.position] = open;
    return open;
  }
  return undefined;
}

function setChild(node: Node, part: PathPart, value: Node, path: Path): void {
  if (node instanceof ObjectNode) {
    node.set(part, value);
  } else if (node instanceof ArrayNode && part.position >= 0) {
    if (part.position > node.items.length + maxPadding) {
      throw new ServerError(2, `Cannot backfill the array to the position of '${path.text}'.`);
    }
    while (node.items.length < part.position) node.items.push(nullValue);
    node.items[part.position] = value;
  } else {
    const type = node instanceof RawValue ? typeName(node) : 'array';
    throw new ServerError(
      28,
      `Cannot create field '${part.name}' of '${path.text}' in an element of type ${type}`,
    );
  }
}
