import { html } from 'lit'
import { afterEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { confirmAction, toast, type Dialog, type Menu } from './index.ts'
import { deep, findViolations, mount, nextEvent, settled, unmount } from './test-page.ts'

afterEach(() => {
  unmount()
  document.querySelector('koble-ui-dialog')?.remove()
  document.querySelector('koble-ui-toasts')?.remove()
})

const deletion = {
  heading: 'Delete customers?',
  effect: 'The customers are removed from the ERP.',
  count: 3,
  noun: 'customer',
  confirmLabel: 'Delete',
  danger: true,
}

const buttons = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('koble-ui-dialog > koble-ui-button')]

describe('confirmation', () => {
  test('names the effect and the count, and begins on Cancel', async () => {
    const answer = confirmAction(deletion)
    await settled()
    expect(document.querySelector('koble-ui-dialog p')?.textContent).toBe(deletion.effect)
    expect(buttons().map((button) => button.textContent?.trim())).toEqual(['Cancel', 'Delete 3 customers'])
    expect(document.activeElement).toBe(buttons()[0])
    expect(await findViolations(deep(document, 'koble-ui-dialog'))).toEqual([])
    buttons()[1]?.click()
    expect(await answer).toBe(true)
    expect(document.querySelector('koble-ui-dialog')).toBeNull()
  })

  test.each([
    ['Cancel', async () => buttons()[0]?.click()],
    ['Escape', async () => userEvent.keyboard('{Escape}')],
    [
      'the close button',
      async () => deep(deep(document, 'koble-ui-dialog').shadowRoot ?? document, 'koble-ui-button').click(),
    ],
  ])('%s answers no', async (_, refuse) => {
    const answer = confirmAction(deletion)
    await settled()
    await refuse()
    expect(await answer).toBe(false)
  })
})

describe('dialog', () => {
  test('says how it was closed, and gives the focus back', async () => {
    const root = await mount(
      html`<koble-ui-button id="opener">Open</koble-ui-button><koble-ui-dialog heading="Title">Text</koble-ui-dialog>`,
    )
    const dialog = deep<Dialog>(root, 'koble-ui-dialog')
    deep(root, '#opener').focus()
    dialog.show()
    await settled()
    const closed = nextEvent(dialog, 'ui-close')
    await userEvent.keyboard('{Escape}')
    expect(await closed).toEqual({ reason: 'escape' })
    expect(dialog.open).toBe(false)
    expect(document.activeElement?.id).toBe('opener')
  })
})

describe('menu', () => {
  const items = [
    { key: 'copy', label: 'Copy' },
    { key: 'off', label: 'Off', disabled: true },
    { key: 'delete', label: 'Delete', danger: true },
  ]
  const mountMenu = async (): Promise<Menu> =>
    deep<Menu>(await mount(html`<koble-ui-menu label="More" .items=${items}></koble-ui-menu>`), 'koble-ui-menu')
  const opener = (menu: Menu): HTMLElement => deep(menu.shadowRoot ?? menu, '#opener')
  const focused = (menu: Menu): string => menu.shadowRoot?.activeElement?.textContent?.trim() ?? ''

  test('opens by arrow, moves around, and Enter runs an action and gives the focus back', async () => {
    const menu = await mountMenu()
    opener(menu).focus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.poll(() => focused(menu)).toBe('Copy')
    await userEvent.keyboard('{ArrowUp}')
    expect(focused(menu)).toBe('Delete')
    const action = nextEvent(menu, 'ui-action')
    await userEvent.keyboard('{Enter}')
    expect(await action).toEqual({ key: 'delete' })
    expect(menu.shadowRoot?.activeElement).toBe(opener(menu))
  })

  test('a disabled item does nothing, and Escape closes', async () => {
    const menu = await mountMenu()
    const seen: unknown[] = []
    menu.addEventListener('ui-action', (event) => seen.push(event))
    opener(menu).click()
    await expect.poll(() => focused(menu)).toBe('Copy')
    await userEvent.keyboard('{ArrowDown}{Enter}')
    expect(seen).toEqual([])
    await userEvent.keyboard('{Escape}')
    await expect.poll(() => opener(menu).getAttribute('aria-expanded')).toBe('false')
  })

  test('stays inside the window at its right edge', async () => {
    const menu = await mountMenu()
    menu.style.position = 'fixed'
    menu.style.right = '0'
    opener(menu).click()
    await expect.poll(() => focused(menu)).toBe('Copy')
    const box = deep(menu.shadowRoot ?? menu, '.menu').getBoundingClientRect()
    expect(box.right).toBeLessThanOrEqual(innerWidth)
  })
})

describe('toast', () => {
  const region = (): Element => deep(document, 'koble-ui-toasts')
  const shown = (): string[] =>
    [...(region().shadowRoot?.querySelectorAll('koble-ui-notice') ?? [])].map(
      (notice) => notice.textContent?.trim() ?? '',
    )

  test('stands in a live region, runs its action once and goes', async () => {
    const runs = { count: 0 }
    toast('Deleted.', { action: { label: 'Undo', run: () => runs.count++ } })
    await settled()
    expect(deep(region().shadowRoot ?? document, '[aria-live=polite]').textContent).toContain('Deleted.')
    expect(await findViolations(region())).toEqual([])
    deep(region().shadowRoot ?? document, 'koble-ui-button[slot=action]').click()
    await settled()
    expect([runs.count, shown()]).toEqual([1, []])
  })

  test('an error is an alert, and four are the most', async () => {
    for (const n of [1, 2, 3, 4, 5]) toast(`Failed ${n}`, { kind: 'danger' })
    await settled()
    expect(shown()).toEqual(['Failed 2', 'Failed 3', 'Failed 4', 'Failed 5'])
    expect(deep(region().shadowRoot ?? document, 'koble-ui-notice').getAttribute('role')).toBe('alert')
  })
})
