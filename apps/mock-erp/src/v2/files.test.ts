/** Pictures, attachments and documents as PDF (business-central-protocol, section 12; wire-examples, A29 and A31). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CID, openErp, V2, type Body, type TestErp } from '../testing/test-erp.ts'

let erp: TestErp
const any = { 'If-Match': '*' }
const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452000001f40000012c', 'hex')

beforeAll(async () => {
  erp = await openErp({ seed: { seed: 'empty', localCurrency: 'EUR' } })
})
afterAll(() => erp.close())

const create = async (set: string, body: Body): Promise<Body> => {
  const answer = await erp.call('POST', set, body)
  expect(answer.error).toEqual(['', ''])
  return answer.body
}

/** Raw bytes, which the tests' one-line requests do not carry. */
const bytes = (method: string, url: string, content?: Uint8Array): Promise<Response> =>
  erp.fetch(
    new Request(url, {
      method,
      headers: {
        Authorization: 'Bearer koble-dev-token',
        ...(content === undefined ? {} : { 'Content-Type': 'application/octet-stream', 'If-Match': '*' }),
      },
      ...(content === undefined ? {} : { body: Buffer.from(content) }),
    }),
  )

describe('a picture', () => {
  test.each([
    ['customers', 'Customer'],
    ['vendors', 'Vendor'],
    ['contacts', 'Contact'],
    ['items', 'Item'],
  ])('A29: of %s has links before there is one, and its size after', async (set, parentType) => {
    const { id } = await create(set, { displayName: 'Pictured' })
    const path = `${set}(${String(id)})/picture`
    const link = `${V2}/companies(${CID})/${path}/pictureContent`
    const before = await erp.call('GET', path)
    expect(before.body).toMatchObject({
      id,
      parentType,
      width: 0,
      height: 0,
      contentType: '',
      'pictureContent@odata.mediaEditLink': link,
      'pictureContent@odata.mediaReadLink': link,
    })
    expect((await bytes('GET', link)).status).toBe(204)
    expect((await bytes('PATCH', link, PNG)).status).toBe(204)
    expect((await erp.call('GET', path)).body).toMatchObject({ width: 500, height: 300, contentType: 'image/png' })
    const read = await bytes('GET', link)
    expect(read.headers.get('content-type')).toBe('application/octet-stream')
    expect(Buffer.from(await read.arrayBuffer())).toEqual(PNG)
    expect((await erp.call('GET', `${set}(${String(id)})?$expand=picture`)).body).toMatchObject({
      picture: { width: 500 },
    })
    expect((await erp.call('DELETE', path, undefined, any)).status).toBe(204)
    expect((await erp.call('GET', path)).body).toMatchObject({ width: 0, contentType: '' })
    expect((await erp.call('POST', path, {})).status).toBe(405)
  })

  test('stands at employees and variants too', async () => {
    await create('items', { number: 'PIC' })
    const employee = await create('employees', { number: 'E1' })
    const variant = await create('itemVariants', { itemNumber: 'PIC', code: 'RED' })
    for (const [set, row, parentType] of [
      ['employees', employee, 'Employee'],
      ['itemVariants', variant, 'Item_x0020_Variant'],
    ] as const) {
      const path = `${set}(${String(row['id'])})/picture`
      await bytes('PUT', `${V2}/companies(${CID})/${path}/pictureContent`, PNG)
      expect((await erp.call('GET', path)).body).toMatchObject({ id: row['id'], parentType, width: 500 })
    }
  })

  test('does not move its record, and is not listed without it', async () => {
    const item = await create('items', { displayName: 'Still' })
    await bytes('PATCH', `${V2}/companies(${CID})/items(${String(item['id'])})/picture/pictureContent`, PNG)
    expect((await erp.call('GET', `items(${String(item['id'])})`)).body['@odata.etag']).toBe(item['@odata.etag'])
    expect((await erp.call('GET', 'pictures')).error).toEqual([
      'Application_DialogException',
      'You must get to the parent first to get to the picture.',
    ])
  })
})

describe('attachments', () => {
  test('of a record are described first and filled afterwards', async () => {
    const item = await create('items', { displayName: 'Filed' })
    const file = await create('documentAttachments', { parentId: item['id'], parentType: 'Item', fileName: 'plan.txt' })
    expect(file).toMatchObject({ parentType: 'Item', fileName: 'plan.txt', byteSize: 0 })
    const path = `documentAttachments(${String(file['id'])})`
    const link = `${V2}/companies(${CID})/${path}/attachmentContent`
    expect((await bytes('PATCH', link, Buffer.from('Hello'))).status).toBe(204)
    expect((await erp.call('GET', `items(${String(item['id'])})/documentAttachments`)).rows).toMatchObject([
      { byteSize: 5 },
    ])
    expect(await (await bytes('GET', link)).text()).toBe('Hello')
    expect((await erp.call('PATCH', path, { parentId: '11111111-1111-1111-1111-111111111111' }, any)).error[1]).toBe(
      'You cannot change the value of the key field parentId.',
    )
    // The other set has files of documents only, and none of these.
    expect((await erp.call('GET', `attachments?$filter=parentId eq ${String(item['id'])}`)).rows).toEqual([])
    expect((await erp.call('POST', 'attachments', { parentId: item['id'], fileName: 'x' })).error[1]).toBe(
      'Parent type Item is not supported. Use documentAttachments API instead.',
    )
  })

  test('need a parent', async () => {
    for (const set of ['attachments', 'documentAttachments']) {
      expect((await erp.call('GET', set)).error[1]).toBe('You must specify a parent ID')
      expect((await erp.call('POST', set, { fileName: 'x' })).error[1]).toBe('You must specify a parent ID')
    }
  })
})

describe('a document', () => {
  test('A31: is read as a PDF, whose text names it', async () => {
    const customer = await create('customers', { displayName: 'Printed' })
    const order = await create('salesOrders', { customerId: customer['id'] })
    const path = `salesOrders(${String(order['id'])})/pdfDocument`
    const link = `${V2}/companies(${CID})/${path}/pdfDocumentContent`
    expect((await erp.call('GET', path)).body).toMatchObject({
      id: order['id'],
      parentId: order['id'],
      parentType: 'Sales_x0020_Order',
      'pdfDocumentContent@odata.mediaReadLink': link,
    })
    const read = await bytes('GET', link)
    expect([read.status, read.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
    const file = Buffer.from(await read.arrayBuffer()).toString('latin1')
    expect(file).toMatch(/^%PDF-1\.7/)
    expect(file).toContain(`(Sales Order ${String(order['number'])}) Tj`)
    expect(file).toContain('(Printed) Tj')
    expect((await bytes('PATCH', link, PNG)).status).toBe(405)
  })
})
