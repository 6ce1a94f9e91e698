import { beforeEach, describe, expect, it } from 'vitest'
import { createClock } from '../clock/create-clock.ts'
import { createService } from '../service/create-service.ts'
import { plainDialect } from '../service/plain-dialect.ts'
import { openDatabase } from '../storage/open-database.ts'
import { ann, answerOf, member, stillTime, text } from '../fixtures/shop.ts'
import type { Answer } from '../fixtures/shop.ts'
import type { EntitySetDefinition, StreamDefinition } from '../model/entity-set.ts'
import type { TableDefinition } from '../model/table.ts'

const item: TableDefinition = {
  name: 'Item',
  columns: { code: 'String', picture: 'Binary', pictureType: 'String' },
  order: ['code'],
}

const content: StreamDefinition = {
  read: (row) =>
    row['picture'] === null || row['picture'] === undefined
      ? undefined
      : { contentType: String(row['pictureType']), bytes: Buffer.from(String(row['picture']), 'base64') },
  write: (row, { bytes, contentType }, context) => {
    context.data.update('Item', row.id, { picture: Buffer.from(bytes).toString('base64'), pictureType: contentType })
  },
  clear: (row, context) => {
    context.data.update('Item', row.id, { picture: null, pictureType: null })
  },
}

const items: EntitySetDefinition = {
  name: 'items',
  entityType: 'item',
  table: 'Item',
  properties: {
    id: { type: 'Guid' },
    code: { type: 'String' },
    cover: { type: 'Stream', stream: { ...content, contentType: (row) => String(row['pictureType'] ?? '') } },
    sheet: { type: 'Stream', stream: { read: content.read } },
  },
  navigation: {
    picture: { target: 'pictures', contained: true, rows: (row) => [row] },
    views: { target: 'pictures', contained: true, collection: true, rows: (row) => [row] },
  },
  insert: {},
  modify: {},
}

const pictures: EntitySetDefinition = {
  name: 'pictures',
  entityType: 'picture',
  table: 'Item',
  properties: { id: { type: 'Guid' }, content: { type: 'Stream', stream: content } },
  access: (operation, context) =>
    operation !== 'modify' || context.request.headers.get('x-may-not') === null ? true : () => false,
  modify: {},
}

type Send<T> = (method: string, path: string, body?: Uint8Array, headers?: Record<string, string>) => Promise<T>
let send: Send<Answer>
let sendForBytes: Send<Buffer>
let id: string
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 255, 128])

beforeEach(async () => {
  const database = await openDatabase({ tables: [item], clock: createClock({ source: stillTime() }) })
  const dialect = { ...plainDialect, limits: { ...plainDialect.limits, bodyBytes: 1000 } }
  const service = createService({
    root: { path: '/api', namespace: 'Shop', container: 'Store', dialect, sets: [items, pictures] },
    database,
  })
  const fetched = (
    method: string,
    path: string,
    body?: Uint8Array,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    service.fetch(
      new Request(`http://shop.test/api/${path}`, { method, headers, ...(body && { body: new Uint8Array(body) }) }),
      ann,
    )
  send = async (...request) => answerOf(await fetched(...request))
  sendForBytes = async (...request) => Buffer.from(await (await fetched(...request)).arrayBuffer())
  const json = { 'content-type': 'application/json' }
  id = text((await send('POST', 'items', Buffer.from('{"code":"A"}'), json)).body, 'id')
})

const bytesAt = async (path: string): Promise<readonly [number, string | null, string]> => {
  const answer = await send('GET', path)
  return [answer.status, answer.headers.get('content-type'), answer.text]
}

describe('a stream', () => {
  it('stands in its entity as links that lead to it, an edit link where it can be written', async () => {
    const { body } = await send('GET', `items(${id})`)
    expect(body).toEqual({
      '@odata.context': 'http://shop.test/api/$metadata#items/$entity',
      '@odata.etag': expect.any(String),
      id,
      code: 'A',
      'cover@odata.mediaEditLink': `http://shop.test/api/items(${id})/cover`,
      'cover@odata.mediaReadLink': `http://shop.test/api/items(${id})/cover`,
      'cover@odata.mediaContentType': '',
      'sheet@odata.mediaReadLink': `http://shop.test/api/items(${id})/sheet`,
    })
  })

  it.each([
    ['items(ID)/picture', [], 'items(ID)/picture/content'],
    ['items(ID)/picture(ID)', [], 'items(ID)/picture(ID)/content'],
    ['items(ID)/views', ['value', 0], 'items(ID)/views(ID)/content'],
    ['items(ID)/views(ID)', [], 'items(ID)/views(ID)/content'],
    ['items(ID)?$expand=picture', ['picture'], 'items(ID)/picture/content'],
    ['items?$expand=views', ['value', 0, 'views', 0], 'items(ID)/views(ID)/content'],
    ['pictures(ID)', [], 'pictures(ID)/content'],
  ])('of %s has a link below where it was reached, and the link works', async (path, place, link) => {
    const { body } = await send('GET', path.replaceAll('ID', id))
    const found = text(body, ...place, 'content@odata.mediaEditLink')
    expect(found).toBe(`http://shop.test/api/${link.replaceAll('ID', id)}`)
    const relative = found.split('/api/')[1] ?? ''
    expect((await send('PATCH', relative, png, { 'content-type': 'image/png', 'if-match': '*' })).status).toBe(204)
    expect((await send('GET', relative)).headers.get('content-type')).toBe('image/png')
  })

  it('is written by PUT and PATCH with any content type, read with it, and cleared', async () => {
    const path = `items(${id})/cover`
    expect((await send('GET', path)).status).toBe(204)
    for (const [method, type] of [
      ['PUT', 'image/png'],
      ['PATCH', 'application/json'],
    ] as const) {
      expect((await send(method, path, Buffer.from('[1]'), { 'content-type': type })).status).toBe(204)
      expect(await bytesAt(path)).toEqual([200, type, '[1]'])
      expect(await bytesAt(`${path}/$value`)).toEqual([200, type, '[1]'])
    }
    expect(member((await send('GET', `items(${id})`)).body, 'cover@odata.mediaContentType')).toBe('application/json')
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await send('GET', path)).status).toBe(204)
  })

  it('keeps its bytes, as base64url in a JSON batch', async () => {
    const written = {
      id: '0',
      method: 'PUT',
      url: `items(${id})/cover`,
      headers: { 'Content-Type': 'image/png' },
      body: Buffer.from(png).toString('base64url'),
    }
    const read = { id: '1', method: 'GET', url: `items(${id})/cover` }
    const batch = Buffer.from(JSON.stringify({ requests: [written, read] }))
    const { body } = await send('POST', '$batch', batch, { 'content-type': 'application/json' })
    expect(text(body, 'responses', 1, 'body')).toBe(Buffer.from(png).toString('base64url'))
  })

  it('keeps its bytes in a multipart batch too', async () => {
    const ended = new Uint8Array([...png, 13, 10])
    const head = 'Content-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: 1\r\n\r\n'
    const put = `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n--c\r\n${head}PUT /api/items(${id})/cover HTTP/1.1\r\nContent-Type: image/png\r\n\r\n`
    const read = `\r\n--c--\r\n--b\r\n${head}GET /api/items(${id})/cover HTTP/1.1\r\n\r\n\r\n--b--\r\n`
    const body = Buffer.concat([Buffer.from(put), ended, Buffer.from(read)])
    const bytes = await sendForBytes('POST', '$batch', body, { 'content-type': 'multipart/mixed; boundary=b' })
    expect(bytes.includes(Buffer.from('HTTP/1.1 204'))).toBe(true)
    expect(
      bytes.includes(Buffer.concat([Buffer.from('image/png\r\n\r\n'), ended, Buffer.from('\r\n--batchresponse_')])),
    ).toBe(true)
  })

  it.each([
    ['POST', 'items(ID)/cover', {}, 405, 'methodNotAllowed'],
    ['PUT', 'items(ID)/sheet', {}, 405, 'methodNotAllowed'],
    ['DELETE', 'items(ID)/sheet', {}, 405, 'methodNotAllowed'],
    ['PUT', 'items(ID)/cover', { 'if-match': 'W/"0"' }, 412, 'conditionFailed'],
    ['DELETE', 'items(ID)/cover', { 'if-match': 'W/"0"' }, 412, 'conditionFailed'],
    ['PUT', 'items(00000000-0000-4000-8000-000000000001)/cover', {}, 404, 'notFound'],
    ['PUT', 'pictures(ID)/content', { 'x-may-not': '1' }, 404, 'notFound'],
    ['GET', 'items(ID)/picture(00000000-0000-4000-8000-000000000001)/content', {}, 404, 'notFound'],
    ['GET', 'items(ID)/cover/$count', {}, 404, 'unknownSegment'],
    ['GET', 'items?$filter=cover eq null', {}, 400, 'badSyntax'],
    ['GET', 'items?$orderby=cover', {}, 400, 'badSyntax'],
  ])('refuses %s %s %j', async (method, path, headers, status, code) => {
    const body = method === 'PUT' || method === 'POST' ? png : undefined
    const answer = await send(method, path.replaceAll('ID', id), body, { 'content-type': 'image/png', ...headers })
    expect(answer).toMatchObject({ status, body: { error: { code } } })
    expect((await send('GET', `items(${id})/cover`)).status).toBe(204)
  })

  it('is selected by its name, with nothing else', async () => {
    const { body } = await send('GET', `items(${id})?$select=sheet`)
    expect(Object.keys(Object(body)).toSorted()).toEqual(['@odata.context', '@odata.etag', 'sheet@odata.mediaReadLink'])
  })

  it('counts against the limit of bodies and stands in no body', async () => {
    expect((await send('PUT', `items(${id})/cover`, new Uint8Array(1001))).status).toBe(413)
    const json = { 'content-type': 'application/json' }
    expect((await send('PATCH', `items(${id})`, Buffer.from('{"cover":"AAAA"}'), json)).body).toMatchObject({
      error: { code: 'readOnlyProperty' },
    })
    const links = Buffer.from('{"cover@odata.mediaReadLink":"x","code":"B"}')
    expect((await send('PATCH', `items(${id})`, links, json)).status).toBe(204)
  })

  it('is an Edm.Stream in the metadata document', async () => {
    expect((await send('GET', '$metadata')).text).toContain('<Property Name="cover" Type="Edm.Stream"')
  })
})
