import { html, type TemplateResult } from 'lit'
import { afterEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { readForm, type Field, type FieldDetail } from './index.ts'
import { deep, mount, nextEvent, settled, unmount } from './test-page.ts'

const mountForm = async (fields: TemplateResult): Promise<HTMLFormElement> => {
  const root = await mount(html`<form @submit=${(event: Event) => event.preventDefault()}>${fields}</form>`)
  return deep<HTMLFormElement>(root, 'form')
}
const field = (form: HTMLElement, name: string): Field => deep<Field>(form, `koble-ui-field[name=${name}]`)
const control = (form: HTMLElement, name: string): HTMLInputElement =>
  deep<HTMLInputElement>(field(form, name).shadowRoot ?? form, '#control')
const below = (form: HTMLElement, name: string): string =>
  deep(field(form, name).shadowRoot ?? form, '#below').textContent?.trim() ?? ''

afterEach(unmount)

describe('values', () => {
  test('a form reads canonical values', async () => {
    const form = await mountForm(html`
      <koble-ui-field name="name" label="Name" value="Möbel"></koble-ui-field>
      <koble-ui-field name="limit" type="decimal" label="Limit" value="12345678901234567890.123"></koble-ui-field>
      <koble-ui-field name="date" type="date" label="Date" value="2026-01-31"></koble-ui-field>
      <koble-ui-field name="blocked" type="checkbox" label="Blocked" checked></koble-ui-field>
      <koble-ui-field name="note" type="textarea" label="Note"></koble-ui-field>
    `)
    expect(readForm(form)).toEqual({
      name: 'Möbel',
      limit: '12345678901234567890.123',
      date: '2026-01-31',
      blocked: 'true',
      note: '',
    })
    expect(control(form, 'limit').value).toBe('12,345,678,901,234,567,890.123')
  })

  test('a decimal is typed as people write it and kept as a decimal string', async () => {
    const form = await mountForm(html`<koble-ui-field name="limit" type="decimal" label="Limit"></koble-ui-field>`)
    const changed = nextEvent<FieldDetail>(form, 'ui-change')
    await userEvent.fill(control(form, 'limit'), '1,234.50')
    control(form, 'limit').blur()
    expect(await changed).toEqual({ name: 'limit', value: '1234.50', checked: false })
    expect(readForm(form)).toEqual({ limit: '1234.50' })
  })

  test('what is no number stays visible, says so and is not submitted', async () => {
    const form = await mountForm(
      html`<koble-ui-field name="limit" type="decimal" label="Limit" value="5"></koble-ui-field>`,
    )
    await userEvent.fill(control(form, 'limit'), '12x')
    control(form, 'limit').blur()
    await settled()
    expect(control(form, 'limit').value).toBe('12x')
    expect(below(form, 'limit')).toBe('Limit must be a number, for example 1,234.56.')
    expect(form.checkValidity()).toBe(false)
  })

  test('a value that the host sets replaces what was typed', async () => {
    const form = await mountForm(
      html`<koble-ui-field name="limit" type="decimal" label="Limit" value="5"></koble-ui-field>`,
    )
    await userEvent.fill(control(form, 'limit'), '12x')
    field(form, 'limit').value = '7'
    await settled()
    expect(control(form, 'limit').value).toBe('7')
  })

  test('a select keeps a value that is not among its options, instead of showing the first', async () => {
    const options = [{ value: 'Ship', label: 'Ship' }]
    const form = await mountForm(
      html`<koble-ui-field
        name="blocked"
        type="select"
        label="Blocked"
        value="Odd"
        .options=${options}
      ></koble-ui-field>`,
    )
    expect(control(form, 'blocked').value).toBe('Odd')
    expect(readForm(form)).toEqual({ blocked: 'Odd' })
  })

  test('reset brings the first values back', async () => {
    const form = await mountForm(html`<koble-ui-field name="name" label="Name" value="A"></koble-ui-field>`)
    await userEvent.fill(control(form, 'name'), 'B')
    form.reset()
    await settled()
    expect(control(form, 'name').value).toBe('A')
  })
})

describe('submitting', () => {
  test('Enter in a field and the submit button submit the form', async () => {
    const form = await mountForm(
      html`<koble-ui-field name="name" label="Name"></koble-ui-field
        ><koble-ui-button type="submit">Save</koble-ui-button>`,
    )
    const count = { submits: 0 }
    form.addEventListener('submit', () => count.submits++)
    control(form, 'name').focus()
    await userEvent.keyboard('{Enter}')
    deep(form, 'koble-ui-button').click()
    expect(count.submits).toBe(2)
  })

  test('a missing value stops it, says what is missing and takes the focus', async () => {
    const form = await mountForm(
      html`<koble-ui-field name="first" label="First"></koble-ui-field
        ><koble-ui-field name="name" label="Name" required></koble-ui-field
        ><koble-ui-field name="city" label="City" required></koble-ui-field>`,
    )
    const count = { submits: 0 }
    form.addEventListener('submit', () => count.submits++)
    expect(below(form, 'name')).toBe('')
    form.requestSubmit()
    await settled()
    expect(count.submits).toBe(0)
    expect(below(form, 'name')).toBe('Enter Name.')
    expect(document.activeElement).toBe(field(form, 'name'))
  })

  test("the host's error goes when the value changes", async () => {
    const form = await mountForm(html`<koble-ui-field name="name" label="Name" error="Taken."></koble-ui-field>`)
    expect(below(form, 'name')).toBe('Taken.')
    expect(control(form, 'name').getAttribute('aria-invalid')).toBe('true')
    await userEvent.fill(control(form, 'name'), 'B')
    await settled()
    expect(below(form, 'name')).toBe('')
  })

  test('a busy button takes no second click', async () => {
    const root = await mount(html`<koble-ui-button busy>Save</koble-ui-button>`)
    const count = { clicks: 0 }
    root.addEventListener('click', () => count.clicks++)
    deep(root, 'koble-ui-button').click()
    expect(count.clicks).toBe(0)
  })
})

test('an error appears without moving what stands below', async () => {
  const form = await mountForm(
    html`<koble-ui-field name="name" label="Name" required></koble-ui-field>
      <p id="after">After</p>`,
  )
  const top = deep(form, '#after').getBoundingClientRect().top
  form.requestSubmit()
  await settled()
  expect(deep(form, '#after').getBoundingClientRect().top).toBe(top)
})
