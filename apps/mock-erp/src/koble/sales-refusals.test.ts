/** What sales documents refuse because of the records they name: blocked customers and objects, missing setup, quantities (docs/koble-api-pages.md; wire-examples, A22). */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ANY, openSalesWorld, type SalesWorld } from '../testing/sales-world.ts'
import type { Answer, Body } from '../testing/test-erp.ts'

const DIALOG = 'Application_DialogException'
const FIELD = 'Application_FieldValidationException'
const DESK = { lineType: 'Item', lineObjectNumber: '1896-S' } as const

let erp: SalesWorld

beforeAll(async () => {
  erp = await openSalesWorld()
  const customer = (number: string, more: Body): Promise<Body> =>
    erp.done(erp.koble('POST', 'customers', { number, displayName: number, ...more }))
  await customer('SHIP', { blocked: 'Ship' })
  await customer('INVOICE', { blocked: 'Invoice' })
  await customer('ALL', { blocked: 'All' })
  await customer('PRIVATE', { privacyBlocked: true })
  const { id } = await customer('NOGROUP', {})
  await erp.done(patch(`customers(${String(id)})`, { customerPostingGroupCode: '' }))
  const noBusiness = await customer('NOBUS', {})
  await erp.done(patch(`customers(${String(noBusiness['id'])})`, { generalBusinessPostingGroupCode: '' }))
  const item = (number: string, more: Body): Promise<Body> =>
    erp.done(erp.koble('POST', 'items', { number, displayName: number, templateCode: 'ITEM', ...more }))
  await item('1300', { blocked: true })
  await item('1010', { salesBlocked: true })
  await erp.done(
    erp.koble('POST', 'resources', {
      number: 'R1',
      displayName: 'R1',
      baseUnitOfMeasureCode: 'PCS',
      generalProductPostingGroupCode: 'SERVICES',
      blocked: true,
    }),
  )
})
afterAll(() => erp.close())

const patch = (address: string, body: Body): Promise<Answer> => erp.koble('PATCH', address, body, ANY)
const order = (lines: readonly Body[], more: Body = {}): Promise<Body> =>
  erp.done(erp.koble('POST', 'salesOrders?$expand=lines', { customerId: erp.customerId, ...more, lines }))
const lineOf = (document: Body): string => `salesOrderLines(${String((document['lines'] as Body[])[0]?.['id'])})`
const refusal = ({ status, error }: Answer): unknown => [status, ...error]
const blocked = (customer: string, type: string): string =>
  `You cannot create this type of document when Customer ${customer} is blocked ${type}`

test.each<[customerNumber: string, set: string, refused: readonly [code: string, message: string] | undefined]>([
  ['SHIP', 'salesQuotes', [DIALOG, blocked('SHIP', 'with type Ship')]],
  ['SHIP', 'salesOrders', [DIALOG, blocked('SHIP', 'with type Ship')]],
  ['SHIP', 'salesInvoices', undefined],
  ['SHIP', 'salesCreditMemos', undefined],
  ['INVOICE', 'salesOrders', [DIALOG, blocked('INVOICE', 'with type Invoice')]],
  ['INVOICE', 'salesInvoices', [DIALOG, blocked('INVOICE', 'with type Invoice')]],
  ['INVOICE', 'salesCreditMemos', undefined],
  ['ALL', 'salesQuotes', [DIALOG, blocked('ALL', 'with type All')]],
  ['ALL', 'salesCreditMemos', [DIALOG, blocked('ALL', 'with type All')]],
  ['PRIVATE', 'salesOrders', [DIALOG, blocked('PRIVATE', 'for privacy.')]],
  [
    'NOGROUP',
    'salesOrders',
    [FIELD, 'Customer Posting Group must have a value in Customer: No.=NOGROUP. It cannot be zero or empty.'],
  ],
  [
    'NOBUS',
    'salesOrders',
    [FIELD, 'Gen. Bus. Posting Group must have a value in Customer: No.=NOBUS. It cannot be zero or empty.'],
  ],
])('customer %s and %s', async (customerNumber, set, refused) => {
  const answer = await erp.call('POST', set, { customerNumber })
  expect(refused === undefined ? [answer.status] : refusal(answer)).toEqual(
    refused === undefined ? [201] : [400, ...refused],
  )
})

test.each<[what: string, line: Body, code: string, message: string]>([
  [
    'a blocked item',
    { lineType: 'Item', lineObjectNumber: '1300' },
    FIELD,
    "Blocked must be equal to 'No' in Item: No.=1300. Current value is 'Yes'.",
  ],
  [
    'an item blocked for sale',
    { lineType: 'Item', lineObjectNumber: '1010' },
    DIALOG,
    'You cannot sell Item 1010 because the Sales Blocked check box is selected on the Item card.',
  ],
  [
    'a blocked resource',
    { lineType: 'Resource', lineObjectNumber: 'R1' },
    FIELD,
    "Blocked must be equal to 'No' in Resource: No.=R1. Current value is 'Yes'.",
  ],
])('a line of %s', async (_what, line, code, message) => {
  const made = await order([])
  const answer = await erp.koble('POST', `salesOrders(${String(made['id'])})/lines`, line)
  expect(refusal(answer)).toEqual([400, code, message])
})

test('an account that is not for direct posting', async () => {
  const { rows } = await erp.call('GET', "accounts?$filter=directPosting eq false and accountType eq 'Posting'&$top=1")
  const answer = await erp.koble('POST', 'salesOrders', {
    customerId: erp.customerId,
    lines: [{ accountId: rows[0]?.['id'] }],
  })
  expect(refusal(answer)).toEqual([
    400,
    FIELD,
    `Direct Posting must be equal to 'Yes' in G/L Account: No.=${String(rows[0]?.['number'])}. Current value is 'No'.`,
  ])
})

test('a quantity on a comment, and one below what is shipped', async () => {
  const comment = await order([{ description: 'Text' }])
  const asked = await patch(lineOf(comment), { quantity: 1 })
  expect([asked.status, asked.error[0], asked.error[1].split(':')[0]]).toEqual([
    400,
    FIELD,
    'Type must have a value in Sales Line',
  ])
  const made = await order([{ ...DESK, quantity: 5 }])
  await erp.done(patch(lineOf(made), { quantityToShip: 4 }))
  await erp.done(erp.kobleAction(`salesOrders(${String(made['id'])})`, 'ship'))
  await erp.done(erp.kobleAction(`salesOrders(${String(made['id'])})`, 'reopen'))
  const below = await patch(lineOf(made), { quantity: 3 })
  expect([below.status, below.error[0]]).toEqual([400, FIELD])
  expect(below.error[1]).toMatch(/^Quantity must not be less than Quantity Shipped in Sales Line/)
  await erp.done(erp.koble('POST', 'itemUnits', { itemId: erp.itemId, code: 'BOX', quantityPerUnitOfMeasure: 12 }))
  const boxed = await patch(lineOf(made), { unitOfMeasureCode: 'BOX' })
  expect([boxed.status, boxed.error[0], boxed.error[1].split(':')[0]]).toEqual([
    400,
    FIELD,
    "Quantity Shipped must be equal to '0' in Sales Line",
  ])
})

test('a line without what a release needs', async () => {
  const item = await erp.done(
    erp.koble('POST', 'items', {
      displayName: 'Chair',
      templateCode: 'ITEM',
      baseUnitOfMeasureCode: 'PCS',
      variantMandatory: true,
    }),
  )
  const made = await order([{ itemId: item['id'], quantity: 1 }])
  const answer = await erp.kobleAction(`salesOrders(${String(made['id'])})`, 'release')
  expect(refusal(answer)).toEqual([
    400,
    FIELD,
    `Variant Code must have a value in Sales Line: Document Type=Order, Document No.=${String(made['number'])}, Line No.=10000. It cannot be zero or empty.`,
  ])
})

test('a posting for a customer that was blocked meanwhile, and one of less than nothing', async () => {
  const customer = await erp.done(erp.koble('POST', 'customers', { displayName: 'Soon blocked' }))
  const made = await order([{ ...DESK, quantity: 1 }], { customerId: customer['id'] })
  const act = (document: Body, action: string): Promise<Answer> =>
    erp.kobleAction(`salesOrders(${String(document['id'])})`, action)
  await erp.done(act(made, 'ship'))
  await erp.done(patch(`customers(${String(customer['id'])})`, { blocked: 'Invoice' }))
  expect(refusal(await act(made, 'invoice'))).toEqual([
    400,
    DIALOG,
    `You cannot post this type of document when Customer ${String(customer['number'])} is blocked with type Invoice`,
  ])
  const negative = await order([{ ...DESK, quantity: -1 }])
  await erp.done(act(negative, 'ship'))
  expect(refusal(await act(negative, 'invoice'))).toEqual([
    400,
    DIALOG,
    'The total amount for the invoice must be 0 or greater.',
  ])
})

test('nothing that was refused left a trace', async () => {
  const { rows } = await erp.koble('GET', "salesOrders?$filter=customerNumber eq 'ALL'")
  expect(rows).toEqual([])
})
