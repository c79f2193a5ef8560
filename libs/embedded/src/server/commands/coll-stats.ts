import { encodeDocument } from '../bson/writer.ts';
import { namespaceOf } from './arguments.ts';
import type { Request } from './context.ts';

const NOTHING = { count: 0, size: 0, indexSize: 0 };

/**
 * What a collection takes. The number of its documents is exact; sizes follow from a sample, as counting the pages of all
 * would hold up everybody else.
 */
export function collStats(request: Request): Buffer {
  const namespace = namespaceOf(request, 'collStats');
  const collection = request.catalogue.get(namespace);
  const { count, size, indexSize } = collection?.estimate() ?? NOTHING;
  return encodeDocument({
    ns: namespace,
    count,
    size,
    storageSize: size,
    nindexes: collection?.indexes.length ?? 0,
    totalIndexSize: indexSize,
    totalSize: size + indexSize,
    ok: 1,
  });
}
