/** Two people at the pages of the two systems: what one types arrives at the other with nobody pressing anything. Needs the built pages. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './support/browser.ts'
import { openWorld, waitUntil, type World } from './world/world.ts'

let world: World
let browser: Browser
let crm: Page
let erp: Page

beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser()
  const connection = await world.connect('Fjordlys Trading')
  await world.run(connection, { kind: 'full' })
  const { items } = await world.api.call<{ items: { erpId: string; crmId: string }[] }>(
    'GET',
    `/connections/${connection}/couplings?mapping=customer&state=coupled&limit=1`,
  )
  const pair = items[0]!
  crm = await (await browser.newContext()).newPage()
  await crm.goto(world.crm.url)
  await crm.getByLabel('User').selectOption({ label: 'Anna Krog (Salesperson)' })
  await crm.getByRole('button', { name: 'Sign in' }).click()
  await crm.getByRole('link', { name: 'Accounts' }).first().waitFor()
  await crm.goto(`${world.crm.url}/main.aspx?pagetype=entityrecord&etn=account&id=${pair.crmId}`)
  erp = await (await browser.newContext()).newPage()
  await erp.goto(`${world.erp.url}/customers/${pair.erpId}`)
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

const crmPhone = () => crm.getByLabel('Main phone')
const erpPhone = () => erp.getByLabel('Phone no.', { exact: false }).first()

/** What the field of a page that is loaded again and again comes to show. */
async function arrives(page: Page, field: () => ReturnType<Page['getByLabel']>, text: string): Promise<number> {
  const started = performance.now()
  await waitUntil(`the page shows ${text}`, async () => {
    await page.reload()
    await field().waitFor()
    return (await field().inputValue()) === text
  })
  return Math.round(performance.now() - started)
}

test('a phone number typed into the CRM’s account page arrives on the ERP’s customer page, and back', async () => {
  await crmPhone().fill('+49 421 555 0100')
  await crm.getByRole('button', { name: 'Save' }).first().click()
  const toErp = await arrives(erp, erpPhone, '+49 421 555 0100')
  await erpPhone().fill('+49 421 555 0200')
  await erp.getByRole('button', { name: 'Save' }).first().click()
  const toCrm = await arrives(crm, crmPhone, '+49 421 555 0200')
  console.log(`from page to page: CRM to ERP ${toErp} ms, ERP to CRM ${toCrm} ms, reloads of the page included`)
  expect(await crmPhone().inputValue()).toBe(await erpPhone().inputValue())
})
