/** The fact boxes inside the mock CRM's account form, in a real browser: live figures, rights, refresh. Needs the built pages. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Frame, Page } from 'playwright-core'
import { openBrowser } from './support/browser.ts'
import { openWorld, waitUntil, type World } from './world/world.ts'

interface LedgerEntry {
  readonly customerId: string
  readonly customerNumber: string
  readonly documentNumber: string
  readonly remainingAmount: number
  readonly remainingAmountLcy: number
  readonly currencyCode: string
}

let world: World
let browser: Browser
let connection = ''
let invoice: LedgerEntry
let accountId = ''

beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser()
  connection = await world.connect('Fjordlys Trading')
  await world.run(connection, { kind: 'full' })
  const entries = await (
    await world.kobleErpApi()
  ).call<{ value: LedgerEntry[] }>('GET', "/customerLedgerEntries?$filter=open eq true and documentType eq 'Invoice'")
  const coupled = await world.api.call<{ items: { erpId: string; crmId: string }[] }>(
    'GET',
    `/connections/${connection}/couplings?mapping=customer&state=coupled`,
  )
  const accountOf = new Map(coupled.items.map(({ erpId, crmId }) => [erpId, crmId]))
  invoice = entries.value.find(
    (entry) => entry.currencyCode === '' && entry.remainingAmount > 10 && accountOf.has(entry.customerId),
  )!
  accountId = accountOf.get(invoice.customerId)!
  await waitUntil('the widget is installed in the CRM', async () => {
    const { value } = await world.crmApi.call<{ value: { name: string }[] }>('GET', '/webresourceset?$select=name')
    return value.some(({ name }) => name === 'koble_/fact-boxes.html')
  })
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

async function openAccount(user: string): Promise<Page> {
  const page = await (await browser.newContext({ locale: 'en-GB' })).newPage()
  await page.goto(world.crm.url)
  await page.getByLabel('User').selectOption({ label: user })
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Accounts' }).first().waitFor()
  await page.goto(`${world.crm.url}/main.aspx?pagetype=entityrecord&etn=account&id=${accountId}`)
  return page
}

async function factBoxes(page: Page): Promise<Frame> {
  await waitUntil('the frame of the fact boxes is there', async () =>
    page.frames().some((frame) => frame.url().includes('fact-boxes.html')),
  )
  return page.frames().find((frame) => frame.url().includes('fact-boxes.html'))!
}

/** The balance as the ERP's customer card computes it, with two decimals. */
async function balanceInErp(): Promise<string> {
  const { balance } = await (
    await world.kobleErpApi()
  ).call<{ balance: number }>('GET', `/customerStatistics(${invoice.customerId})`)
  return balance.toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
}

async function payPart(amount: number): Promise<void> {
  const erp = await world.erpApi()
  const { id } = await erp.call<{ id: string }>('POST', '/customerPaymentJournals', {
    code: 'E2E',
    displayName: 'End to end',
  })
  await erp.call('POST', `/customerPaymentJournals(${id})/customerPayments`, {
    customerNumber: invoice.customerNumber,
    amount: -amount,
    appliesToInvoiceNumber: invoice.documentNumber,
  })
  await erp.call('POST', `/customerPaymentJournals(${id})/Microsoft.NAV.post`)
}

test('a salesperson sees the ERP’s balance in the account form, live after a payment', async () => {
  const page = await openAccount('Anna Krog (Salesperson)')
  const frame = await factBoxes(page)
  const statistics = frame.locator('koble-account-statistics')
  const shows = async (text: string): Promise<boolean> =>
    ((await statistics.innerText().catch(() => '')) || (await textIn(frame))).includes(text)
  const before = await balanceInErp()
  await waitUntil(`the box shows ${before}`, () => shows(before))
  await payPart(7.5)
  const after = await balanceInErp()
  expect(after).not.toBe(before)
  await frame
    .getByRole('button', { name: /refresh/i })
    .first()
    .click()
  await waitUntil(`the refreshed box shows ${after}`, () => shows(after))
  expect(await textIn(frame)).toMatch(/as of/i)
  await page.goto(`${world.erp.url}/customers/${invoice.customerId}`)
  await waitUntil('the ERP’s customer page shows the same balance', async () =>
    (await textIn(page.mainFrame())).includes(after),
  )
})

test('a user without rights to the account gets no figure', async () => {
  const page = await openAccount('Nora Back (Back Office)')
  await waitUntil('the page has settled', async () =>
    /privilege|not allowed|no access|missing|permission/i.test(await textIn(page.mainFrame())),
  )
  const frames = await Promise.all(page.frames().map(textIn))
  expect(frames.join(' ')).not.toContain(await balanceInErp())
})

const readText = `(() => {
  const read = (node) => {
    if (node.nodeType === 3) return node.textContent ?? ''
    if (node.nodeName === 'STYLE' || node.nodeName === 'SCRIPT') return ''
    return [...(node.shadowRoot?.childNodes ?? []), ...node.childNodes].map(read).join(' ')
  }
  return read(document.body)
})()`

/** All text of a frame, shadow roots included. */
const textIn = (frame: Frame): Promise<string> => frame.evaluate<string>(readText)
