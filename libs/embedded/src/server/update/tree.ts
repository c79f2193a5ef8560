import { BsonType, documentFrom, fieldsOf, itemsOf, RawValue } from '../bson/raw-value.ts';
import { BsonWriter } from '../bson/writer.ts';

/** A value inside a document that is being changed: bytes until somebody looks inside. */
export type Node = RawValue | ObjectNode | ArrayNode;

/** A sub-document taken apart; fields keep their order. */
export class ObjectNode {
  readonly fields: Map<string, Node>;

  constructor(document?: RawValue) {
    this.fields = new Map();
    if (document === undefined) return;
    for (const { name, value } of fieldsOf(document)) this.fields.set(name, value);
  }
}

/** An array taken apart. */
export class ArrayNode {
  items: Node[];

  constructor(array?: RawValue) {
    this.items = array === undefined ? [] : itemsOf(array);
  }
}

/** Takes a document or array apart; other values stay as they are. */
export function opened(node: Node): Node {
  if (!(node instanceof RawValue)) return node;
  if (node.type === BsonType.object) return new ObjectNode(node);
  if (node.type === BsonType.array) return new ArrayNode(node);
  return node;
}

/** The bytes of a node again. */
export function sealed(node: Node): RawValue {
  if (node instanceof RawValue) return node;
  const writer = new BsonWriter();
  writeInside(writer, node);
  const { bytes, start, end } = documentFrom(writer.finish());
  return new RawValue(
    node instanceof ArrayNode ? BsonType.array : BsonType.object,
    bytes,
    start,
    end,
  );
}

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
  if (node instanceof ObjectNode) {
    for (const [name, value] of node.fields) write(writer, name, value);
  } else {
    node.items.forEach((item, index) => {
      write(writer, String(index), item);
    });
  }
}
