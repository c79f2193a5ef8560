import fs from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const TEXTS = /\.(?:js|css|html|svg|json|webmanifest|txt)$/;
/** A smaller file fits into one packet as it is. */
const WORTH_BYTES = 1_024;

const ENCODERS = {
  br: (data: Buffer) =>
    promisify(brotliCompress)(data, {
      params: {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
        [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
      },
    }),
  gz: (data: Buffer) => promisify(gzip)(data, { level: constants.Z_BEST_COMPRESSION }),
};

/** Writes every text file of a folder a second and a third time, compressed with Brotli and with gzip. */
export async function compressFiles(folder: string): Promise<void> {
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => TEXTS.test(file))
    .map((file) => path.join(folder, file));
  await Promise.all(
    files.map(async (file) => {
      const data = fs.readFileSync(file);
      for (const [extension, encode] of Object.entries(ENCODERS)) {
        const compressed = data.length < WORTH_BYTES ? data : await encode(data);
        if (compressed.length < data.length) {
          fs.writeFileSync(`${file}.${extension}`, compressed);
        }
      }
    }),
  );
}

/** Bytes of a file as a browser gets it. */
export function sentBytes(file: string): number {
  const compressed = `${file}.br`;
  return fs.statSync(fs.existsSync(compressed) ? compressed : file).size;
}
