import { html } from 'lit'
import { afterEach, describe, expect, test } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { CopyableId, DiffView, FastTab, Shell, Tabs } from './index.ts'
import './index.ts'
import { deep, mount, nextEvent, settled, unmount } from './test-page.ts'

afterEach(async () => {
  unmount()
  await page.viewport(1000, 800)
})

describe('tabs', () => {
  const tabs = [
    { key: 'a', label: 'General' },
    { key: 'b', label: 'Entries' },
  ]

  test('arrows select around the ends, one tab is in the tab order, its panel shows', async () => {
    const root = await mount(
      html`<koble-ui-tabs label="Card" .tabs=${tabs}
        ><p slot="a">One</p>
        <p slot="b">Two</p></koble-ui-tabs
      >`,
    )
    const element = deep<Tabs>(root, 'koble-ui-tabs')
    const buttons = (): HTMLElement[] => [...(element.shadowRoot?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])]
    buttons()[0]?.focus()
    const chosen = nextEvent(element, 'ui-tab')
    await userEvent.keyboard('{ArrowLeft}')
    expect(await chosen).toEqual({ key: 'b' })
    await settled()
    expect(buttons().map((button) => button.tabIndex)).toEqual([-1, 0])
    expect(deep(root, 'p[slot=b]').checkVisibility()).toBe(true)
    expect(deep(root, 'p[slot=a]').checkVisibility()).toBe(false)
  })

  test('an unknown tab in the address shows the first one', async () => {
    const root = await mount(html`<koble-ui-tabs label="Card" .tabs=${tabs} selected="gone"></koble-ui-tabs>`)
    expect(deep(root, '[aria-selected=true]').textContent?.trim()).toBe('General')
  })
})

describe('fast tab', () => {
  test('opens by its heading, and shows its summary only while closed', async () => {
    const root = await mount(html`<koble-ui-fast-tab heading="Address" summary="Zürich">Text</koble-ui-fast-tab>`)
    const tab = deep<FastTab>(root, 'koble-ui-fast-tab')
    const button = deep(tab.shadowRoot ?? root, 'button')
    expect(button.textContent).toContain('Zürich')
    const toggled = nextEvent(tab, 'ui-toggle')
    button.click()
    expect(await toggled).toEqual({ open: true })
    await settled()
    expect(button.getAttribute('aria-expanded')).toBe('true')
    expect(button.textContent).not.toContain('Zürich')
  })
})

describe('diff', () => {
  test('a choice says field and column; the host decides what is chosen', async () => {
    const columns = [
      { key: 'erp', label: 'ERP', choosable: true },
      { key: 'crm', label: 'CRM', choosable: true },
    ]
    const rows = [{ field: 'name', label: 'Name', values: { erp: 'A', crm: '' }, changed: ['erp'] }]
    const root = await mount(html`<koble-ui-diff .columns=${columns} .rows=${rows}></koble-ui-diff>`)
    const diff = deep<DiffView>(root, 'koble-ui-diff')
    expect(deep(diff.shadowRoot ?? root, 'tbody').textContent?.replaceAll(/\s+/g, ' ')).toContain('A (changed) (empty)')
    const chosen = nextEvent(diff, 'ui-choose')
    deep(diff.shadowRoot ?? root, 'input[aria-label="Name: CRM"]').click()
    expect(await chosen).toEqual({ field: 'name', column: 'crm' })
    diff.chosen = { name: 'crm' }
    await settled()
    expect(deep(diff.shadowRoot ?? root, 'td.chosen').getAttribute('data-label')).toBe('CRM')
  })
})

describe('id', () => {
  test('shows the beginning and copies all of it', async () => {
    const value = '3f2504e0-4f89-11d3-9a0c-0305e82c3301'
    const root = await mount(html`<koble-ui-id value=${value} label="customer id" short></koble-ui-id>`)
    const id = deep<CopyableId>(root, 'koble-ui-id')
    expect(deep(id.shadowRoot ?? root, 'code').textContent).toBe('3f2504e0…')
    const copied = nextEvent(id, 'ui-copy')
    deep(id.shadowRoot ?? root, 'button').click()
    expect(await copied).toEqual({ value })
    await settled()
    expect(deep(id.shadowRoot ?? root, '[role=status]').textContent).toBe('Copied')
  })
})

describe('shell', () => {
  const navigation = [
    { href: '/', label: 'Home' },
    { href: '/customers', label: 'Customers' },
  ]
  const mountShell = async (): Promise<Shell> =>
    deep<Shell>(
      await mount(
        html`<koble-ui-shell product="Mock" path="/" .navigation=${navigation}><p>Content</p></koble-ui-shell>`,
      ),
      'koble-ui-shell',
    )
  const part = (shell: Shell, selector: string): HTMLElement => deep(shell.shadowRoot ?? shell, selector)

  test('under 700 px the navigation is behind a button: it takes the focus, Escape gives it back', async () => {
    await page.viewport(400, 800)
    const shell = await mountShell()
    expect(part(shell, 'nav').checkVisibility({ visibilityProperty: true })).toBe(false)
    part(shell, '.opener').click()
    await settled()
    await expect.poll(() => shell.shadowRoot?.activeElement?.textContent?.trim()).toBe('Home')
    await userEvent.keyboard('{Escape}')
    await settled()
    expect(part(shell, '.opener').getAttribute('aria-expanded')).toBe('false')
    expect(shell.shadowRoot?.activeElement).toBe(part(shell, '.opener'))
  })

  test('opening a page closes the navigation', async () => {
    await page.viewport(400, 800)
    const shell = await mountShell()
    part(shell, '.opener').click()
    await settled()
    shell.path = '/customers'
    await settled()
    expect(part(shell, '.opener').getAttribute('aria-expanded')).toBe('false')
    expect(part(shell, '[aria-current]').textContent?.trim()).toBe('Customers')
  })

  test('the skip button moves the focus to the content', async () => {
    const shell = await mountShell()
    part(shell, '.skip').click()
    expect(shell.shadowRoot?.activeElement?.localName).toBe('main')
  })

  test.each([320, 500, 701, 1024, 1920])('is no wider than a window of %i px', async (widthPx) => {
    await page.viewport(widthPx, 800)
    await mountShell()
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(widthPx)
  })
})
