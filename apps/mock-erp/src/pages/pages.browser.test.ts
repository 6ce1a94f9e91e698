/** The pages in a browser against canned answers of the API: address state, conflicts, refusals, payment, accessibility. */
import { navigate } from '@koble/ui'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import './main.ts'

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
  currencyCode: 'EUR',
  balance: 7137.36,
  overdueAmount: 7137.36,
  creditLimit: 4000,
  availableCredit: -3137.36,
  asOf: '2026-11-24T12:00:00Z',
}

interface Sent {
  readonly method: string
  readonly url: string
  readonly ifMatch: string | null
  readonly body: unknown
}

const sent: Sent[] = []
let customers: object[]
let patch: () => Response
const platformFetch = window.fetch

const json = (body: unknown, status = 200): Response => Response.json(body, { status })
const refusal = (status: number, code: string, message: string): Response =>
  json({ error: { code, message: `${message}  CorrelationId:  7c5bcb8a-629c-40e0-a510-48f644001f30.` } }, status)

/** One answer a path; the order matters. */
function answer(method: string, url: string): Response {
  const path = decodeURIComponent(url)
  if (path.endsWith('/companies')) return json({ value: [{ id: 'company', displayName: 'Fjordlys Trading GmbH' }] })
  if (method === 'PATCH') return patch()
  if (method === 'DELETE' || path.endsWith('Microsoft.NAV.post')) return new Response(null, { status: 204 })
  if (method === 'POST') return json({ id: 'new', number: 'C00001', code: 'X' }, 201)
  if (path.includes('/customerStatistics(')) return json(STATISTICS)
  if (path.includes('/customerLedgerEntries')) return json({ value: [INVOICE] })
  if (path.includes('/customers(')) return json(CUSTOMER)
  if (path.includes('/customers')) return json({ '@odata.count': customers.length, value: customers })
  return json({ '@odata.count': 0, value: [] })
}

beforeEach(async () => {
  await page.viewport(1400, 900)
  sent.length = 0
  customers = [CUSTOMER]
  patch = () => json({ ...CUSTOMER, city: 'Augsburg' })
  window.fetch = (input, init) => {
    const url = typeof input === 'string' ? input : input instanceof URL ? input.href : input.url
    const method = init?.method ?? 'GET'
    const text = typeof init?.body === 'string' ? init.body : ''
    sent.push({
      method,
      url,
      ifMatch: new Headers(init?.headers).get('If-Match'),
      body: text === '' ? undefined : JSON.parse(text),
    })
    return Promise.resolve(answer(method, url))
  }
})
afterEach(() => {
  // The toasts' holder stays: it is made once.
  document.querySelector('mock-erp-app')?.remove()
  window.fetch = platformFetch
})

const open = (path: string): void => {
  document.documentElement.lang = 'en'
  document.title = 'Mock ERP'
  navigate(path, { replace: true })
  document.body.append(document.createElement('mock-erp-app'))
}

const last = (method: string): Sent | undefined => sent.findLast((request) => request.method === method)

async function violations(): Promise<string[]> {
  const result = await axe.run(document.body, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
  })
  return result.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
}

test('a search stands in the address and in the request', async () => {
  open('/customers')
  await expect.element(page.getByText('Weißenburg Optik GmbH')).toBeVisible()
  await userEvent.fill(page.getByLabelText('Search customers'), "o'm")
  await expect.poll(() => location.search).toBe('?search=o%27m')
  await expect.poll(() => decodeURIComponent(last('GET')?.url ?? '')).toContain("contains(tolower(displayName),'o''m')")
})

test('an empty list says what to do next', async () => {
  customers = []
  open('/customers')
  await expect.element(page.getByText(/Create the first one with New/)).toBeVisible()
})

test('a save sends what changed, with the tag that was read', async () => {
  open('/customers/c1')
  await userEvent.fill(page.getByLabelText('City'), 'Augsburg')
  await userEvent.click(page.getByRole('button', { name: 'Save' }))
  await expect.element(page.getByText('Saved.')).toBeVisible()
  expect(last('PATCH')).toMatchObject({ ifMatch: 'W/"1"', body: { city: 'Augsburg' } })
})

test('a stale tag shows the conflict and offers to reload', async () => {
  patch = () => refusal(409, 'Request_EntityChanged', 'Another user has already changed the record.')
  open('/customers/c1')
  await userEvent.fill(page.getByLabelText('City'), 'Augsburg')
  await userEvent.click(page.getByRole('button', { name: 'Save' }))
  await expect.element(page.getByText('Another user has already changed the record.')).toBeVisible()
  await userEvent.click(page.getByRole('button', { name: 'Reload' }))
  await expect.element(page.getByLabelText('City')).toHaveValue('München')
})

test('a refusal is shown in the service’s words', async () => {
  patch = () => refusal(400, 'Application_DialogException', 'The "paymentTermsCode" does not match to a Payment Terms.')
  open('/customers/c1')
  await userEvent.fill(page.getByLabelText('Payment terms code'), 'NOPE')
  await userEvent.click(page.getByRole('button', { name: 'Save' }))
  await expect.element(page.getByText(/"paymentTermsCode" does not match to a Payment Terms/)).toBeVisible()
})

test('a payment is a negative journal line applied to the invoice, then posted', async () => {
  open('/customers/c1')
  await userEvent.click(page.getByRole('button', { name: 'Register payment', exact: true }))
  await userEvent.fill(page.getByLabelText('Amount received', { exact: false }), '100')
  await userEvent.click(page.getByRole('button', { name: 'Post payment' }))
  await expect.element(page.getByText('The payment of PSI103150 was posted.')).toBeVisible()
  const line = sent.find((request) => request.url.endsWith('/customerPayments'))
  expect(line?.body).toMatchObject({ customerId: 'c1', amount: -100, appliesToInvoiceNumber: 'PSI103150' })
  expect(sent.some((request) => request.url.endsWith('Microsoft.NAV.post'))).toBe(true)
})

test.each([
  ['/', 1400, 'Request log'],
  ['/customers', 1400, 'Weißenburg Optik GmbH'],
  ['/customers', 400, 'Weißenburg Optik GmbH'],
  ['/customers/c1', 1400, 'PSI103150'],
  ['/customers/c1', 400, 'PSI103150'],
  ['/customers/new', 400, 'New customer'],
  ['/log', 1400, 'Request log'],
])('%s at %i pixels is accessible and does not scroll sideways', async (path, width, content) => {
  await page.viewport(width, 900)
  open(path)
  await expect.element(page.getByText(content).first()).toBeInTheDocument()
  await expect.element(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(await violations()).toEqual([])
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
})
