/** The console in a real browser, on the real server: a conflict shown field by field and resolved either way. Needs the built pages. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './support/browser.ts'
import { accountOf, customerOf, editAccount, editCustomer } from './support/rows.ts'
import { loadSmallCompany } from './support/two-empty-systems.ts'
import { openWorld, waitUntil, type World } from './world/world.ts'

let world: World
let browser: Browser
let page: Page
let connection = ''

beforeAll(async () => {
  world = await openWorld()
  browser = await openBrowser()
  await loadSmallCompany(world)
  connection = await world.connect()
  await world.run(connection, { kind: 'full' })
  page = await (await browser.newContext({ viewport: { width: 1400, height: 900 } })).newPage()
  await page.goto(world.server.url)
  await page.getByLabel('Admin key').fill(world.adminKey)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page
    .getByRole('link', { name: /conflicts/i })
    .first()
    .waitFor()
})
afterAll(async () => {
  await browser?.close()
  await world?.close()
})

interface Conflict {
  readonly id: string
}
const openConflicts = async (): Promise<Conflict[]> =>
  (await world.api.call<{ items: Conflict[] }>('GET', `/connections/${connection}/conflicts`)).items

async function makeConflict(erpPhone: string, crmPhone: string): Promise<Conflict> {
  await world.api.call('PATCH', `/connections/${connection}`, { enabled: false })
  await editCustomer(world, 'C-001', { phoneNumber: erpPhone })
  await editAccount(world, 'C-001', { telephone1: crmPhone })
  await world.api.call('PATCH', `/connections/${connection}`, { enabled: true })
  await waitUntil('the conflict is found', async () => (await openConflicts()).length === 1)
  return (await openConflicts())[0]!
}

test.each([
  ['ERP', 'erp'],
  ['CRM', 'crm'],
] as const)('a conflict shows both values and is resolved for the %s', async (name, side) => {
  const phones = {
    erp: `0113 496 20${side === 'erp' ? '01' : '03'}`,
    crm: `0113 496 20${side === 'erp' ? '02' : '04'}`,
  }
  const conflict = await makeConflict(phones.erp, phones.crm)
  await page.goto(`${world.server.url}/connections/${connection}/conflicts/${conflict.id}`)
  await page.getByText(phones.erp).first().waitFor()
  expect(await page.getByText(phones.crm).first().isVisible()).toBe(true)
  expect(await page.getByRole('button', { name: 'Resolve' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: `All from ${name}` }).click()
  await page.getByRole('button', { name: 'Resolve' }).click()
  await waitUntil('the conflict is closed', async () => (await openConflicts()).length === 0)
  expect(await customerOf(world, 'C-001')).toMatchObject({ phoneNumber: phones[side] })
  expect(await accountOf(world, 'C-001')).toMatchObject({ telephone1: phones[side] })
})
