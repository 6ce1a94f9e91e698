import { html } from 'lit'
import { afterEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import type { Column, SelectionDetail, SortDetail, Table } from './index.ts'
import './index.ts'
import { deep, mount, nextEvent, settled, unmount } from './test-page.ts'

type Row = { readonly id: string; readonly name: string; readonly amount: string | null }

const columns: readonly Column<Row>[] = [
  { key: 'name', label: 'Name', sortable: true },
  { key: 'amount', label: 'Amount', kind: 'decimal', sortable: true },
]
const few: readonly Row[] = [
  { id: '1', name: 'Beta', amount: '9' },
  { id: '2', name: 'alpha', amount: '10' },
  { id: '3', name: 'Gamma', amount: null },
]
const many: readonly Row[] = Array.from({ length: 5000 }, (_, index) => ({
  id: String(index),
  name: `Row ${index}`,
  amount: `${index}.50`,
}))

const mountTable = async (rows: readonly Row[], widthPx = 900, selection = 'none'): Promise<Table> => {
  const root = await mount(
    html`<koble-ui-table
      caption="Customers"
      .columns=${columns}
      .rows=${rows}
      .rowHref=${({ id }: Row) => `#row-${id}`}
      selection=${selection}
    ></koble-ui-table>`,
    widthPx,
  )
  return deep<Table>(root, 'koble-ui-table')
}

const bodyRows = (table: Table): HTMLElement[] => [
  ...(table.shadowRoot?.querySelectorAll<HTMLElement>('tbody tr:not(.space)') ?? []),
]
const names = (table: Table): string[] =>
  bodyRows(table).map((row) => row.querySelector('td.first')?.textContent?.trim() ?? '')
const header = (table: Table, label: string): HTMLElement => {
  const found = [...(table.shadowRoot?.querySelectorAll<HTMLElement>('thead button') ?? [])].find((button) =>
    button.textContent?.includes(label),
  )
  if (found === undefined) throw new Error(`No header ${label}.`)
  return found
}
const focusedRow = (table: Table): string =>
  table.shadowRoot?.activeElement?.querySelector('td.first')?.textContent?.trim() ?? ''

afterEach(unmount)

describe('sorting', () => {
  test('a header sorts up, then down; decimals by value; rows without a value stay last', async () => {
    const table = await mountTable(few)
    expect(names(table)).toEqual(['Beta', 'alpha', 'Gamma'])
    header(table, 'Amount').click()
    await settled()
    expect(names(table)).toEqual(['Beta', 'alpha', 'Gamma'])
    header(table, 'Amount').click()
    await settled()
    expect(names(table)).toEqual(['alpha', 'Beta', 'Gamma'])
    expect(deep(table.shadowRoot ?? table, 'th.end').getAttribute('aria-sort')).toBe('descending')
  })

  test('a remote table only says what was asked for', async () => {
    const table = await mountTable(few)
    table.remote = true
    await settled()
    const sorted = nextEvent<SortDetail>(table, 'ui-sort')
    header(table, 'Name').click()
    expect(await sorted).toEqual({ key: 'name', descending: false })
    await settled()
    expect(names(table)).toEqual(['Beta', 'alpha', 'Gamma'])
  })
})

describe('keyboard', () => {
  test('arrows, End and Home move along the rows, Enter opens, Space selects', async () => {
    const table = await mountTable(few, 900, 'multiple')
    bodyRows(table)[0]?.focus()
    await userEvent.keyboard('{ArrowDown}')
    await settled()
    expect(focusedRow(table)).toBe('alpha')
    await userEvent.keyboard('{End}')
    await settled()
    expect(focusedRow(table)).toBe('Gamma')
    const selection = nextEvent<SelectionDetail>(table, 'ui-selection')
    await userEvent.keyboard(' ')
    expect(await selection).toEqual({ keys: ['3'] })
    await userEvent.keyboard('{Home}')
    await settled()
    const opened = nextEvent<{ key: string }>(table, 'ui-open')
    table.addEventListener('ui-open', (event) => event.preventDefault(), { once: true })
    await userEvent.keyboard('{Enter}')
    expect(await opened).toEqual({ key: '1' })
  })

  test('one row is in the tab order, not all of them', async () => {
    const table = await mountTable(few)
    expect(bodyRows(table).map((row) => row.tabIndex)).toEqual([0, -1, -1])
  })
})

describe('selection', () => {
  test('the header takes all rows and gives them back', async () => {
    const table = await mountTable(few, 900, 'multiple')
    const all = deep<HTMLInputElement>(table.shadowRoot ?? table, 'thead input')
    all.click()
    await settled()
    expect(table.selected).toEqual(['1', '2', '3'])
    all.click()
    await settled()
    expect(table.selected).toEqual([])
  })

  test('a single selection holds one row', async () => {
    const table = await mountTable(few, 900, 'single')
    for (const at of [0, 1]) {
      bodyRows(table)[at]?.querySelector('input')?.click()
      await settled()
    }
    expect(table.selected).toEqual(['2'])
  })
})

describe('long tables', () => {
  test('5,000 rows draw the window only, and count all', async () => {
    const table = await mountTable(many)
    expect(bodyRows(table).length).toBeLessThan(80)
    expect(deep(table.shadowRoot ?? table, 'table').getAttribute('aria-rowcount')).toBe('5001')
  })

  test('End and Home reach both ends, with the focus', async () => {
    const table = await mountTable(many)
    bodyRows(table)[0]?.focus()
    await userEvent.keyboard('{End}')
    await expect.poll(() => focusedRow(table)).toBe('Row 4999')
    await userEvent.keyboard('{Home}')
    await expect.poll(() => focusedRow(table)).toBe('Row 0')
  })

  test('scrolling draws what comes into view at its place, and the table keeps its height', async () => {
    const table = await mountTable(many)
    const scroller = deep(table.shadowRoot ?? table, '.scroller')
    const height = scroller.scrollHeight
    scroller.scrollTop = 36 * 2500
    await expect.poll(() => names(table)).toContain('Row 2500')
    expect(Math.abs(scroller.scrollHeight - height)).toBeLessThan(40)
    const row = bodyRows(table)[names(table).indexOf('Row 2500')]
    const offset = (row?.getBoundingClientRect().top ?? 0) - scroller.getBoundingClientRect().top
    expect(Math.abs(offset - 36)).toBeLessThan(40)
  })

  test('fewer rows after a search leave no empty view', async () => {
    const table = await mountTable(many)
    deep(table.shadowRoot ?? table, '.scroller').scrollTop = 36 * 4000
    await expect.poll(() => names(table)).toContain('Row 4000')
    table.rows = many.slice(0, 300)
    await expect.poll(() => names(table)).toContain('Row 299')
    table.rows = few
    await expect.poll(() => names(table)).toEqual(['Beta', 'alpha', 'Gamma'])
  })
})

describe('narrow tables', () => {
  test('under 500 px rows are cards with labels, sorted by a list', async () => {
    const table = await mountTable(few, 360)
    const root = table.shadowRoot ?? table
    expect(deep(root, '.frame').className).toContain('narrow')
    const select = deep<HTMLSelectElement>(root, '.sorter select')
    select.value = '1'
    select.dispatchEvent(new Event('change'))
    await settled()
    expect(table.sort).toEqual({ key: 'name', descending: true })
    expect(names(table)).toEqual(['Gamma', 'Beta', 'alpha'])
  })

  test('cards come a hundred at a time', async () => {
    const table = await mountTable(many, 360)
    expect(bodyRows(table).length).toBe(100)
    deep(table.shadowRoot ?? table, 'footer koble-ui-button').click()
    await settled()
    expect(bodyRows(table).length).toBe(200)
  })
})

describe('states', () => {
  test('an error keeps the rows that are there and offers another try', async () => {
    const table = await mountTable(few)
    table.error = { title: 'The list could not be read' }
    await settled()
    expect(names(table).length).toBe(3)
    const retried = nextEvent(table, 'ui-retry')
    deep(table.shadowRoot ?? table, 'koble-ui-button').click()
    await retried
  })

  test('cards have a visible skeleton, whose first card stands where the first row will', async () => {
    const table = await mountTable([], 360)
    table.loading = true
    await settled()
    expect(deep(table.shadowRoot ?? table, '.stencil').getBoundingClientRect().width).toBeGreaterThan(100)
    const top = bodyRows(table)[0]?.getBoundingClientRect().top
    table.loading = false
    table.rows = few
    await settled()
    expect(bodyRows(table)[0]?.getBoundingClientRect().top).toBe(top)
  })

  test('skeleton rows are as high as rows, so that arriving rows move nothing', async () => {
    const table = await mountTable([])
    table.loading = true
    await settled()
    const skeleton = bodyRows(table)[0]?.getBoundingClientRect()
    table.loading = false
    table.rows = few
    await settled()
    const row = bodyRows(table)[0]?.getBoundingClientRect()
    expect([row?.top, row?.height]).toEqual([skeleton?.top, skeleton?.height])
  })
})
