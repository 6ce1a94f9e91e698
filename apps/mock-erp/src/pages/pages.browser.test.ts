/** The pages in a browser against canned answers of the API: address state, conflicts, refusals, documents by keyboard, accessibility. */
import { navigate } from '@koble/ui'
import { findViolations } from '@koble/ui/testing'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import './main.ts'
import { refusal, startCannedApi, type CannedApi } from './testing/canned-api.ts'

const CUSTOMER = {
  '@odata.etag': 'W/"1"',
  id: 'c1',
  number: 'C00050',
  displayName: 'Weißenburg Optik GmbH',
  city: 'München',
  country: 'DE',
  blocked: '_x0020_',
  balance: 7137.36,
  balanceDue: 7137.36,
}
const INVOICE = {
  id: 'e1',
  customerId: 'c1',
  documentType: 'Invoice',
  documentNumber: 'PSI103150',
  postingDate: '2026-09-14',
  dueDate: '2026-10-14',
  amount: 1476.69,
  remainingAmount: 1476.69,
  currencyCode: '',
  open: true,
}
const STATISTICS = {
  id: 'c1',
  currencyCode: 'EUR',
  balance: 7137.36,
  overdueAmount: 7137.36,
  creditLimit: 4000,
  availableCredit: -3137.36,
  asOf: '2026-11-24T12:00:00Z',
}
const ORDER = {
  '@odata.etag': 'W/"1"',
  id: 'o1',
  number: 'SO101001',
  customerId: 'c1',
  customerNumber: 'C00050',
  customerName: 'Weißenburg Optik GmbH',
  status: 'Open',
  orderDate: '2026-11-20',
  totalAmountExcludingTax: 240,
  totalTaxAmount: 45.6,
  totalAmountIncludingTax: 285.6,
  currencyCode: '',
}
const LINE = {
  '@odata.etag': 'W/"1"',
  id: 'l1',
  sequence: 10_000,
  lineType: 'Item',
  lineObjectNumber: '1000',
  description: 'Fjord pendant, small',
  unitOfMeasureCode: 'PCS',
  quantity: 2,
  unitPrice: 120,
  discountPercent: 0,
  lineAmount: 240,
  shipmentDate: '2026-11-24',
}
const ITEM = {
  '@odata.etag': 'W/"1"',
  id: 'i1',
  number: '1000',
  displayName: 'Fjord pendant, small',
  type: 'Inventory',
}
const PRICE_LIST = { '@odata.etag': 'W/"1"', id: 'p1', code: 'SPL0001', description: 'Retail 2026', status: 'Draft' }
const EXCHANGE = {
  number: 7,
  at: '2026-11-24T12:00:00Z',
  method: 'PATCH',
  url: '/v2.0/sandbox/api/v2.0/companies(9d1e6c2a-7b40-4f11-9c2b-6045bde98c10)/customers?%24top=1',
  status: 409,
  code: 'Request_EntityChanged',
  durationMs: 3,
  principal: 'DEMO USER',
  bytesIn: 20,
  bytesOut: 80,
  requestHeaders: { 'if-match': 'W/"1"' },
  responseHeaders: {},
  requestBody: '{"city":"Augsburg"}',
  responseBody: '{"error":{"code":"Request_EntityChanged"}}',
  parts: [],
  fault: 'status',
  remarks: [],
}

let api: CannedApi

beforeEach(async () => {
  await page.viewport(1400, 900)
  api = startCannedApi({
    customers: [{ ...CUSTOMER }],
    customerStatistics: [STATISTICS],
    customerLedgerEntries: [INVOICE],
    salesOrders: [{ ...ORDER }],
    'salesOrders/lines': [{ ...LINE }],
    postedSalesInvoices: [{ ...ORDER, id: 'v1', number: 'PSI103150' }],
    'postedSalesInvoices/lines': [{ ...LINE }],
    items: [ITEM],
    priceLists: [PRICE_LIST],
    salesSetup: [{ '@odata.etag': 'W/"1"', id: 's1', archiveOrders: true }],
  })
  Object.assign(api.controls, {
    log: { value: [EXCHANGE, { ...EXCHANGE, number: 8, status: 200, code: null, fault: null, method: 'GET' }] },
    faults: { seed: 1, rules: [{ kind: 'status', status: 503, match: { path: 'customers' }, times: 3, struck: 1 }] },
    limits: { concurrent: 5 },
    requests: { total: 12 },
    clock: { now: '2026-11-24T12:00:00Z', offsetMs: 0 },
  })
})
afterEach(() => {
  // The toasts' holder stays: it is made once.
  document.querySelector('mock-erp-app')?.remove()
  for (const toast of document.querySelectorAll('koble-ui-toasts')) toast.remove()
  api.stop()
})

const open = (path: string): void => {
  document.documentElement.lang = 'en'
  document.title = 'Mock ERP'
  navigate(path, { replace: true })
  document.body.append(document.createElement('mock-erp-app'))
}

const button = (name: string) => page.getByRole('button', { name, exact: true })
const field = (name: string) => page.getByLabelText(name)

test('a search stands in the address and in the request', async () => {
  open('/customers')
  await expect.element(page.getByText('Weißenburg Optik GmbH')).toBeVisible()
  await userEvent.fill(field('Search customers'), "o'm")
  await expect.poll(() => location.search).toBe('?search=o%27m')
  await expect.poll(() => api.last('GET')?.url).toContain("contains(tolower(displayName),'o''m')")
})

test('a view stands in the address, and narrows the request beside the search', async () => {
  open('/sales-orders?search=SO1')
  await expect.element(page.getByText('SO101001')).toBeVisible()
  await userEvent.selectOptions(field('Show'), 'Released')
  await expect.poll(() => location.search).toBe('?search=SO1&view=released')
  await expect.poll(() => api.last('GET')?.url).toContain("status eq 'Released' and startswith(number,'SO1')")
})

test('an empty list says what to do next', async () => {
  api.tables['customers'] = []
  open('/customers')
  await expect.element(page.getByText(/Create the first one with New/)).toBeVisible()
})

test('a save sends what changed, with the tag that was read', async () => {
  open('/customers/c1')
  await userEvent.fill(field('City'), 'Augsburg')
  await userEvent.click(button('Save'))
  await expect.element(page.getByText('Saved.')).toBeVisible()
  expect(api.last('PATCH')).toMatchObject({ ifMatch: 'W/"1"', body: { city: 'Augsburg' } })
})

test('a stale tag shows the conflict and offers to reload', async () => {
  api.refusal = {
    method: 'PATCH',
    answer: () => refusal(409, 'Request_EntityChanged', 'Another user has already changed the record.'),
  }
  open('/customers/c1')
  await userEvent.fill(field('City'), 'Augsburg')
  await userEvent.click(button('Save'))
  await expect.element(page.getByText('Another user has already changed the record.')).toBeVisible()
  await userEvent.click(button('Reload'))
  await expect.element(field('City')).toHaveValue('München')
})

test('a refusal is shown in the service’s words', async () => {
  const words = 'The "paymentTermsCode" does not match to a Payment Terms.'
  api.refusal = { method: 'PATCH', answer: () => refusal(400, 'Application_DialogException', words) }
  open('/customers/c1')
  await userEvent.fill(field('Payment terms code'), 'NOPE')
  await userEvent.click(button('Save'))
  await expect.element(page.getByText(words, { exact: false })).toBeVisible()
})

test('leaving with something typed asks first', async () => {
  open('/customers/c1')
  await userEvent.fill(field('City'), 'Augsburg')
  await userEvent.click(page.getByRole('link', { name: 'Vendors' }))
  await expect.element(page.getByText('Leave without saving?')).toBeVisible()
  await userEvent.click(button('Cancel'))
  expect(location.pathname).toBe('/customers/c1')
  await expect.element(field('City')).toHaveValue('Augsburg')
  await userEvent.click(page.getByRole('link', { name: 'Vendors' }))
  await userEvent.click(button('Leave'))
  await expect.poll(() => location.pathname).toBe('/vendors')
})

test('going back with something typed asks first', async () => {
  open('/vendors')
  navigate('/customers/c1')
  await userEvent.fill(field('City'), 'Augsburg')
  history.back()
  await expect.element(page.getByText('Leave without saving?')).toBeVisible()
  expect(location.pathname).toBe('/customers/c1')
  await expect.element(field('City')).toHaveValue('Augsburg')
  await userEvent.click(button('Leave'))
  await expect.poll(() => location.pathname).toBe('/vendors')
})

test('a payment is a negative journal line applied to the invoice, then posted', async () => {
  open('/customers/c1')
  await userEvent.click(button('Register payment'))
  await userEvent.fill(page.getByLabelText('Amount received', { exact: false }), '100')
  await userEvent.click(button('Post payment'))
  await expect.element(page.getByText('The payment of PSI103150 was posted.')).toBeVisible()
  const line = api.sent.find((request) => request.url.endsWith('/customerPayments'))
  expect(line?.body).toMatchObject({ customerId: 'c1', amount: -100, appliesToInvoiceNumber: 'PSI103150' })
  expect(api.sent.some((request) => request.url.endsWith('Microsoft.NAV.post'))).toBe(true)
})

test('a posted invoice leads to the dialog of its payment', async () => {
  open('/customers/c1?pay=PSI103150')
  await expect.element(button('Post payment')).toBeVisible()
  expect(location.search).toBe('')
})

test('a cell is saved when it is left: the one value, with the line’s tag; then the header is read again', async () => {
  open('/sales-orders/o1')
  await userEvent.fill(field('Quantity, line 10000'), '5')
  await userEvent.tab()
  await expect.poll(() => api.last('PATCH')).toMatchObject({ ifMatch: 'W/"1"', body: { quantity: 5 } })
  expect(api.last('PATCH')?.url).toMatch(/salesOrders\(o1\)\/lines\(l1\)$/)
  const after = () => api.sent.slice(api.sent.findIndex(({ method }) => method === 'PATCH') + 1)
  await expect.poll(() => after().some(({ url }) => url.endsWith('salesOrders(o1)'))).toBe(true)
})

test('two cells of one line, quickly after each other, are saved in turn with the newer tag', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  api.writable = promise
  open('/sales-orders/o1')
  await userEvent.fill(field('Quantity, line 10000'), '5')
  await userEvent.fill(field('Unit price, line 10000'), '99')
  await userEvent.tab()
  const patches = () => api.sent.filter(({ method }) => method === 'PATCH')
  expect(patches()).toHaveLength(1)
  resolve()
  await expect
    .poll(() => patches().map(({ ifMatch, body }) => [ifMatch, body]))
    .toEqual([
      ['W/"1"', { quantity: 5 }],
      ['W/"1"+', { unitPrice: 99 }],
    ])
})

test('a refused cell keeps what was typed and says why', async () => {
  const words = 'Quantity must not be less than Quantity Shipped in Sales Line.'
  api.refusal = { method: 'PATCH', answer: () => refusal(400, 'Application_FieldValidationException', words) }
  open('/sales-orders/o1')
  await userEvent.fill(field('Quantity, line 10000'), '1')
  await userEvent.tab()
  await expect.element(page.getByText(words, { exact: false })).toBeVisible()
  await expect.element(field('Quantity, line 10000')).toHaveValue('1')
  await expect.element(field('Quantity, line 10000')).toHaveAttribute('aria-invalid', 'true')
})

test('a lookup longer than what is offered is searched while one types', async () => {
  api.tables['items'] = Array.from({ length: 200 }, (_, at) => ({
    id: `i${at}`,
    number: `${1000 + at}`,
    displayName: 'Lamp',
  }))
  open('/sales-orders/o1')
  await userEvent.click(field('No., new line'))
  await expect.poll(() => api.last('GET')?.url).toContain('/items?$select=number,displayName&$top=200')
  await userEvent.keyboard('pend')
  await expect.poll(() => api.last('GET')?.url).toContain("contains(tolower(displayName),'pend')")
})

test('nothing is posted while a new line is typed and not added', async () => {
  open('/sales-orders/o1')
  await userEvent.fill(field('No., new line'), '1200')
  await userEvent.click(button('Release'))
  await expect.element(page.getByText(/The new line is not added yet/)).toBeVisible()
  expect(api.last('POST')).toBeUndefined()
})

test('what is typed in the header is saved before an action', async () => {
  api.actions['release'] = () => ({ sourceStatus: 'Released' })
  open('/sales-orders/o1')
  await userEvent.fill(field('Your reference'), 'PO 4711')
  await userEvent.click(button('Release'))
  await expect.element(page.getByText('The order SO101001 is released.')).toBeVisible()
  expect(api.sent.filter(({ method }) => method !== 'GET').map(({ method, body }) => [method, body])).toEqual([
    ['PATCH', { yourReference: 'PO 4711' }],
    ['POST', { effectId: expect.any(String) }],
  ])
})

/** What has the focus, by its label. */
function focused(): string {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement != null) element = element.shadowRoot.activeElement
  if (element?.role === 'menuitem') return (element.textContent ?? '').trim()
  const root = element?.getRootNode()
  const host = root instanceof ShadowRoot ? root.host : undefined
  const label: unknown = host === undefined ? '' : Reflect.get(host, 'label')
  return (typeof label === 'string' && label !== '' ? label : (host?.textContent ?? element?.textContent ?? '')).trim()
}

async function tabTo(label: string): Promise<void> {
  for (let at = 0; at < 120 && focused() !== label; at++) await userEvent.tab()
  expect(focused()).toBe(label)
}

test('an order with two lines is made, released, shipped and invoiced by keyboard alone', async () => {
  const orders = (api.tables['salesOrders'] = [] as Record<string, unknown>[])
  api.tables['salesOrders/lines'] = []
  const change = (change: object, effect: object) => () => {
    orders[0] = { ...orders[0], ...change }
    return { sourceStatus: 'Released', documentId: 'new1', sourceDeleted: false, ...effect }
  }
  const posted = (type: string, number: string) => ({ documentType: type, documentId: 'v1', number })
  api.begun['salesOrders'] = { status: 'Open' }
  api.actions['release'] = change({ status: 'Released' }, {})
  api.actions['ship'] = change({}, posted('Posted_x0020_Shipment', 'PSS102001'))
  api.actions['invoice'] = change({}, { ...posted('Posted_x0020_Invoice', 'PSI103150'), sourceDeleted: true })

  open('/sales-orders/new')
  await tabTo('Customer no.')
  await userEvent.keyboard('C00050{Enter}')
  await expect.poll(() => location.pathname).toBe('/sales-orders/new1')
  await expect.element(field('No., new line')).toBeInTheDocument()
  for (const [number, quantity] of [
    ['1000', '3'],
    ['1200', '2'],
  ]) {
    await tabTo('No., new line')
    await userEvent.keyboard(number ?? '')
    await tabTo('Quantity, new line')
    await userEvent.keyboard(`${quantity}{Enter}`)
    await expect.poll(focused).toBe('No., new line')
  }
  expect(api.tables['salesOrders/lines']).toMatchObject([
    { lineType: 'Item', lineObjectNumber: '1000', quantity: 3 },
    { lineType: 'Item', lineObjectNumber: '1200', quantity: 2 },
  ])
  const act = async (steps: () => Promise<void>, said: RegExp) => {
    page.getByRole('heading', { level: 1 }).element().focus()
    await steps()
    await expect.element(page.getByText(said)).toBeVisible()
  }
  const post = (keys: string, action: string) => async () => {
    await tabTo('Post')
    await userEvent.keyboard('{Enter}')
    await expect.poll(focused).toBe('Ship')
    await userEvent.keyboard(keys)
    await expect.poll(focused).toBe('Cancel')
    await tabTo(action)
    await userEvent.keyboard('{Enter}')
  }
  await act(async () => {
    await tabTo('Release')
    await userEvent.keyboard('{Enter}')
  }, /is released/)
  await act(post('{Enter}', 'Ship'), /Posted Shipment PSS102001 was posted/)
  await act(post('{ArrowDown}{Enter}', 'Invoice'), /Posted Invoice PSI103150 was posted/)
  await expect.poll(() => location.pathname).toBe('/posted-sales-invoices/v1')
})

test('the request log is narrowed by text and status, pauses, and opens an exchange', async () => {
  open('/log')
  await expect.element(page.getByText('2 rows')).toBeVisible()
  await userEvent.selectOptions(field('Status'), 'Struck by a fault')
  await expect.element(page.getByText('1 row', { exact: true })).toBeVisible()
  await userEvent.fill(field('Search address, user, bodies'), 'augsburg')
  await expect.element(page.getByText('1 row', { exact: true })).toBeVisible()
  await userEvent.click(button('Pause'))
  await expect.element(button('Resume')).toBeVisible()
  await userEvent.click(page.getByRole('link', { name: '7', exact: true }))
  await expect.element(page.getByText('409 Request_EntityChanged')).toBeVisible()
  expect(location.search).toContain('request=7')
})

test('faults in force are shown with their strikes, and ended', async () => {
  open('/log')
  await userEvent.click(page.getByRole('button', { name: /Faults, limits, clock/ }))
  await expect.element(page.getByText('status 503: customers')).toBeVisible()
  await expect.element(page.getByText('struck 1 of 3')).toBeVisible()
  await userEvent.click(button('End all faults'))
  expect(api.last('DELETE')?.url).toBe('/emulator/faults')
})

test.each([
  ['/', 1400, 'Price lists, active'],
  ['/', 400, 'Price lists, active'],
  ['/customers', 1400, 'Weißenburg Optik GmbH'],
  ['/customers', 400, 'Weißenburg Optik GmbH'],
  ['/customers/c1', 1400, 'PSI103150'],
  ['/customers/c1', 400, 'PSI103150'],
  ['/customers/new', 400, 'New customer'],
  ['/sales-orders/o1', 1400, 'Garantie: two years'],
  ['/sales-orders/o1', 400, 'Garantie: two years'],
  ['/posted-sales-invoices/v1', 1400, 'Fjord pendant, small'],
  ['/posted-sales-invoices/v1', 400, 'Fjord pendant, small'],
  ['/items/i1', 1400, 'Availability by location'],
  ['/items/i1', 400, 'Availability by location'],
  ['/price-lists/p1', 1400, 'Activate'],
  ['/sales-setup', 400, 'Archive orders'],
  ['/log', 1400, 'Request log'],
  ['/log', 400, 'Request log'],
  ['/log?request=7', 1400, 'Request 7'],
])('%s at %i pixels is accessible in every look and does not scroll sideways', async (path, width, content) => {
  api.tables['notes'] = [
    {
      '@odata.etag': 'W/"1"',
      id: 'n1',
      text: 'Garantie: two years',
      userName: 'DEMO',
      notedAt: '2026-11-24T12:00:00Z',
    },
  ]
  await page.viewport(width, 900)
  open(path)
  await expect.element(page.getByText(content).first()).toBeInTheDocument()
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await findViolations(document.body)).toEqual([])
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
})
