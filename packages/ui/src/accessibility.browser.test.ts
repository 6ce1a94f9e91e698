/** Every element, in its states, in light, dark and forced colours: axe finds nothing, and nothing is wider than its room. */
import { html, type TemplateResult } from 'lit'
import { afterEach, expect, test } from 'vitest'
import type { Column } from './index.ts'
import './index.ts'
import { deep, findViolations, mount, settled, unmount } from './test-page.ts'

type Row = { readonly id: string; readonly name: string; readonly balance: string; readonly changed: string }

const columns: readonly Column<Row>[] = [
  { key: 'id', label: 'No.', kind: 'id', sortable: true },
  { key: 'name', label: 'Name', sortable: true },
  { key: 'balance', label: 'Balance', kind: 'decimal', sortable: true },
  { key: 'changed', label: 'Changed', kind: 'instant' },
]

const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `C${index}`,
    name: index % 2 === 0 ? 'Möbel Scherrer AG' : 'Gagn & Gaman',
    balance: `${index * 13}.5`,
    changed: '2026-01-31T10:00:00.000Z',
  }))

const href = ({ id }: Row): string => `/customers/${id}`
const problem = {
  title: 'Customer C1 was not saved',
  detail: 'Someone changed it since you opened it.',
  action: 'Reload it, then make your change again.',
  code: 'Request_EntityChanged',
  correlationId: '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
}
const options = [
  { value: '', label: 'Not blocked' },
  { value: 'Ship', label: 'Ship' },
]
const facts = [
  { label: 'Balance', value: '12,345.60 EUR', strong: true },
  { label: 'Overdue', value: '1,200.00 EUR', kind: 'danger' },
  { label: 'Customer', value: 'C1', href: '/customers/C1' },
]
const diffColumns = [
  { key: 'base', label: 'Before' },
  { key: 'erp', label: 'ERP', choosable: true },
  { key: 'crm', label: 'CRM', choosable: true },
]
const diffRows = [
  { field: 'name', label: 'Name', values: { base: 'A', erp: 'B', crm: null }, changed: ['erp', 'crm'] },
  { field: 'phone', label: 'Phone', values: { base: '1', erp: '1', crm: '2' }, changed: ['crm'] },
]
const tabs = [
  { key: 'general', label: 'General' },
  { key: 'entries', label: 'Entries', count: 12 },
]
const kinds = ['neutral', 'brand', 'success', 'warning', 'danger']

const cases: Record<string, TemplateResult> = {
  badge: html`${kinds.map((kind) => html`<koble-ui-badge kind=${kind}>${kind}</koble-ui-badge>`)}`,
  button: html`${['default', 'primary', 'subtle', 'danger'].map(
      (kind) => html`<koble-ui-button kind=${kind}>${kind}</koble-ui-button>`,
    )}<koble-ui-button busy>Saving</koble-ui-button><koble-ui-button disabled>Off</koble-ui-button
    ><koble-ui-button icon="refresh" label="Refresh"></koble-ui-button
    ><koble-ui-button href="/x">Link</koble-ui-button>`,
  card: html`<koble-ui-card heading="Statistics"><koble-ui-facts .facts=${facts}></koble-ui-facts></koble-ui-card>`,
  'card without heading': html`<koble-ui-card>Text</koble-ui-card>`,
  code: html`<koble-ui-code .value=${{ name: 'Möbel', balance: 12.5, blocked: false, none: null }}></koble-ui-code>`,
  connection: html`${['connecting', 'live', 'reconnecting', 'offline'].map(
    (state) => html`<koble-ui-connection state=${state}></koble-ui-connection>`,
  )}`,
  diff: html`<koble-ui-diff
    caption="Conflict"
    .columns=${diffColumns}
    .rows=${diffRows}
    .chosen=${{ name: 'erp' }}
  ></koble-ui-diff>`,
  dialog: html`<koble-ui-dialog open heading="Delete 3 customers?"
    >They are removed.<koble-ui-button slot="footer">Cancel</koble-ui-button></koble-ui-dialog
  >`,
  empty: html`<koble-ui-empty heading="No customers yet"
    >Create the first one.<koble-ui-button slot="action" kind="primary">New</koble-ui-button></koble-ui-empty
  >`,
  error: html`<koble-ui-error .problem=${problem} retryable></koble-ui-error>`,
  facts: html`<koble-ui-facts .facts=${facts}></koble-ui-facts
    ><koble-ui-facts loading .facts=${facts}></koble-ui-facts>`,
  'fast tab': html`<koble-ui-fast-tab heading="General" open>Content</koble-ui-fast-tab
    ><koble-ui-fast-tab heading="Address" summary="Zürich">Content</koble-ui-fast-tab>`,
  fields: html`<form>
    <koble-ui-form-grid>
      <koble-ui-field name="name" label="Name" required hint="As on letters."></koble-ui-field>
      <koble-ui-field name="city" label="City" .options=${options} placeholder="Any"></koble-ui-field>
      <koble-ui-field name="limit" type="decimal" label="Credit limit" value="1234.5" unit="EUR"></koble-ui-field>
      <koble-ui-field name="days" type="integer" label="Days" value="x"></koble-ui-field>
      <koble-ui-field name="date" type="date" label="Date" value="2026-01-31"></koble-ui-field>
      <koble-ui-field name="blocked" type="select" label="Blocked" value="Ship" .options=${options}></koble-ui-field>
      <koble-ui-field
        name="fixed"
        type="select"
        label="Fixed"
        readonly
        value="Ship"
        .options=${options}
      ></koble-ui-field>
      <koble-ui-field name="privacy" type="checkbox" label="Privacy blocked"></koble-ui-field>
      <koble-ui-field name="number" label="No." readonly value="C1"></koble-ui-field>
      <koble-ui-field name="off" label="Off" disabled value="C1"></koble-ui-field>
      <koble-ui-field name="mail" type="email" label="E-mail" error="Unknown domain."></koble-ui-field>
      <koble-ui-field name="search" type="search" label="Search" label-hidden compact></koble-ui-field>
      <koble-ui-field name="note" type="textarea" label="Note" full value="Text"></koble-ui-field>
    </koble-ui-form-grid>
  </form>`,
  id: html`<koble-ui-id value="3f2504e0-4f89-11d3-9a0c-0305e82c3301" label="customer id" short></koble-ui-id>`,
  menu: html`<koble-ui-menu
      label="More"
      .items=${[
        { key: 'copy', label: 'Copy', icon: 'copy' },
        { key: 'delete', label: 'Delete', danger: true },
        { key: 'off', label: 'Off', disabled: true },
        { key: 'link', label: 'Open', href: '/x' },
      ]}
    ></koble-ui-menu
    ><koble-ui-menu icon-only kind="subtle" label="Row actions" .items=${[{ key: 'a', label: 'A' }]}></koble-ui-menu>`,
  notice: html`${kinds.map(
    (kind) =>
      html`<koble-ui-notice kind=${kind} heading="Heading." dismissible
        >Text.<koble-ui-button slot="action">Do</koble-ui-button></koble-ui-notice
      >`,
  )}`,
  page: html`<koble-ui-page heading="Customer C1" subheading="Möbel Scherrer AG" back="/customers">
    <koble-ui-badge slot="status" kind="success">Coupled</koble-ui-badge>
    <koble-ui-button slot="actions" kind="primary">Save</koble-ui-button>
    <koble-ui-card slot="aside" heading="Statistics">Text</koble-ui-card>Content
  </koble-ui-page>`,
  progress: html`<koble-ui-progress label="Customers" value="37" max="120"></koble-ui-progress
    ><koble-ui-progress label="Reading"></koble-ui-progress>`,
  skeleton: html`<koble-ui-skeleton></koble-ui-skeleton><koble-ui-skeleton block></koble-ui-skeleton>`,
  table: html`<koble-ui-table
    caption="Customers"
    .columns=${columns}
    .rows=${rows(5)}
    .rowHref=${href}
    .sort=${{ key: 'name', descending: false }}
    selection="multiple"
    .selected=${['C1']}
    .rowActions=${() => html`<koble-ui-button label="Delete" icon="delete" kind="subtle"></koble-ui-button>`}
    has-more
    total="40"
  ></koble-ui-table>`,
  'table, long': html`<koble-ui-table caption="Customers" .columns=${columns} .rows=${rows(1000)}></koble-ui-table>`,
  'table, loading': html`<koble-ui-table caption="Customers" .columns=${columns} loading></koble-ui-table>`,
  'table, refreshing': html`<koble-ui-table
    caption="Customers"
    .columns=${columns}
    .rows=${rows(2)}
    loading
  ></koble-ui-table>`,
  'table, empty': html`<koble-ui-table caption="Customers" .columns=${columns} empty-text="Create one."
    ><koble-ui-button slot="empty">New</koble-ui-button></koble-ui-table
  >`,
  'table, failed': html`<koble-ui-table caption="Customers" .columns=${columns} .error=${problem}></koble-ui-table>`,
  tabs: html`<koble-ui-tabs label="Customer" .tabs=${tabs}><p slot="general">Content</p></koble-ui-tabs>`,
  tiles: html`<koble-ui-tiles
    >${kinds.map(
      (kind) =>
        html`<koble-ui-tile label="Customers" value="40" hint="3 today" href="/x" kind=${kind}></koble-ui-tile>`,
    )}<koble-ui-tile label="Waiting" loading></koble-ui-tile
  ></koble-ui-tiles>`,
  time: html`<koble-ui-time value="2026-01-31T10:00:00.000Z"></koble-ui-time>`,
}

afterEach(unmount)

for (const [name, template] of Object.entries(cases)) {
  test(`${name}: axe finds nothing in any look`, async () => {
    const root = await mount(
      html`<main>
        <h1>Test</h1>
        ${template}
      </main>`,
    )
    expect(await findViolations(root)).toEqual([])
  })

  test(`${name}: fits 320 px and meets axe there`, async () => {
    const root = await mount(
      html`<main>
        <h1>Test</h1>
        ${template}
      </main>`,
      320,
    )
    expect(root.scrollWidth).toBeLessThanOrEqual(320)
    expect(await findViolations(root)).toEqual([])
  })
}

test('an open menu meets axe', async () => {
  const root = await mount(html`<main>${cases['menu']}</main>`)
  deep(root, '#opener').click()
  await settled(root)
  expect(await findViolations(root)).toEqual([])
})

test('the shell makes a page with its landmarks', async () => {
  const navigation = [
    { href: '/', label: 'Home', icon: 'home' },
    { href: '/customers', label: 'Customers', count: 40, group: 'Lists' },
  ]
  const root = await mount(
    html`<koble-ui-shell product="Mock" badge="Emulator" path="/customers/C1" .navigation=${navigation}
      ><koble-ui-connection slot="actions" state="live"></koble-ui-connection
      ><koble-ui-notice slot="notice">Notice</koble-ui-notice><koble-ui-page heading="Customers">Content</koble-ui-page
      ><koble-ui-card slot="aside" heading="Facts">Text</koble-ui-card></koble-ui-shell
    >`,
  )
  expect(deep(root, '[aria-current=page]').textContent).toContain('Customers')
  expect(await findViolations(root)).toEqual([])
})
