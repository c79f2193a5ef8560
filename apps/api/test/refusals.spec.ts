import { notFound } from '@app/domain';
import { describe, expect, it, vi } from 'vitest';
import { call, openServer, type RpcError, servicesWith } from './support/open-server.ts';

const HOST = '127.0.0.1:3000';
const ID = '0123456789abcdef01234567';
const JSON_TYPE = { 'content-type': 'application/json' };

async function openWithRemove() {
  const remove = vi.fn(() => Promise.reject(notFound('channel')));
  const ports = { channels: { get: remove, remove } };
  const opened = await openServer({ services: servicesWith({ ports } as never) });
  const post = (headers: Record<string, string>, payload: string | Buffer) =>
    opened.server.inject({
      method: 'POST',
      url: '/trpc/channels.remove',
      headers: { host: HOST, ...headers },
      payload,
    });
  return { ...opened, remove, post };
}

const errorIn = (body: string): RpcError =>
  (JSON.parse(body) as { error: { json: RpcError } }).error.json;

const GOOD = JSON.stringify({ json: { id: ID } });

describe('bodies', () => {
  it.each([
    ['an open brace', '{'],
    ['a list', '[]'],
    ['text', '"x"'],
    ['an open envelope', '{"json":'],
    ['a zero byte', '\0'],
    ['20,000 nested lists', `{"json":${'['.repeat(20_000)}${']'.repeat(20_000)}}`],
    ['a prototype', '{"json":{"__proto__":{"isAdmin":true}}}'],
    ['a path into a prototype', '{"json":{"a":1},"meta":{"values":{"__proto__.x":["Date"]}}}'],
    ['a regular expression', '{"json":"/(a+)+$/","meta":{"values":["regexp"]}}'],
    ['no date at all', '{"json":"not-a-date","meta":{"values":["Date"]}}'],
    ['an operator of a database', '{"json":{"id":{"$gt":""}}}'],
    ['an unknown key', `{"json":{"id":"${ID}","more":1}}`],
    ['nothing', ''],
    ['an input without envelope', `{"id":"${ID}"}`],
  ])('with %s are refused with 400, a sentence and no trace of ours', async (_what, payload) => {
    const { post, remove, lines } = await openWithRemove();
    const { statusCode, body, headers } = await post(JSON_TYPE, payload);
    expect(statusCode).toBe(400);
    expect(headers['content-type']).toContain('application/json');
    const { data, message } = errorIn(body);
    expect(data).toMatchObject({ code: 'BAD_REQUEST', httpStatus: 400 });
    expect(message).toMatch(/[A-Za-z ]{10,}/);
    expect(body).not.toMatch(/node_modules|\.ts|\.js|"stack"|Unexpected token/);
    expect(remove).not.toHaveBeenCalled();
    expect(lines).toEqual([]);
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });

  it('that are no UTF-8 are refused as such', async () => {
    const { post } = await openWithRemove();
    const payload = Buffer.from(GOOD.replace(ID, '\u00ff'), 'latin1');
    const { statusCode, body } = await post(JSON_TYPE, payload);
    expect(statusCode).toBe(400);
    expect(errorIn(body).message).toBe('The body is not valid UTF-8.');
  });

  it('over 256 KiB are refused with 413', async () => {
    const { post } = await openWithRemove();
    const { statusCode, body } = await post(
      JSON_TYPE,
      JSON.stringify({ json: 'x'.repeat(262_144) }),
    );
    expect(statusCode).toBe(413);
    expect(errorIn(body)).toMatchObject({
      message: 'The request is larger than 256 KiB. Send less at once.',
      data: { code: 'PAYLOAD_TOO_LARGE', httpStatus: 413 },
    });
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json-patch+json',
    '',
  ])('of the type "%s" are refused with 415', async (type) => {
    const { post, remove } = await openWithRemove();
    const { statusCode, body } = await post({ 'content-type': type }, GOOD);
    expect(statusCode).toBe(415);
    expect(errorIn(body).data.code).toBe('UNSUPPORTED_MEDIA_TYPE');
    expect(remove).not.toHaveBeenCalled();
  });

  it('need a type even when there is none', async () => {
    const { server } = await openServer();
    const { statusCode } = await server.inject({
      method: 'POST',
      url: '/trpc/inbox.markAllRead',
      headers: { host: HOST },
    });
    expect(statusCode).toBe(415);
  });

  it('with a charset are read', async () => {
    const { post, remove } = await openWithRemove();
    await post({ 'content-type': 'application/json; charset=utf-8' }, GOOD);
    expect(remove).toHaveBeenCalledOnce();
  });
});

describe('pages of other origins', () => {
  it.each([
    'https://evil.example',
    'http://127.0.0.1:4000',
    'http://localhost:3000',
    'null',
    'http://127.0.0.1:3000.evil.example',
    '',
  ])('"%s" may not write', async (origin) => {
    const { post, remove } = await openWithRemove();
    const { statusCode, body } = await post({ ...JSON_TYPE, origin }, GOOD);
    expect(statusCode).toBe(403);
    expect(errorIn(body).data.code).toBe('FORBIDDEN');
    expect(remove).not.toHaveBeenCalled();
  });

  it.each(['http://127.0.0.1:3000', undefined])('%s is no foreign origin', async (origin) => {
    const { post, remove } = await openWithRemove();
    const { statusCode } = await post({ ...JSON_TYPE, ...(origin && { origin }) }, GOOD);
    expect(statusCode).toBe(404);
    expect(remove).toHaveBeenCalledOnce();
  });

  it('get no permission from a preflight', async () => {
    const { server } = await openServer();
    const { headers } = await server.inject({
      method: 'OPTIONS',
      url: '/trpc/targets.create',
      headers: { host: HOST, origin: 'https://evil.example' },
    });
    expect(Object.keys(headers).join()).not.toContain('access-control');
  });
});

describe('host names', () => {
  it('that are not ours are refused with 421, except for probes', async () => {
    const { server } = await openServer();
    const headers = { host: 'evil.example' };
    const page = await server.inject({ url: '/', headers });
    expect(page.statusCode).toBe(421);
    const rpc = await server.inject({ url: '/trpc/targets.list', headers });
    expect(rpc.statusCode).toBe(421);
    expect(errorIn(rpc.body).data.httpStatus).toBe(421);
    for (const url of ['/health/live', '/health/ready']) {
      expect((await server.inject({ url, headers })).statusCode).toBe(200);
    }
  });
});

describe('procedures', () => {
  it('that do not exist are named', async () => {
    const { server } = await openServer();
    const { status, error } = await call(server, 'GET', 'targets.nope');
    expect(status).toBe(404);
    expect(error?.data.code).toBe('NOT_FOUND');
    expect(error?.message).toContain('targets.nope');
  });

  it('are asked by their own method', async () => {
    const { server } = await openServer();
    const { status, error } = await call(server, 'GET', 'targets.pause', { id: ID });
    expect(status).toBe(405);
    expect(error?.data.code).toBe('METHOD_NOT_SUPPORTED');
    for (const method of ['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'] as const) {
      const other = await server.inject({
        method,
        url: '/trpc/targets.list',
        headers: { host: HOST },
      });
      expect(other.statusCode).toBe(405);
      expect(other.headers.allow).toBe('GET, POST');
    }
  });

  it.each([
    ['20', 200],
    ['21', 400],
  ])('%s of them in one batch give %i', async (count, status) => {
    const { server } = await openServer({
      services: servicesWith({ health: () => Promise.resolve({ status: 'ok', components: [] }) }),
    });
    const paths = Array.from({ length: Number(count) }, () => 'system.health').join(',');
    const { statusCode } = await server.inject({
      url: `/trpc/${paths}?batch=1`,
      headers: { host: HOST },
    });
    expect(statusCode).toBe(status);
  });

  it('keep what went wrong inside to the log, under the id that the client is told', async () => {
    const fault = new Error('connect ECONNREFUSED 10.0.0.5:27017');
    const ports = { targets: { get: () => Promise.reject(fault) } };
    const { server, lines } = await openServer({ services: servicesWith({ ports } as never) });
    const { status, error } = await call(server, 'GET', 'targets.get', { id: ID });
    expect(status).toBe(500);
    expect(JSON.stringify(error)).not.toMatch(/10\.0\.0\.5|ECONN|stack|\.ts/);
    const [line] = lines;
    expect(line).toMatchObject({ procedure: 'targets.get', err: { message: fault.message } });
    expect(error?.message).toContain(line?.['errorId']);
  });

  it('say that the database is away', async () => {
    const ports = { targets: { get: () => Promise.reject(new Error('away')) } };
    const services = servicesWith({ ports, isOutage: () => true } as never);
    const { server, lines } = await openServer({ services });
    const { status, error } = await call(server, 'GET', 'targets.get', { id: ID });
    expect(status).toBe(503);
    expect(error).toMatchObject({
      message: 'The database cannot be reached at the moment. Try again shortly.',
      data: { code: 'SERVICE_UNAVAILABLE' },
    });
    expect(lines).toHaveLength(1);
  });
});
