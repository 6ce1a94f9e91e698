import { deep, findViolations, mount, settled, unmount } from '@koble/ui/testing'
import '@koble/ui'
import { html } from 'lit'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { later, refusal, scriptApi, type ApiScript } from '../testing/api-script.ts'
import { openAt, press, readable, shows } from '../testing/page-test.ts'
import { aConflict } from '../testing/samples.ts'
import './conflict-page.ts'

const address = location.pathname + location.search
const get = 'GET /api/connections/c1/conflicts/x1'
const post = 'POST /api/connections/c1/conflicts/x1/resolve'
let api: ApiScript

const open = async (widthPx?: number): Promise<HTMLElement> => {
  openAt('/connections/c1/conflicts/x1')
  return mount(html`<admin-conflict connection="c1" conflict="x1"></admin-conflict>`, widthPx)
}
const choose = async (root: HTMLElement, label: string): Promise<void> => {
  deep<HTMLInputElement>(root, `input[aria-label="${label}"]`).click()
  await settled()
}
const resolveButton = (root: HTMLElement): HTMLElement => deep(root, '.foot koble-ui-button')

beforeEach(() => {
  api = scriptApi({ [get]: aConflict(), [post]: undefined })
})
afterEach(() => {
  unmount()
  vi.unstubAllGlobals()
  openAt(address)
})

describe('a conflict of fields', () => {
  test('shows both values beside what each was when they last agreed', async () => {
    const root = await open()
    await shows(root, 'Credit limit')
    const text = readable(root)
    for (const part of ['Cafe Nord ApS', '200', '100', '(empty)', 'ERP when last in agreement'])
      expect(text).toContain(part)
  })

  test('cannot be resolved before every field is chosen', async () => {
    const root = await open()
    await shows(root, '2 fields still to choose.')
    expect(resolveButton(root).hasAttribute('disabled')).toBe(true)
    await choose(root, 'Name: ERP now')
    expect(readable(root)).toContain('1 field still to choose.')
    expect(api.sent('POST')).toEqual([])
  })

  test('is resolved by field under the version that was seen', async () => {
    const root = await open()
    await shows(root, 'Credit limit')
    await choose(root, 'Name: CRM now')
    await choose(root, 'Credit limit: ERP now')
    expect(readable(root)).toContain('Overwrites 1 field in the CRM and 1 field in the ERP.')
    await press(root, 'Resolve')
    await vi.waitFor(() => expect(location.pathname).toBe('/connections/c1/conflicts'))
    expect(api.sent('POST')[0]?.body).toEqual({ version: 7, choose: { name: 'crm', creditLimit: 'erp' } })
  })

  test('takes a whole side at once', async () => {
    const root = await open()
    await shows(root, 'Credit limit')
    await press(root, 'All from CRM')
    expect(readable(root)).toContain('Overwrites 2 fields in the ERP.')
  })

  test('that moved meanwhile says what moved and asks again for that alone', async () => {
    const moved = aConflict({ version: 8 })
    const [name, limit] = moved.fields
    api.answer(
      post,
      refusal(409, 'conflict-moved', 'It moved.', {
        conflict: { ...moved, fields: [{ ...name, crm: 'Cafe Nord Holding' }, limit] },
      }),
    )
    const root = await open()
    await shows(root, 'Credit limit')
    await press(root, 'All from ERP')
    await press(root, 'Resolve')
    await shows(root, 'Name in the CRM: Cafe Nord ApS became Cafe Nord Holding')
    expect(readable(root)).toContain('1 field still to choose.')
    expect(location.pathname).toBe('/connections/c1/conflicts/x1')
    api.answer(post, undefined)
    await choose(root, 'Name: CRM now')
    await press(root, 'Resolve')
    await vi.waitFor(() => expect(location.pathname).toBe('/connections/c1/conflicts'))
    expect(api.sent('POST')[1]?.body).toEqual({ version: 8, choose: { name: 'crm', creditLimit: 'erp' } })
    expect(await findViolations(root)).toEqual([])
  })

  test('whose resolution fails shows why, with the correlation id, and keeps the choice', async () => {
    api.answer(post, refusal(502, 'unavailable', 'The CRM did not answer.'))
    const root = await open()
    await shows(root, 'Credit limit')
    await press(root, 'All from ERP')
    await press(root, 'Resolve')
    await shows(root, 'The CRM did not answer.')
    expect(readable(root)).toContain('corr-1')
    expect(readable(root)).toContain('Overwrites 2 fields in the CRM.')
    expect(await findViolations(root)).toEqual([])
  })

  test.each([400, 1400])('has no accessibility violation at %i px', async (width) => {
    const root = await open(width)
    await shows(root, 'Credit limit')
    expect(await findViolations(root)).toEqual([])
  })
})

describe('a deletion', () => {
  test.each([
    ['Keep and restore in the CRM', 'erp'],
    ['Delete 1 record from the ERP', 'crm'],
  ])('%s sends %s, the side whose state holds', async (label, side) => {
    api.answer(get, aConflict({ kind: 'deletion', goneOn: 'crm', crmName: null, fields: [] }))
    const root = await open()
    await shows(root, 'Deleted in the CRM')
    expect(await findViolations(root)).toEqual([])
    await press(root, label)
    await vi.waitFor(() => expect(api.sent('POST')[0]?.body).toEqual({ version: 7, choose: side }))
  })
})

test('a conflict that is settled meanwhile says so and leads on', async () => {
  api.answer(get, refusal(404, 'not-found', 'Gone.'))
  const root = await open()
  await shows(root, 'This conflict is settled')
  expect(await findViolations(root)).toEqual([])
})

test('while it loads, a skeleton stands in its place', async () => {
  const waiting = later()
  api.answer(get, () => waiting.answer)
  const root = await open()
  expect(deep(root, 'koble-ui-skeleton')).toBeDefined()
  expect(await findViolations(root)).toEqual([])
  waiting.come(aConflict())
  await shows(root, 'Credit limit')
})
