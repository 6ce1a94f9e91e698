/** Actions of Koble's pages, what they leave behind, and that each effect happens once (docs/koble-api-pages.md, "Actions and effects"). */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANY, openSalesWorld, type SalesWorld } from '../testing/sales-world.ts'
import { CID, KOBLE, type Answer, type Body } from '../testing/test-erp.ts'

const DIALOG = 'Application_DialogException'
const ZERO = '00000000-0000-0000-0000-000000000000'
const DESK = { lineType: 'Item', lineObjectNumber: '1896-S' } as const

let erp: SalesWorld

beforeAll(async () => {
  erp = await openSalesWorld()
})
afterAll(() => erp.close())

const create = (set: string, lines: readonly Body[], more: Body = {}): Promise<Body> =>
  erp.done(erp.koble('POST', `${set}?$expand=lines`, { customerId: erp.customerId, ...more, lines }))
const order = (quantity = 5): Promise<Body> => create('salesOrders', [{ ...DESK, quantity }, { description: 'Text' }])
const quote = (more: Body = {}): Promise<Body> => create('salesQuotes', [{ ...DESK, quantity: 2 }], more)
const path = (set: string, row: Body | undefined): string => `${set}(${String(row?.['id'])})`
const firstLine = (document: Body): Body | undefined => (document['lines'] as Body[])[0]
const act = (set: string, row: Body, action: string, more: Body = {}): Promise<Answer> =>
  erp.kobleAction(path(set, row), action, more)
const refusal = ({ status, error }: Answer): unknown => [status, ...error]
/** What the action says that it did. */
const effectOf = ({ body }: Answer): Body => JSON.parse(String(body['value'])) as Body
const rows = async (address: string): Promise<readonly Body[]> => (await erp.koble('GET', address)).rows

describe('an effect', () => {
  test('is answered as text and kept under its id', async () => {
    const made = await order()
    const effectId = erp.newId()
    const answer = await act('salesOrders', made, 'ship', { effectId, postingDate: '2026-08-22' })
    expect([answer.status, answer.body['@odata.context']]).toEqual([200, `${KOBLE}/$metadata#Edm.String`])
    const [shipment] = await rows(`postedSalesShipments?$filter=orderId eq ${String(made['id'])}`)
    const did = {
      action: 'ship',
      sourceType: 'Order',
      sourceId: made['id'],
      sourceNumber: made['number'],
      sourceStatus: 'Released',
      sourceDeleted: false,
      documentType: 'Posted_x0020_Shipment',
      documentId: shipment?.['id'],
      number: shipment?.['number'],
      postingDate: '2026-08-22',
      // Orders are archived when something of them is shipped.
      versionNumber: 1,
    }
    expect(effectOf(answer)).toEqual({ effectId, ...did })
    expect(await erp.done(erp.koble('GET', `effects(${effectId})`))).toMatchObject({ id: effectId, ...did })
    expect((await rows(`effects?$filter=sourceId eq ${String(made['id'])}`)).map((row) => row['id'])).toEqual([
      effectId,
    ])
  })

  test('happens once: a repeat gets the stored answer, letter for letter', async () => {
    const made = await order()
    const effectId = erp.newId()
    await erp.done(erp.koble('PATCH', path('salesOrderLines', firstLine(made)), { quantityToShip: 2 }, ANY))
    const first = await act('salesOrders', made, 'ship', { effectId })
    const again = await act('salesOrders', made, 'ship', { effectId, postingDate: '2026-12-24' })
    expect([again.status, again.body['value']]).toEqual([200, first.body['value']])
    expect(await rows(`postedSalesShipments?$filter=orderId eq ${String(made['id'])}`)).toHaveLength(1)
    expect((await act('salesOrders', made, 'ship')).status).toBe(200)
    expect(await rows(`postedSalesShipments?$filter=orderId eq ${String(made['id'])}`)).toHaveLength(2)
  })

  test('that two ask for at once happens once', async () => {
    const made = await order()
    const effectId = erp.newId()
    const [one, other] = await Promise.all([
      act('salesOrders', made, 'ship', { effectId }),
      act('salesOrders', made, 'ship', { effectId }),
    ])
    expect(one.body['value']).toBe(other.body['value'])
    expect(await rows(`postedSalesShipments?$filter=orderId eq ${String(made['id'])}`)).toHaveLength(1)
  })

  test('that failed is not kept and may be tried again', async () => {
    const made = await create('salesOrders', [])
    const effectId = erp.newId()
    const refused = await act('salesOrders', made, 'release', { effectId })
    expect(refusal(refused)).toEqual([
      400,
      DIALOG,
      `There is nothing to release for the document of type Order with the number ${String(made['number'])}.`,
    ])
    const nothing = await erp.koble('GET', `effects(${effectId})`)
    expect([nothing.status, nothing.error[0]]).toEqual([404, 'Internal_RecordNotFound'])
    await erp.done(erp.koble('POST', `${path('salesOrders', made)}/lines`, { ...DESK, quantity: 1 }))
    expect(effectOf(await act('salesOrders', made, 'release', { effectId }))['sourceStatus']).toBe('Released')
  })

  test('of a document that it made disappear is read from the list of effects', async () => {
    const made = await order()
    const effectId = erp.newId()
    await erp.done(act('salesOrders', made, 'ship'))
    expect(effectOf(await act('salesOrders', made, 'invoice', { effectId }))).toMatchObject({
      sourceDeleted: true,
      sourceStatus: 'Released',
      documentType: 'Posted_x0020_Invoice',
    })
    const again = await act('salesOrders', made, 'invoice', { effectId })
    expect([again.status, again.error[0]]).toEqual([404, 'Internal_RecordNotFound'])
    expect((await erp.done(erp.koble('GET', `effects(${effectId})`)))['sourceDeleted']).toBe(true)
  })

  test('belongs to one action on one document', async () => {
    const [made, other] = [await order(), await order()]
    const effectId = erp.newId()
    await erp.done(act('salesOrders', made, 'release', { effectId }))
    const message = `The effect ${effectId} was already used for the action release of the document ${String(made['number'])}.`
    expect(refusal(await act('salesOrders', made, 'ship', { effectId }))).toEqual([400, DIALOG, message])
    expect(refusal(await act('salesOrders', other, 'release', { effectId }))).toEqual([400, DIALOG, message])
  })

  test('needs an id, and parameters that the action has', async () => {
    const made = await order()
    const ask = (body: Body): Promise<Answer> =>
      erp.koble('POST', `${path('salesOrders', made)}/Microsoft.NAV.ship`, body)
    for (const body of [{}, { effectId: ZERO }, { effectId: null }]) {
      expect(refusal(await ask(body))).toEqual([400, DIALOG, 'An "effectId" must be provided.'])
    }
    for (const body of [
      { effectId: 'x' },
      { effectId: erp.newId(), speed: 1 },
      { effectId: erp.newId(), postingDate: 'soon' },
    ]) {
      const answer = await ask(body)
      expect([answer.status, answer.error[0]]).toEqual([400, 'BadRequest'])
    }
    const unknown = await act('salesOrders', made, 'makeOrder')
    expect([unknown.status, unknown.error[0]]).toEqual([404, 'BadRequest_ResourceNotFound'])
    expect(await rows(`effects?$filter=sourceId eq ${String(made['id'])}`)).toEqual([])
  })

  test('with a stale tag does not happen', async () => {
    const made = await order()
    await erp.done(erp.koble('PATCH', path('salesOrders', made), { yourReference: 'R' }, ANY))
    const stale = await erp.koble(
      'POST',
      `${path('salesOrders', made)}/Microsoft.NAV.ship`,
      { effectId: erp.newId() },
      {
        'If-Match': String(made['@odata.etag']),
      },
    )
    expect([stale.status, stale.error[0]]).toEqual([409, 'Request_EntityChanged'])
  })

  test('is forgotten after 90 days', async () => {
    const own = await openSalesWorld()
    const made = await own.done(
      own.koble('POST', 'salesOrders', { customerId: own.customerId, lines: [{ ...DESK, quantity: 1 }] }),
    )
    const effectId = own.newId()
    const release = (): Promise<Answer> =>
      own.kobleAction(`salesOrders(${String(made['id'])})`, 'release', { effectId })
    await own.done(release())
    await own.control('PUT', 'clock', { advanceMs: 91 * 86_400_000 })
    expect((await own.koble('GET', `effects(${effectId})`)).status).toBe(404)
    expect((await release()).status).toBe(200)
    expect((await own.koble('GET', `effects(${effectId})`)).status).toBe(200)
    await own.close()
  })
})

describe('an order', () => {
  test('is released and reopened; what is so already stays as it is', async () => {
    const made = await order()
    for (const [action, status] of [
      ['release', 'Released'],
      ['release', 'Released'],
      ['reopen', 'Open'],
      ['reopen', 'Open'],
    ] as const) {
      expect(effectOf(await act('salesOrders', made, action))).toMatchObject({
        sourceStatus: status,
        documentType: 'Order',
        documentId: made['id'],
        number: made['number'],
        postingDate: '0001-01-01',
        versionNumber: 0,
      })
      expect((await erp.done(erp.koble('GET', path('salesOrders', made))))['status']).toBe(status)
    }
  })

  test('is shipped and invoiced in parts', async () => {
    const made = await order()
    const line = path('salesOrderLines', firstLine(made))
    await erp.done(erp.koble('PATCH', line, { quantityToShip: 3 }, ANY))
    expect((await act('salesOrders', made, 'ship')).status).toBe(200)
    expect(await erp.done(erp.koble('GET', line))).toMatchObject({
      shippedQuantity: 3,
      outstandingQuantity: 2,
      shippedNotInvoicedQuantity: 3,
      quantityToShip: 2,
    })
    await erp.done(erp.koble('PATCH', line, { quantityToInvoice: 2 }, ANY))
    const invoiced = effectOf(await act('salesOrders', made, 'invoice'))
    expect(invoiced).toMatchObject({ sourceDeleted: false, documentType: 'Posted_x0020_Invoice' })
    const after = await erp.done(erp.koble('GET', path('salesOrders', made)))
    expect(after).toMatchObject({ status: 'Released', fullyShipped: false, lastInvoiceNumber: invoiced['number'] })
    // 2 x 1000.80, 19 %.
    const first = await erp.done(
      erp.koble('GET', `postedSalesInvoices(${String(invoiced['documentId'])})?$expand=lines`),
    )
    expect(first).toMatchObject({
      orderId: made['id'],
      orderNumber: made['number'],
      salesInvoiceId: invoiced['documentId'],
      totalAmountExcludingTax: 2001.6,
      totalAmountIncludingTax: 2381.9,
      remainingAmount: 2381.9,
      closed: false,
      status: 'Open',
    })
    expect(first['lines']).toMatchObject([
      { quantity: 2, orderLineId: firstLine(made)?.['id'], orderLineSequence: 10_000, orderNumber: made['number'] },
      { quantity: 0, lineType: 'Comment', description: 'Text' },
    ])
    expect((await act('salesOrders', made, 'ship')).status).toBe(200)
    const last = effectOf(await act('salesOrders', made, 'invoice'))
    expect(last['sourceDeleted']).toBe(true)
    expect((await erp.koble('GET', path('salesOrders', made))).status).toBe(404)
    const invoices = await rows(`postedSalesInvoices?$filter=orderId eq ${String(made['id'])}&$orderby=number`)
    expect(invoices.map((invoice) => invoice['totalAmountExcludingTax'])).toEqual([2001.6, 3002.4])
    const shipments = await rows(
      `postedSalesShipments?$filter=orderId eq ${String(made['id'])}&$expand=lines&$orderby=number`,
    )
    expect(shipments.map((shipment) => (shipment['lines'] as Body[])[0])).toMatchObject([
      { quantity: 3, invoicedQuantity: 3, shippedNotInvoicedQuantity: 0 },
      { quantity: 2, invoicedQuantity: 2, shippedNotInvoicedQuantity: 0 },
    ])
  })

  test('is archived without a question', async () => {
    const made = await order()
    expect(effectOf(await act('salesOrders', made, 'archive'))).toMatchObject({
      versionNumber: 1,
      documentId: made['id'],
    })
    expect(effectOf(await act('salesOrders', made, 'archive'))).toMatchObject({ versionNumber: 2 })
    expect((await erp.done(erp.koble('GET', path('salesOrders', made))))['archivedVersions']).toBe(2)
  })

  test.each<[what: string, action: string, prepare: (made: Body) => Promise<unknown>, message: string]>([
    [
      'nothing to ship',
      'ship',
      (made) => erp.koble('PATCH', path('salesOrderLines', firstLine(made)), { quantityToShip: 0 }, ANY),
      'There is nothing to post because the document does not contain a quantity or amount.',
    ],
    [
      'nothing shipped yet to invoice',
      'invoice',
      async () => undefined,
      'There is nothing to post because the document does not contain a quantity or amount.',
    ],
    [
      'less than everything where only that may be shipped',
      'ship',
      async (made) => {
        await erp.done(erp.koble('PATCH', path('salesOrders', made), { partialShipping: false }, ANY))
        await erp.done(erp.koble('PATCH', path('salesOrderLines', firstLine(made)), { quantityToShip: 1 }, ANY))
      },
      'This order must be a complete shipment.',
    ],
  ])('is not posted with %s', async (_what, action, prepare, message) => {
    const made = await order()
    await prepare(made)
    expect(refusal(await act('salesOrders', made, action))).toEqual([400, DIALOG, message])
  })
})

describe('a quote', () => {
  test('becomes an order under the id that was asked for', async () => {
    const made = await quote({ externalDocumentNumber: 'RFQ' })
    const orderId = erp.newId()
    const answer = effectOf(await act('salesQuotes', made, 'makeOrder', { orderId }))
    const became = await erp.done(erp.koble('GET', `salesOrders(${orderId})?$expand=lines`))
    expect(answer).toMatchObject({
      sourceType: 'Quote',
      sourceNumber: made['number'],
      sourceDeleted: true,
      documentType: 'Order',
      documentId: orderId,
      number: became['number'],
      // The quote was archived on its way.
      versionNumber: 1,
    })
    expect(became).toMatchObject({ quoteNumber: made['number'], externalDocumentNumber: 'RFQ', status: 'Open' })
    expect(became['lines']).toMatchObject([{ sequence: 10_000, quantity: 2, unitPrice: 1000.8 }])
    const taken = await act('salesQuotes', await quote(), 'makeOrder', { orderId })
    expect(refusal(taken)).toEqual([
      400,
      'Internal_EntityWithSameKeyExists',
      `The record in table Sales Header already exists. Identification fields and values: SystemId='{${orderId.toUpperCase()}}'`,
    ])
  })

  test('is archived and deleted in one step, with one version', async () => {
    const made = await quote()
    const answer = effectOf(await act('salesQuotes', made, 'archive', { deleteDocument: true }))
    expect(answer).toMatchObject({ versionNumber: 1, sourceDeleted: true })
    expect((await erp.koble('GET', path('salesQuotes', made))).status).toBe(404)
    const versions = await erp.call('GET', `salesQuoteArchives?$filter=number eq '${String(made['number'])}'`)
    expect(versions.rows).toHaveLength(1)
  })

  test('is written anew in one transaction, or stays as it was', async () => {
    const made = await quote({ discountAmount: 7, workDescription: 'Old', acceptedDate: '2026-08-21' })
    await erp.done(act('salesQuotes', made, 'release'))
    const address = `companies(${CID})/${path('salesQuotes', made)}`
    const json = { 'Content-Type': 'application/json' }
    const batch = (line: Body): Promise<Answer> =>
      erp.koble(
        'POST',
        `${KOBLE}/$batch`,
        {
          requests: [
            {
              id: '1',
              method: 'POST',
              url: `${address}/Microsoft.NAV.takeRevision`,
              headers: json,
              body: { effectId: erp.newId() },
            },
            {
              id: '2',
              method: 'PATCH',
              url: address,
              headers: { ...json, 'If-Match': '*' },
              body: { yourReference: 'Second' },
            },
            { id: '3', method: 'POST', url: `${address}/lines`, headers: json, body: line },
          ],
        },
        { Isolation: 'snapshot' },
      )
    const states = async (answer: Promise<Answer>): Promise<readonly unknown[]> =>
      ((await answer).body['responses'] as Body[]).map((part) => part['status'])
    expect(await states(batch({ itemId: ZERO.replace('0', '1') }))).toEqual([200, 200, 400])
    expect(await erp.done(erp.koble('GET', path('salesQuotes', made)))).toMatchObject({
      status: 'Released',
      archivedVersions: 0,
      yourReference: '',
      discountAmount: 7,
      workDescription: 'Old',
    })
    expect(await states(batch({ ...DESK, quantity: 9 }))).toEqual([200, 200, 201])
    const revised = await erp.done(erp.koble('GET', `${path('salesQuotes', made)}?$expand=lines`))
    expect(revised).toMatchObject({
      id: made['id'],
      number: made['number'],
      status: 'Open',
      archivedVersions: 1,
      yourReference: 'Second',
      discountAmount: 0,
      discountCalculation: 'None',
      workDescription: '',
      acceptedDate: '0001-01-01',
    })
    expect((revised['lines'] as Body[]).map((line) => line['quantity'])).toEqual([9])
  })
})

describe('notes', () => {
  const note = (parentType: string, parent: Body): Promise<Body> =>
    erp.done(erp.koble('POST', 'notes', { parentType, parentId: parent['id'], text: `Of ${String(parent['number'])}` }))
  const textsOf = async (set: string, id: unknown): Promise<readonly unknown[]> =>
    set === ''
      ? (await rows(`notes?$filter=parentId eq ${String(id)}`)).map((row) => row['text'])
      : (await rows(`${set}(${String(id)})/notes`)).map((row) => row['text'])

  test('of an order are copied to its shipment and invoice and go with it', async () => {
    const made = await order(1)
    const { id } = await note('Sales_x0020_Order', made)
    const text = [`Of ${String(made['number'])}`]
    expect(await textsOf('salesOrders', made['id'])).toEqual(text)
    const version = (await erp.done(erp.koble('GET', path('salesOrders', made))))['systemRowVersion']
    expect(version).toBe(made['systemRowVersion'])
    const shipped = effectOf(await act('salesOrders', made, 'ship'))
    const invoiced = effectOf(await act('salesOrders', made, 'invoice'))
    expect(await textsOf('', shipped['documentId'])).toEqual(text)
    expect(await textsOf('', invoiced['documentId'])).toEqual(text)
    expect(await rows(`deletedRecords?$filter=recordId eq ${String(id)}`)).toMatchObject([{ tableName: 'notes' }])
  })

  test('of a quote are copied to the order that it becomes', async () => {
    const made = await quote()
    const { id } = await note('Sales_x0020_Quote', made)
    const { documentId } = effectOf(await act('salesQuotes', made, 'makeOrder'))
    const copies = await rows(`salesOrders(${String(documentId)})/notes`)
    expect(copies).toMatchObject([{ text: `Of ${String(made['number'])}`, parentType: 'Sales_x0020_Order' }])
    expect(copies[0]?.['id']).not.toBe(id)
    expect((await erp.koble('GET', `notes(${String(id)})`)).status).toBe(404)
  })
})

describe('a posted invoice that is cancelled', () => {
  test('moves, and names the credit memo that cancelled it', async () => {
    const made = await order(1)
    await erp.done(act('salesOrders', made, 'ship'))
    const { documentId } = effectOf(await act('salesOrders', made, 'invoice'))
    const address = `postedSalesInvoices(${String(documentId)})`
    const before = await erp.done(erp.koble('GET', address))
    const cancelled = await erp.call('POST', `salesInvoices(${String(documentId)})/Microsoft.NAV.cancel`)
    expect(cancelled.status).toBe(204)
    const after = await erp.done(erp.koble('GET', address))
    const [memo] = await rows(`postedSalesCreditMemos?$filter=correctsId eq ${String(documentId)}`)
    expect(after).toMatchObject({
      status: 'Canceled',
      cancelled: true,
      closed: true,
      remainingAmount: 0,
      cancelledById: memo?.['id'],
      cancelledByNumber: memo?.['number'],
      correctsId: ZERO,
    })
    expect(Number(after['systemRowVersion'])).toBeGreaterThan(Number(before['systemRowVersion']))
    expect(memo).toMatchObject({
      corrective: true,
      status: 'Corrective',
      correctsNumber: after['number'],
      salesCreditMemoId: memo?.['id'],
    })
  })
})
