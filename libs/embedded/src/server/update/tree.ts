import { FieldCursor } from '../bson/field-cursor.ts';
import { BsonType, documentFrom, fieldByName, itemsOf, RawValue } from '../bson/raw-value.ts';
import { BsonWriter } from '../bson/writer.ts';
import type { PathPart } from '../paths.ts';

/** A value inside a document that is being changed: bytes until somebody looks inside. */
export type Node = RawValue | ObjectNode | ArrayNode;

/** A sub-document that is being changed: as it was, and what has become of some of its fields. */
export class ObjectNode {
  readonly source: RawValue | undefined;
  /** In the order of their first change; `undefined` is a field taken away. */
  readonly changes = new Map<string, Node | undefined>();

  constructor(source?: RawValue) {
    this.source = source;
  }

  get({ name, bytes }: PathPart): Node | undefined {
    if (this.changes.has(name)) return this.changes.get(name);
    return this.source && fieldByName(this.source, bytes);
  }

  set({ name }: PathPart, value: Node): void {
    this.changes.set(name, value);
  }

  remove({ name }: PathPart): void {
    this.changes.set(name, undefined);
  }
}

/** An array taken apart. */
export class ArrayNode {
  items: Node[];

  constructor(array?: RawValue) {
    this.items = array === undefined ? [] : itemsOf(array);
  }
}

/** Opens a document or array for changes; other values stay as they are. */
export function opened(node: Node): Node {
  if (!(node instanceof RawValue)) return node;
  if (node.type === BsonType.object) return new ObjectNode(node);
  if (node.type === BsonType.array) return new ArrayNode(node);
  return node;
}

/** The bytes of a node again. */
export function sealed(node: Node): RawValue {
  if (node instanceof RawValue) return node;
  const source = node instanceof ObjectNode ? node.source : undefined;
  const writer = new BsonWriter(source && source.end - source.start + growthBytes);
  writeInside(writer, node);
  const { bytes, start, end } = documentFrom(writer.finish());
  return new RawValue(
    node instanceof ArrayNode ? BsonType.array : BsonType.object,
    bytes,
    start,
    end,
  );
}

/** How much larger most updates make a document at most. */
const growthBytes = 1024;

function write(writer: BsonWriter, name: string, node: Node): void {
  if (node instanceof RawValue) {
    writer.raw(name, node);
    return;
  }
  writer.open(name, node instanceof ArrayNode ? BsonType.array : BsonType.object);
  writeInside(writer, node);
  writer.close();
}

function writeInside(writer: BsonWriter, node: ObjectNode | ArrayNode): void {
  if (node instanceof ObjectNode) writeFields(writer, node);
  else {
    node.items.forEach((item, index) => {
      write(writer, String(index), item);
    });
  }
}

/** Changed fields keep their places, new ones follow; what lies between changed ones is copied at once. */
function writeFields(writer: BsonWriter, { source, changes }: ObjectNode): void {
  const added = new Map(changes);
  if (source !== undefined) {
    const field = new FieldCursor(source);
    let copied = field.start;
    while (!field.isAtEnd) {
      const { name } = field;
      if (added.has(name)) {
        const value = added.get(name);
        writer.copy(source.bytes, copied, field.start);
        if (value !== undefined) write(writer, name, value);
        copied = field.end;
        added.delete(name);
      }
      field.advance();
    }
    writer.copy(source.bytes, copied, source.end - 1);
  }
  for (const [name, value] of added) if (value !== undefined) write(writer, name, value);
}
