/** Quotes, invoices and credit memos of API v2.0 over HTTP: wire-examples A21, business-central-protocol, sections 9, 13.4. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ANY, openSalesWorld, type SalesWorld } from '../testing/sales-world.ts'
import { CID, V2, type Answer, type Body } from '../testing/test-erp.ts'

const DIALOG = 'Application_DialogException'
const ZERO = '00000000-0000-0000-0000-000000000000'
const DESK = { lineType: 'Item', lineObjectNumber: '1896-S', quantity: 2 } as const

let erp: SalesWorld

beforeAll(async () => {
  erp = await openSalesWorld()
})
afterAll(() => erp.close())

const create = async (set: string, more: Body = {}): Promise<Body> =>
  erp.done(erp.call('POST', set, { customerId: erp.customerId, [`${set.slice(0, -1)}Lines`]: [DESK], ...more }))
const act = (set: string, document: Body, action: string): Promise<Answer> =>
  erp.call('POST', `${set}(${String(document['id'])})/Microsoft.NAV.${action}`, undefined, ANY)
const read = (set: string, document: Body, options = ''): Promise<Body> =>
  erp.done(erp.call('GET', `${set}(${String(document['id'])})${options}`))
const refusal = ({ status, error }: Answer): unknown => [status, ...error]

describe('A21: a quote', () => {
  test('has no posting date, is valid until a day and becomes an order under a new id', async () => {
    const quote = await create('salesQuotes', { validUntilDate: '2026-09-30', externalDocumentNumber: 'RFQ 7' })
    expect(quote).toMatchObject({ postingDate: '0001-01-01', status: 'Draft', validUntilDate: '2026-09-30' })
    // 2 x 1000.80, 19 %: 380.304.
    expect(quote).toMatchObject({ totalAmountExcludingTax: 2001.6, totalAmountIncludingTax: 2381.9 })
    const answer = await act('salesQuotes', quote, 'makeOrder')
    expect([answer.status, answer.text]).toEqual([204, ''])
    expect((await erp.call('GET', `salesQuotes(${String(quote['id'])})`)).status).toBe(404)
    const orders = await erp.call(
      'GET',
      "salesOrders?$filter=externalDocumentNumber eq 'RFQ 7'&$expand=salesOrderLines",
    )
    expect(orders.rows).toMatchObject([
      { status: 'Draft', totalAmountIncludingTax: 2381.9, salesOrderLines: [{ quantity: 2, unitPrice: 1000.8 }] },
    ])
    expect(orders.rows[0]?.['id']).not.toBe(quote['id'])
    const archived = await erp.call(
      'GET',
      `salesQuoteArchives?$filter=number eq '${String(quote['number'])}'&$expand=salesQuoteArchiveLines`,
    )
    expect(archived.rows).toMatchObject([
      {
        versionNumber: 1,
        sellToCustomerNumber: '10000',
        quoteValidUntilDate: '2026-09-30',
        status: 'Open',
        salesQuoteArchiveLines: [{ lineType: 'Item', lineObjectNumber: '1896-S', quantity: 2, lineAmount: 2001.6 }],
      },
    ])
  })

  test('becomes a draft invoice', async () => {
    const quote = await create('salesQuotes', { externalDocumentNumber: 'RFQ 8' })
    expect((await act('salesQuotes', quote, 'makeInvoice')).status).toBe(204)
    const { rows } = await erp.call('GET', "salesInvoices?$filter=externalDocumentNumber eq 'RFQ 8'")
    expect(rows).toMatchObject([{ status: 'Draft', totalAmountIncludingTax: 2381.9 }])
  })

  test('is a draft, sent, accepted or expired by its dates', async () => {
    const quote = await create('salesQuotes', { validUntilDate: '2026-08-31' })
    expect((await act('salesQuotes', quote, 'send')).status).toBe(204)
    expect(await read('salesQuotes', quote)).toMatchObject({ status: 'Sent' })
    await erp.control('PUT', 'clock', { now: '2026-09-01T10:00:00Z' })
    expect(await read('salesQuotes', quote)).toMatchObject({ status: 'Expired_x0020_' })
    await erp.done(erp.patch(`salesQuotes(${String(quote['id'])})`, { acceptedDate: '2026-08-30' }))
    expect(await read('salesQuotes', quote)).toMatchObject({ status: 'Accepted' })
    await erp.control('PUT', 'clock', { now: '2026-08-21T10:00:00Z' })
  })
})

describe('an invoice', () => {
  test('keeps its id when it is posted, once, and gets another number', async () => {
    const draft = await create('salesInvoices', { invoiceDate: '2026-08-20', customerPurchaseOrderReference: 'PO 9' })
    expect(draft).toMatchObject({ status: 'Draft', remainingAmount: 2381.9, orderNumber: '', orderId: ZERO })
    expect(refusal(await act('salesInvoices', draft, 'cancel'))).toEqual([
      400,
      DIALOG,
      'The action can be applied to a posted invoice only.',
    ])
    expect((await act('salesInvoices', draft, 'Post')).status).toBe(204)
    const posted = await read('salesInvoices', draft, '?$expand=salesInvoiceLines')
    expect(posted).toMatchObject({
      id: draft['id'],
      status: 'Open',
      invoiceDate: '2026-08-20',
      customerPurchaseOrderReference: 'PO 9',
      totalAmountIncludingTax: 2381.9,
      remainingAmount: 2381.9,
      salesInvoiceLines: [{ quantity: 2, netAmount: 2001.6 }],
    })
    expect(posted['number']).not.toBe(draft['number'])
    expect(refusal(await act('salesInvoices', draft, 'post'))).toEqual([
      400,
      DIALOG,
      'The action can be applied to a draft invoice only.',
    ])
  })

  test('A31: is printed', async () => {
    const draft = await create('salesInvoices')
    await act('salesInvoices', draft, 'post')
    const path = `salesInvoices(${String(draft['id'])})/pdfDocument`
    const { body } = await erp.call('GET', path)
    expect(body).toMatchObject({
      id: draft['id'],
      parentId: draft['id'],
      parentType: 'Sales_x0020_Invoice',
      'pdfDocumentContent@odata.mediaReadLink': `${V2}/companies(${CID})/${path}/pdfDocumentContent`,
    })
    const pdf = await erp.call('GET', `${path}/pdfDocumentContent`)
    expect([pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual(['application/octet-stream', '%PDF-'])
  })

  test('that is posted takes a promised pay date and nothing else', async () => {
    const draft = await create('salesInvoices')
    await act('salesInvoices', draft, 'post')
    const path = `salesInvoices(${String(draft['id'])})`
    const promised = await erp.patch(path, { promisedPayDate: '2026-09-15' })
    expect([promised.status, promised.body['promisedPayDate']]).toEqual([200, '2026-09-15'])
    const message = 'The invoice has been posted and can no longer be modified.'
    const refused = [
      await erp.patch(path, { shipToName: 'Elsewhere' }),
      await erp.patch(path, { postingDate: '2026-01-01' }),
      await erp.patch(path, { discountAmount: 1 }),
      await erp.call('DELETE', path, undefined, ANY),
      await erp.call('POST', `${path}/salesInvoiceLines`, DESK),
    ]
    const { rows } = await erp.call('GET', `${path}/salesInvoiceLines`)
    const line = `salesInvoiceLines(${String(rows[0]?.['id'])})`
    refused.push(await erp.patch(line, { quantity: 1 }), await erp.call('DELETE', line, undefined, ANY))
    for (const answer of refused) expect(refusal(answer)).toEqual([400, DIALOG, message])
    expect((await erp.patch(path, { dueDate: promised.body['dueDate'] })).status).toBe(200)
  })

  test('that is cancelled is closed by a corrective credit memo', async () => {
    const draft = await create('salesInvoices')
    await act('salesInvoices', draft, 'post')
    expect((await act('salesInvoices', draft, 'cancel')).status).toBe(204)
    const invoice = await read('salesInvoices', draft)
    expect(invoice).toMatchObject({ status: 'Canceled', remainingAmount: 0 })
    const memos = await erp.call('GET', `salesCreditMemos?$filter=invoiceNumber eq '${String(invoice['number'])}'`)
    expect(memos.rows).toMatchObject([
      { status: 'Corrective', invoiceId: draft['id'], totalAmountIncludingTax: 2381.9 },
    ])
    expect(refusal(await act('salesInvoices', draft, 'cancel'))).toEqual([
      400,
      DIALOG,
      'The invoice cannot be canceled because it has already been canceled.',
    ])
  })

  test('gets a draft credit memo that corrects it, unless it is closed', async () => {
    const draft = await create('salesInvoices')
    await act('salesInvoices', draft, 'post')
    expect((await act('salesInvoices', draft, 'makeCorrectiveCreditMemo')).status).toBe(204)
    const { number } = await read('salesInvoices', draft)
    const memos = await erp.call('GET', `salesCreditMemos?$filter=invoiceNumber eq '${String(number)}'`)
    expect(memos.rows).toMatchObject([{ status: 'Draft', totalAmountIncludingTax: 2381.9 }])
    expect((await act('salesCreditMemos', memos.rows[0] ?? {}, 'post')).status).toBe(204)
    expect(await read('salesCreditMemos', memos.rows[0] ?? {})).toMatchObject({ status: 'Paid' })
    expect(await read('salesInvoices', draft)).toMatchObject({ status: 'Paid', remainingAmount: 0 })
    expect(refusal(await act('salesInvoices', draft, 'makeCorrectiveCreditMemo'))).toEqual([
      400,
      DIALOG,
      'The invoice is closed. The corrective credit memo will not be applied to the invoice.',
    ])
  })

  test('is sent only to somebody', async () => {
    const draft = await create('salesInvoices', { email: '' })
    expect(refusal(await act('salesInvoices', draft, 'postAndSend'))).toEqual([
      400,
      DIALOG,
      'The send-to email is empty. Specify email either for the customer or for the invoice in email preview.',
    ])
    expect(await read('salesInvoices', draft)).toMatchObject({ status: 'Draft' })
    await erp.done(erp.patch(`salesInvoices(${String(draft['id'])})`, { email: 'a@b.example' }))
    expect((await act('salesInvoices', draft, 'postAndSend')).status).toBe(204)
    expect(await read('salesInvoices', draft)).toMatchObject({ status: 'Open' })
  })

  test('drafts and posted ones are listed together, in the order of their numbers', async () => {
    const { rows } = await erp.call('GET', 'salesInvoices?$select=number,status')
    const numbers = rows.map((row) => String(row['number']))
    expect(numbers).toEqual(numbers.toSorted())
    expect(new Set(rows.map((row) => row['status']))).toEqual(new Set(['Draft', 'Open', 'Canceled', 'Paid']))
  })
})

describe('a credit memo', () => {
  test('is posted once', async () => {
    const draft = await create('salesCreditMemos')
    expect(refusal(await act('salesCreditMemos', draft, 'cancel'))).toEqual([
      400,
      DIALOG,
      'The action can be applied to a posted credit memo only.',
    ])
    expect((await act('salesCreditMemos', draft, 'post')).status).toBe(204)
    expect(await read('salesCreditMemos', draft)).toMatchObject({ id: draft['id'], status: 'Open' })
    expect(refusal(await act('salesCreditMemos', draft, 'post'))).toEqual([
      400,
      DIALOG,
      'The action can be applied to a draft credit memo only.',
    ])
  })

  test.each<[what: string, body: Body, message: string]>([
    [
      'an unknown invoice',
      { invoiceId: '77777777-0000-4000-8000-000000000001' },
      'The "invoiceId" does not match to an Invoice.',
    ],
    [
      'an unknown invoice number',
      { invoiceNumber: 'X' },
      'The "invoiceId" and "invoiceNumber" do not match to a specific Invoice.',
    ],
    [
      'an unknown reason',
      { customerReturnReasonId: '77777777-0000-4000-8000-000000000001' },
      'The "customerReturnReasonId" does not match to a Reason Code.',
    ],
  ])('refuses %s', async (_what, body, message) => {
    const answer = await erp.call('POST', 'salesCreditMemos', { customerId: erp.customerId, ...body })
    expect(refusal(answer)).toEqual([400, DIALOG, message])
  })

  test('without lines is not posted', async () => {
    const draft = await create('salesCreditMemos', { salesCreditMemoLines: [] })
    expect(refusal(await act('salesCreditMemos', draft, 'post'))).toEqual([
      400,
      DIALOG,
      'Please add at least one line item to the credit memo.',
    ])
  })
})

test.each(['blanketSalesOrders', 'salesReturnOrders', 'salesShipments', 'salesOrderArchives'])(
  '%s are read-only',
  async (set) => {
    expect((await erp.call('GET', set)).status).toBe(200)
    const answer = await erp.call('POST', set, {})
    expect([answer.status, answer.error[0]]).toEqual([405, 'BadRequest_MethodNotAllowed'])
  },
)
