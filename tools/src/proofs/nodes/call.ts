import http from 'node:http';

/** Calls a procedure from an address of its own on loopback; resolves with the status. */
function callFrom(
  localAddress: string,
  { base, path, input }: { base: string; path: string; input: unknown },
): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const request = http.request(
    `${base}/trpc/${path}`,
    {
      ...{ method: 'POST', localAddress, agent: false },
      headers: { 'content-type': 'application/json' },
    },
    (answer) => {
      answer.resume().once('end', () => resolve(answer.statusCode ?? 0));
    },
  );
  request.once('error', reject);
  request.end(JSON.stringify({ json: input }));
  return promise;
}

/** How many of some calls, one after the other, were let through. */
export async function letThrough(
  times: number,
  localAddress: string,
  call: (time: number) => { base: string; path: string; input: unknown },
): Promise<number> {
  let count = 0;
  for (let time = 0; time < times; time++) {
    if ((await callFrom(localAddress, call(time))) !== 429) count++;
  }
  return count;
}
