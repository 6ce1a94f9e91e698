/** Rules of sales lines, by tables (erp-business-logic, sections 1.6, 2.3, 2.4, 2.10; business-central-protocol, section 13.3). */
import type { Row } from '@koble/odata-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertRow } from '../tables/insert-row.ts'
import { names } from '../tables/names.ts'
import { documentLines } from './document-context.ts'
import type { LineFields } from './document-writer.ts'
import type { DocumentType } from './document-kinds.ts'
import { refusalOf } from './testing/refusal-of.ts'
import { openSalesGround, TODAY, type SalesGround } from './testing/sales-ground.ts'

let ground: SalesGround
let order: Row

beforeAll(async () => {
  ground = await openSalesGround()
})
afterAll(() => ground.close())
beforeEach(() => {
  order = document('Order')
})

const document = (documentType: DocumentType, customer = '10000'): Row =>
  ground.write((writer) => writer.insert(documentType, { customerId: ground.id(names.customer, customer) }))
const add = (fields: LineFields, header: Row = order): Row => ground.write((writer) => writer.addLine(header, fields))
const change = (line: Row, fields: LineFields): Row => ground.write((writer) => writer.changeLine(line, fields))
const stored = (line: Row): Row | undefined => ground.data().get(names.salesLine, line.id)
const item = (number: string, more: LineFields = {}): LineFields => ({
  lineType: 'Item',
  objectId: ground.id(names.item, number),
  ...more,
})
const resource = (number: string): LineFields => ({ lineType: 'Resource', objectId: ground.id(names.resource, number) })
const account = (number: string): LineFields => ({ lineType: 'Account', objectId: ground.id(names.account, number) })
const dialog = (text: string) => ['Application_DialogException', text]
const field = (text: string) => ['Application_FieldValidationException', text]
/** As posting leaves it. */
const ship = (line: Row, shippedQuantity: string, invoicedQuantity = '0'): Row =>
  ground.write((_, { data }) => data.update(names.salesLine, line.id, { shippedQuantity, invoicedQuantity }))
const lineKey = (line: Row): string =>
  `Sales Line: Document Type=Order, Document No.=${String(order['number'])}, Line No.=${String(line['sequence'])}`

describe('a new line', () => {
  test('of an item takes texts, groups, unit, cost, VAT and price', () => {
    expect(add(item('1000', { quantity: '2' }))).toMatchObject({
      sequence: 10_000,
      documentType: 'Order',
      description: 'Lathe',
      unitOfMeasureCode: 'PCS',
      quantityPerUnit: '1',
      genBusPostingGroup: 'DOMESTIC',
      genProdPostingGroup: 'GOODS',
      inventoryPostingGroup: 'RESALE',
      vatIdentifier: 'VAT19',
      taxPercent: '19',
      unitCostLcy: '60',
      unitPrice: '100',
      lineAmount: '200',
      amount: '200',
      amountIncludingTax: '238',
      allowInvoiceDiscount: true,
      shipmentDate: TODAY,
      plannedDeliveryDate: TODAY,
      shippingAgentCode: 'DHL',
      quantityToShip: '2',
      quantityToInvoice: '2',
      outstandingQuantity: '2',
      outstandingAmount: '238',
      outstandingAmountLcy: '238',
    })
  })

  test('of a resource takes its name and unit, of an account no price and no invoice discount', () => {
    expect(add({ ...resource('R0010'), quantity: '2' })).toMatchObject({
      description: 'Anna',
      unitOfMeasureCode: 'HOUR',
      unitPrice: '50',
      unitCostLcy: '30',
      allowInvoiceDiscount: true,
      inventoryPostingGroup: '',
    })
    expect(add({ ...account('4800'), quantity: '1', unitPrice: '40' })).toMatchObject({
      sequence: 20_000,
      description: 'Freight income',
      unitPrice: '40',
      amountIncludingTax: '47.6',
      allowInvoiceDiscount: false,
    })
  })

  test('with a description alone is a comment', () => {
    expect(add({ description: 'Gate 2' })).toMatchObject({
      lineType: 'Comment',
      quantity: '0',
      amount: '0',
      vatIdentifier: '',
    })
  })

  test.each([
    ['1000', 'Lathe'],
    ['Lathe', 'Lathe'],
    ['lathe', 'Lathe'],
    ['Turning machine', 'Turning machine'],
  ])('of an item without number finds "%s"', (description, expected) => {
    const line = add({ lineType: 'Item', description })
    expect(line['description']).toBe(expected)
    expect(line['objectId'] === ground.id(names.item, '1000')).toBe(expected === 'Lathe')
  })

  test('keeps a quantity that came before the number', () => {
    expect(add({ quantity: '3', ...item('1000') })).toMatchObject({ quantity: '3', quantityToShip: '3', amount: '300' })
  })

  test('of an invoice ships and invoices all, of a credit memo takes all back', () => {
    expect(add(item('1000', { quantity: '2' }), document('Invoice'))).toMatchObject({
      quantityToShip: '2',
      quantityToInvoice: '2',
    })
    expect(add(item('1000', { quantity: '2' }), document('Credit_x0020_Memo'))).toMatchObject({
      quantityToShip: '0',
      returnQuantityToReceive: '2',
      quantityToInvoice: '2',
      outstandingQuantity: '2',
    })
  })

  test.each([
    ['20000', '0', 'Reverse_x0020_Charge_x0020_VAT', '100', '100'],
    ['30000', '0', 'Normal_x0020_VAT', '125', '125'],
    // Prices including VAT: the card's 100.00 becomes 119.00.
    ['40000', '19', 'Normal_x0020_VAT', '100', '119'],
  ] as const)('for customer %s pays %s %% VAT (%s)', (customer, taxPercent, vatCalculationType, amount, including) => {
    expect(add(item('1000', { quantity: '1' }), document('Order', customer))).toMatchObject({
      taxPercent,
      vatCalculationType,
      amount,
      amountIncludingTax: including,
    })
  })
})

describe('line numbers', () => {
  test('count by 10000 behind the last, or are given', () => {
    add({ description: 'a' })
    ground.write(
      (_, { data }) =>
        void insertRow(data, names.salesLine, { documentId: order.id, sequence: 15_000, lineType: 'Comment' }),
    )
    expect(add({ description: 'b' })).toMatchObject({ sequence: 25_000 })
  })
})

describe('what may not be sold', () => {
  test.each([
    ['1300', field("Blocked must be equal to 'No' in Item: No.=1300. Current value is 'Yes'.")],
    ['1010', dialog('You cannot sell Item 1010 because the Sales Blocked check box is selected on the Item card.')],
    ['1600', field('Gen. Prod. Posting Group must have a value in Item: No.=1600. It cannot be zero or empty.')],
  ])('item %s', (number, refusal) => {
    expect(refusalOf(() => add(item(number)))).toEqual(refusal)
  })

  test('an item blocked for sales may come back', () => {
    expect(add(item('1010', { quantity: '1' }), document('Credit_x0020_Memo'))).toMatchObject({ quantity: '1' })
  })

  test('an item whose VAT is not set up', () => {
    const [, text] = refusalOf(() => add(item('1500')))
    expect(text).toBe(
      "The VAT Posting Setup does not exist. Identification fields and values: VAT Bus. Posting Group='DOMESTIC',VAT Prod. Posting Group='NONE'",
    )
  })

  test('a blocked resource', () => {
    expect(refusalOf(() => add(resource('R0020')))).toEqual(
      field("Blocked must be equal to 'No' in Resource: No.=R0020. Current value is 'Yes'."),
    )
  })

  test.each([
    ['1200', field("Direct Posting must be equal to 'Yes' in G/L Account: No.=1200. Current value is 'No'.")],
    ['4120', field('Gen. Prod. Posting Group must have a value in G/L Account: No.=4120. It cannot be zero or empty.')],
  ])('account %s', (number, refusal) => {
    expect(refusalOf(() => add(account(number)))).toEqual(refusal)
  })

  test.each([
    [
      'XXL',
      'Internal_InvalidTableRelation',
      'The field Variant Code of table Sales Line contains a value (XXL) that cannot be found in the related table (Item Variant).',
    ],
    [
      'BLUE',
      'Application_FieldValidationException',
      "Blocked must be equal to 'No' in Item Variant: Item No.=1400, Code=BLUE. Current value is 'Yes'.",
    ],
    [
      'GREEN',
      'Application_DialogException',
      'You cannot sell Item Variant 1400 GREEN because the Sales Blocked check box is selected on the Item Variant card.',
    ],
  ])('variant %s', (variantCode, code, text) => {
    expect(refusalOf(() => add(item('1400', { variantCode })))).toEqual([code, text])
  })

  test('a type without records', () => {
    expect(refusalOf(() => add({ lineType: 'Charge', objectId: 'X' }))).toEqual([
      'Internal_InvalidTableRelation',
      'The field No. of table Sales Line contains a value (X) that cannot be found in the related table (Item Charge).',
    ])
  })
})

describe('units and variants', () => {
  test('a box is twelve pieces: cost, price and base quantity follow', () => {
    expect(add(item('1000', { quantity: '2', unitOfMeasureCode: 'BOX' }))).toMatchObject({
      quantityPerUnit: '12',
      quantityBase: '24',
      outstandingQuantityBase: '24',
      unitPrice: '1200',
      unitCostLcy: '720',
      amount: '2400',
    })
  })

  test('a unit that the item does not have is refused', () => {
    expect(refusalOf(() => add(item('1100', { unitOfMeasureCode: 'BOX' })))).toEqual([
      'Internal_RecordNotFound',
      "The Item Unit of Measure does not exist. Identification fields and values: Item No.='1100',Code='BOX'",
    ])
  })

  test('a variant brings its text, none brings the item’s back', () => {
    const line = add(item('1400', { quantity: '1', variantCode: 'RED' }))
    expect(line).toMatchObject({ description: 'Chair, red' })
    expect(change(line, { variantCode: '' })).toMatchObject({ description: 'Chair' })
  })
})

describe('quantities', () => {
  test('to ship and to invoice keep within what is left, and the second follows the first', () => {
    const line = ship(add(item('1000', { quantity: '10' })), '4', '1')
    const left = change(line, { quantity: '9' })
    expect(left).toMatchObject({
      outstandingQuantity: '5',
      quantityToShip: '5',
      quantityToInvoice: '8',
      outstandingAmount: '595',
      shippedNotInvoiced: '357',
    })
    expect(change(left, { quantityToShip: '2' })).toMatchObject({ quantityToShip: '2', quantityToInvoice: '5' })
    expect(refusalOf(() => change(left, { quantityToShip: '6' }))).toEqual(dialog('You cannot ship more than 5 units.'))
    expect(refusalOf(() => change(left, { quantityToShip: '-1' }))).toEqual(
      dialog('You cannot ship more than 5 units.'),
    )
    expect(refusalOf(() => change(left, { quantityToInvoice: '6' }))).toEqual(
      dialog('You cannot invoice more than 5 units.'),
    )
    expect(change(left, { quantityToInvoice: '1' })).toMatchObject({ quantityToInvoice: '1' })
  })

  test('below what is shipped is refused', () => {
    const line = ship(add(item('1000', { quantity: '10' })), '4')
    for (const quantity of ['3', '-5']) {
      expect(refusalOf(() => change(line, { quantity }))).toEqual(
        field(
          `Quantity must not be less than Quantity Shipped in Sales Line Document Type='Order',Document No.='${String(order['number'])}',Line No.='10000'.`,
        ),
      )
    }
    expect(change(line, { quantity: '4' })).toMatchObject({ outstandingQuantity: '0' })
  })

  test('of a comment is refused', () => {
    expect(refusalOf(() => add({ lineType: 'Comment', quantity: '1' }))[0]).toBe('Application_FieldValidationException')
    expect(refusalOf(() => change(add({ description: 'x' }), { quantity: '1' }))).toEqual(
      field(
        `Type must have a value in ${lineKey({ sequence: 10_000 } as unknown as Row)}. It cannot be zero or empty.`,
      ),
    )
  })

  test('wait for a person where the setup says Blank', () => {
    const set = (defaultQuantityToShip: string) =>
      ground.write((_, { data }) => {
        for (const row of data.scan(names.salesSetup)) data.update(names.salesSetup, row.id, { defaultQuantityToShip })
      })
    set('Blank')
    expect(add(item('1000', { quantity: '5' }))).toMatchObject({ quantityToShip: '0', quantityToInvoice: '0' })
    expect(add(item('1000', { quantity: '5' }), document('Invoice'))).toMatchObject({ quantityToShip: '5' })
    set('Remainder')
  })

  test('are rounded as the unit asks', () => {
    ground.write((_, { data }) => {
      const unit = data.lookup(names.itemUnit, ['itemId', 'code'], [ground.id(names.item, '1000'), 'BOX'])
      data.update(names.itemUnit, String(unit?.id), { quantityRoundingPrecision: '0.5' })
    })
    expect(add(item('1000', { unitOfMeasureCode: 'BOX', quantity: '1.3' }))).toMatchObject({
      quantity: '1.5',
      quantityBase: '18',
    })
  })
})

describe('what is shipped holds', () => {
  test.each([
    ['unitOfMeasureCode', 'BOX', 'Quantity Shipped', '4'],
    ['lineType', 'Resource', 'Quantity Shipped', '4'],
    ['variantCode', 'RED', 'Qty. Shipped Not Invoiced', '3'],
    ['locationCode', 'EAST', 'Qty. Shipped Not Invoiced', '3'],
  ] as const)('%s', (column, value, title, quantity) => {
    const line = ship(add(item('1400', { quantity: '10' })), '4', '1')
    expect(refusalOf(() => change(line, { [column]: value }))).toEqual(
      field(`${title} must be equal to '0' in ${lineKey(line)}. Current value is '${quantity}'.`),
    )
  })

  test('the line cannot be deleted until it is invoiced', () => {
    const line = ship(add(item('1000', { quantity: '10' })), '4', '1')
    const remove = () => ground.write((writer) => writer.removeLine(line))
    expect(refusalOf(remove)).toEqual(
      field(`Qty. Shipped Not Invoiced must be equal to '0' in ${lineKey(line)}. Current value is '3'.`),
    )
    ship(line, '4', '4')
    expect(refusalOf(remove)).toBe('not refused')
    expect(stored(line)).toBeUndefined()
  })
})

describe('prices by hand', () => {
  /** A quantity break of 80.00 from 100 on, for one item. */
  const withPriceLine = (number: string) =>
    ground.write((_, { data }) => {
      insertRow(data, names.priceListLine, {
        priceListCode: `S-${number}`,
        sourceType: 'All_x0020_Customers',
        assetType: 'Item',
        assetId: ground.id(names.item, number),
        amountType: 'Price',
        priceType: 'Sale',
        status: 'Active',
        minimumQuantity: '100',
        unitPrice: '8',
        allowLineDiscount: true,
        allowInvoiceDiscount: true,
      })
    })

  test('survive another quantity while no price line could apply, and lose their discount', () => {
    const line = add(item('1000', { quantity: '5', unitPrice: '95', discountPercent: '10' }))
    expect(line).toMatchObject({ discountAmount: '47.5', lineAmount: '427.5' })
    expect(change(line, { quantity: '6' })).toMatchObject({ unitPrice: '95', discountPercent: '0', lineAmount: '570' })
  })

  test('are lost where a candidate exists: its price from its minimum on, below it the card’s (1.7, example 4)', () => {
    withPriceLine('1100')
    const line = add(item('1100', { quantity: '50', unitPrice: '9.5' }))
    expect(change(line, { quantity: '100' })).toMatchObject({ unitPrice: '8', lineAmount: '800' })
    expect(change(change(line, { unitPrice: '9.5' }), { quantity: '50' })).toMatchObject({ unitPrice: '10' })
  })

  test('are lost with another unit', () => {
    const line = add(item('1000', { quantity: '1', unitPrice: '95' }))
    expect(change(line, { unitOfMeasureCode: 'BOX' })).toMatchObject({ unitPrice: '1200' })
  })

  test('stay with another location or date', () => {
    const line = add(item('1000', { quantity: '1', unitPrice: '95' }))
    expect(change(line, { locationCode: 'EAST', shipmentDate: '2026-04-01' })).toMatchObject({
      unitPrice: '95',
      locationCode: 'EAST',
      plannedShipmentDate: '2026-04-01',
    })
  })

  test.each([
    [
      { discountAmount: '10' },
      { discountPercent: '3.33333', discountAmount: '10', lineAmount: '290', amountIncludingTax: '345.1' },
    ],
    [{ discountPercent: '7.5' }, { discountAmount: '22.5', lineAmount: '277.5' }],
    [{ lineAmount: '250' }, { discountAmount: '50', discountPercent: '16.66667', lineAmount: '250' }],
    [{ discountAmount: '300' }, { discountPercent: '100', lineAmount: '0', amountIncludingTax: '0' }],
    [{ discountAmount: '0' }, { discountPercent: '0', lineAmount: '300' }],
  ] as const)('%j of 3 x 100.00', (fields, expected) => {
    expect(change(add(item('1000', { quantity: '3' })), fields)).toMatchObject(expected)
  })

  test.each([
    [{ discountPercent: '101' }, field('The value must be less than or equal to 100. Value: 101.')],
    [{ discountPercent: '-1' }, field('The value must be greater than or equal to 0. Value: -1.')],
    [{ discountAmount: '301' }, dialog('The value in the Line Discount % field must be between 0 and 100.')],
    [{ lineAmount: '300.01' }, dialog('Line Amount must be between 0 and 300.00.')],
    [{ lineAmount: '-1' }, dialog('Line Amount must be between 0 and 300.00.')],
  ] as const)('%j is refused', (fields, refusal) => {
    const line = add(item('1000', { quantity: '3' }))
    expect(refusalOf(() => change(line, fields))).toEqual(refusal)
  })

  test('no discount is taken off nothing', () => {
    const line = add(item('1000', { quantity: '1', unitPrice: '0' }))
    expect(refusalOf(() => change(line, { discountAmount: '0.01' }))).toEqual(
      dialog('The value in the Line Discount % field must be between 0 and 100.'),
    )
  })

  test('setting what is there changes nothing', () => {
    const line = change(add(item('1000', { quantity: '3' })), { discountAmount: '10' })
    expect(change(line, { quantity: '3', unitPrice: '100', discountAmount: '10' }).rowVersion).toBe(line.rowVersion)
  })
})

describe('VAT of a line', () => {
  test('another VAT group is looked up anew; a price that includes VAT keeps its net', () => {
    const line = add(item('1000', { quantity: '1' }), document('Order', '40000'))
    expect(change(line, { vatProdPostingGroup: 'VAT7' })).toMatchObject({
      unitPrice: '107',
      taxPercent: '7',
      amount: '100',
    })
    expect(change(add(item('1000', { quantity: '1' })), { vatProdPostingGroup: 'NOVAT' })).toMatchObject({
      unitPrice: '100',
      amountIncludingTax: '100',
    })
  })

  test('the rounding difference lands on the line edited last', () => {
    // 3 x 0.33 at 19 %: 0.0627 each, 0.1881 together.
    const lines = [1, 2, 3].map(() => add(item('1000', { quantity: '1', unitPrice: '0.33' })))
    expect(lines.map(({ amountIncludingTax }) => amountIncludingTax)).toEqual(['0.39', '0.4', '0.39'])
    const [first] = lines
    if (first === undefined) return
    // 0.66 + 0.40 = 1.06, VAT 0.2014; the others have 0.79: 1.26 - 0.79.
    expect(change(first, { unitPrice: '0.4' })).toMatchObject({ amount: '0.4', amountIncludingTax: '0.47' })
  })
})

describe('attached comments', () => {
  test('hang on an earlier line and go with it', () => {
    const line = add(item('1000', { quantity: '1' }))
    const comment = add({ description: 'Engraved', attachedToLineNumber: 10_000 })
    expect(refusalOf(() => add({ description: 'x', attachedToLineNumber: 50_000 }))).toEqual([
      'Internal_InvalidTableRelation',
      'The field Attached to Line No. of table Sales Line contains a value (50000) that cannot be found in the related table (Sales Line).',
    ])
    ground.write((writer) => writer.removeLine(line))
    expect(stored(comment)).toBeUndefined()
    expect(documentLines(ground.data(), order.id)).toEqual([])
  })
})

describe('a released document', () => {
  const status = (value: string): void => {
    order = ground.write((_, { data }) => data.update(names.salesHeader, order.id, { status: value }))
  }
  const refused = () =>
    field(
      `Status must be equal to 'Open' in Sales Header: Document Type=Order, No.=${String(order['number'])}. Current value is 'Released'.`,
    )

  test('refuses changed, new and deleted lines but for what posting needs and comments', () => {
    const line = add(item('1000', { quantity: '4' }))
    status('Released')
    for (const fields of [{ quantity: '5' }, { unitPrice: '1' }, { locationCode: 'EAST' }, { discountPercent: '1' }]) {
      expect(refusalOf(() => change(line, fields))).toEqual(refused())
    }
    expect(refusalOf(() => add(item('1000')))).toEqual(refused())
    expect(refusalOf(() => ground.write((writer) => writer.removeLine(line)))).toEqual(refused())
    expect(change(line, { quantityToShip: '1', description: 'Lathe, green' })).toMatchObject({
      quantityToShip: '1',
      description: 'Lathe, green',
    })
    const comment = change(add({ description: 'Gate 2' }), { description: 'Gate 3' })
    expect(refusalOf(() => ground.write((writer) => writer.removeLine(comment)))).toBe('not refused')
  })

  test.each(['customerId', 'requestedDeliveryDate', 'shipToName', 'pricesIncludeTax'] as const)(
    'refuses a changed %s',
    (column) => {
      status('Released')
      const value = {
        customerId: ground.id(names.customer, '20000'),
        requestedDeliveryDate: '2026-04-01',
        shipToName: 'X',
        pricesIncludeTax: true,
      }[column]
      expect(refusalOf(() => ground.write((writer) => writer.change(order, { [column]: value })))).toEqual(refused())
    },
  )

  test.each([
    ['postingDate', '2026-04-01'],
    ['externalDocumentNumber', 'PO 1'],
    ['workDescription', 'Gate 2'],
    ['packageTrackingNumber', 'T-1'],
  ] as const)('takes a changed %s', (column, value) => {
    status('Released')
    expect(ground.write((writer) => writer.change(order, { [column]: value }))).toMatchObject({ [column]: value })
  })
})

test('every change of a line moves the header', () => {
  const version = () => ground.data().get(names.salesHeader, order.id)?.rowVersion ?? 0
  const moves = <T>(work: () => T): T => {
    const before = version()
    const answer = work()
    expect(version()).toBeGreaterThan(before)
    return answer
  }
  const line = moves(() => add(item('1000', { quantity: '1' })))
  moves(() => change(line, { quantity: '2' }))
  moves(() => add({ description: 'x' }))
  moves(() => ground.write((writer) => writer.removeLine(line)))
})
