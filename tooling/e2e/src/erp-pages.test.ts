/**
 * A salesperson at the mock ERP's own pages, by keyboard alone, against the emulator as a process: an order with two lines, released, shipped and invoiced; then the
 * person in the warehouse moves goods. Axe on what they saw, at two widths. Needs the built pages.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './support/browser.ts'
import { freePort } from './world/free-port.ts'
import { part, type Part } from './world/part.ts'
import { waitUntil } from './world/wait-until.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

let erp: Part
let browser: Browser
let page: Page
const complaints: string[] = []
const dataDir = mkdtempSync(join(tmpdir(), 'koble-erp-pages-'))

beforeAll(async () => {
  const port = await freePort()
  erp = part('erp', port, { ...process.env, KOBLE_DATA_DIR: dataDir, KOBLE_ERP_PORT: String(port), KOBLE_LOG: 'warn' })
  await erp.start()
  browser = await openBrowser()
  // Axe is no part of the page: its script comes past the policy.
  const context = { viewport: { width: 1280, height: 900 }, locale: 'en-GB', bypassCSP: true }
  page = await (await browser.newContext(context)).newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())))
})
afterAll(async () => {
  await browser?.close()
  await erp?.stop('SIGTERM')
  rmSync(dataDir, { recursive: true, force: true })
})

/** Runs in the page: what has the focus, by its label, else its text. */
const FOCUSED = `(() => {
  let element = document.activeElement
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
  const root = element?.getRootNode()
  const host = root instanceof ShadowRoot ? root.host : undefined
  const names = [element?.getAttribute('aria-label'), element?.textContent, host?.label, host?.textContent]
  return names.map((name) => (name ?? '').trim()).find((name) => name !== '') ?? ''
})()`

const focused = (): Promise<string> => page.evaluate<string>(FOCUSED)

/** A field that must be filled has a mark behind its label. */
const isNamed = (found: string, name: string): boolean => found.replace(/\s*\*.*$/s, '') === name

async function tabTo(name: string, most = 120): Promise<void> {
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab')
    if (isNamed(await focused(), name)) return
  }
  throw new Error(`${most} tabs did not reach "${name}", the last was "${await focused()}".`)
}

async function fromTop(name: string): Promise<void> {
  await page.locator('h1').focus()
  await tabTo(name, 20)
}

const comesToFocus = (name: string): Promise<void> =>
  waitUntil(`"${name}" has the focus`, async () => (await focused()) === name)

async function confirm(label: string): Promise<void> {
  await page.getByRole('dialog').waitFor()
  await tabTo(label, 6)
  await page.keyboard.press('Enter')
}

/** Walks the Post menu down to an entry and confirms. */
async function post(...entries: readonly string[]): Promise<void> {
  await fromTop('Post')
  await page.keyboard.press('Enter')
  for (const [at, entry] of entries.entries()) {
    if (at > 0) await page.keyboard.press('ArrowDown')
    await comesToFocus(entry)
  }
  await page.keyboard.press('Enter')
  await confirm(entries.at(-1) ?? '')
}

async function violations(width: number): Promise<unknown[]> {
  await page.setViewportSize({ width, height: 900 })
  await page.addScriptTag({ path: axePath })
  const sideways = await page.evaluate<boolean>('document.documentElement.scrollWidth > window.innerWidth')
  const found = await page.evaluate<string[]>('axe.run().then(({ violations }) => violations.map(({ id }) => id))')
  return sideways ? [...found, 'scrolls sideways'] : found
}

test('an order is made, released, shipped and invoiced by keyboard', async () => {
  await page.goto(`${erp.url}/sales-orders`)
  await page.getByRole('heading', { name: 'Sales orders' }).waitFor()
  await tabTo('New')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'New sales order' }).waitFor()
  await tabTo('Customer no.')
  await page.keyboard.type('C00010')
  await page.keyboard.press('Enter')
  await page.getByText('was created').waitFor()
  await page.getByRole('region', { name: 'Lines' }).waitFor()
  for (const [at, [item, quantity]] of [
    ['1003', '3'],
    ['1203', '2'],
  ].entries()) {
    await page.getByLabel('No., new line').focus()
    await page.keyboard.type(item ?? '')
    await tabTo('Quantity, new line', 10)
    await page.keyboard.type(quantity ?? '')
    await page.keyboard.press('Enter')
    await page.getByLabel(`Quantity, line ${(at + 1) * 10_000}`).waitFor()
  }
  await fromTop('Release')
  await page.keyboard.press('Enter')
  await page.getByText(/is released/).waitFor()
  expect(await violations(1280)).toEqual([])
  expect(await violations(400)).toEqual([])
  await page.setViewportSize({ width: 1280, height: 900 })
  await post('Ship')
  await page.getByText(/Posted Shipment .* was posted/).waitFor()
  await post('Ship', 'Invoice')
  await page.getByText(/Posted Invoice .* was posted/).waitFor()
  // 3 x 319.00 + 2 x 69.00 = 1095.00, a domestic customer: 19 % VAT.
  await page.getByText('1,303.05').first().waitFor()
  expect(await violations(1280)).toEqual([])
  expect(await violations(400)).toEqual([])
  expect(complaints).toEqual([])
})

test('goods are moved from one warehouse to the other', async () => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.goto(`${erp.url}/transfer-orders/new`)
  await page.getByLabel('Transfer-from code').fill('MAIN')
  await page.getByLabel('Transfer-to code').fill('EAST')
  await page.getByLabel('In-transit code').fill('TRANSIT')
  await page
    .getByRole('button', { name: /Create|Save/ })
    .first()
    .click()
  await page.getByRole('region', { name: 'Lines' }).waitFor()
  await page.getByLabel('Item no., new line').fill('1003')
  await page.getByLabel('Quantity, new line').fill('5')
  await page.keyboard.press('Enter')
  await page.getByLabel('Qty. to ship, line 10000').waitFor()
  for (const step of ['Ship', 'Receive']) {
    await page.getByRole('button', { name: step, exact: true }).first().click()
    await confirm(step)
    await page.getByText(step === 'Ship' ? /was shipped/ : /complete and gone/).waitFor()
  }
  expect(complaints).toEqual([])
})
