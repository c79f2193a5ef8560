import { BsonType, fieldsOf, type RawValue } from './raw-value.ts';
import { isNumber, isTrue, numberOf, textOf, typeName } from './scalars.ts';

/** A small document as text for error messages, such as `{ url: "a", n: 1 }`. */
export function showDocument(document: RawValue): string {
  const fields = fieldsOf(document).map(({ name, value }) => `${name}: ${showValue(value)}`);
  return `{ ${fields.join(', ')} }`;
}

function showValue(value: RawValue): string {
  if (value.type === BsonType.string) return JSON.stringify(textOf(value));
  if (isNumber(value)) return String(numberOf(value));
  if (value.type === BsonType.boolean) return String(isTrue(value));
  if (value.type === BsonType.null) return 'null';
  if (value.type === BsonType.object) return showDocument(value);
  return `${typeName(value)} ${value.slice().toString('hex')}`;
}
