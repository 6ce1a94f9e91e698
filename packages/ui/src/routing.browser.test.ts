import { html, LitElement, type TemplateResult } from 'lit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { navigate, QueryController, route, RouteController } from './index.ts'
import { deep, mount, settled, unmount } from './test-page.ts'

class TestApp extends LitElement {
  readonly router = new RouteController(
    this,
    [
      route(
        '/',
        () => html`<koble-ui-page heading="Home"><a id="card" href="/customers/A%2FB?tab=x">Card</a></koble-ui-page>`,
      ),
      route(
        '/customers/:id',
        ({ id }, query) =>
          html`<koble-ui-page heading=${`Customer ${id} ${query.get('tab') ?? ''}`}
            ><a id="file" href="/files/x.csv">File</a><a id="new" href="/" target="_blank">New</a></koble-ui-page
          >`,
      ),
      route(
        '/form',
        () =>
          html`<koble-ui-page heading="Form"><koble-ui-field autofocus label="Name"></koble-ui-field></koble-ui-page>`,
      ),
    ],
    { notFound: (path) => html`<koble-ui-page heading=${`No page ${path}`}></koble-ui-page>` },
  )
  readonly query = new QueryController(this, { search: '', sort: 'name' })
  protected override render(): TemplateResult {
    return html`<koble-ui-shell product="Test">${this.router.outlet()}</koble-ui-shell>`
  }
}
customElements.define('test-app', TestApp)

const start = location.pathname + location.search

beforeEach(() => history.pushState(null, '', '/'))
afterEach(() => {
  unmount()
  history.replaceState(null, '', start)
})

const mountApp = async (): Promise<TestApp> => deep<TestApp>(await mount(html`<test-app></test-app>`), 'test-app')
const heading = (app: TestApp): string => deep(app.shadowRoot ?? app, 'h1').textContent?.trim() ?? ''
/** Clicks, and answers whether the router took the click; the browser must not leave the test's page. */
const click = (app: TestApp, selector: string, init: MouseEventInit = {}): boolean => {
  const seen = { taken: false }
  const last = (event: Event): void => {
    seen.taken = event.defaultPrevented
    event.preventDefault()
  }
  window.addEventListener('click', last, { once: true })
  const event = new MouseEvent('click', { bubbles: true, composed: true, cancelable: true, ...init })
  deep(app.shadowRoot ?? app, selector).dispatchEvent(event)
  return seen.taken
}

describe('routes', () => {
  test('a click on a matching link opens its page, decoded, without a page load', async () => {
    const app = await mountApp()
    expect(heading(app)).toBe('Home')
    expect(click(app, '#card')).toBe(true)
    await settled()
    expect(heading(app)).toBe('Customer A/B x')
    expect(location.pathname).toBe('/customers/A%2FB')
  })

  test('the focus follows to the heading of the new page', async () => {
    const app = await mountApp()
    navigate('/customers/1')
    const page = (): Element => deep(app.shadowRoot ?? app, 'koble-ui-page')
    await expect.poll(() => page().shadowRoot?.activeElement?.localName).toBe('h1')
  })

  test('an element of the new page that asks for the focus has it', async () => {
    const app = await mountApp()
    navigate('/form')
    await settled()
    await settled()
    expect(app.shadowRoot?.activeElement?.localName).toBe('koble-ui-field')
  })

  test("the window's title names the page", async () => {
    await mountApp()
    navigate('/customers/1')
    await settled()
    expect(document.title).toMatch(/^Customer 1 - /)
  })

  test('Back shows the page before', async () => {
    const app = await mountApp()
    navigate('/customers/1')
    await settled()
    history.back()
    await expect.poll(() => heading(app)).toBe('Home')
  })

  test('addresses without a route, new windows and modified clicks are left to the browser', async () => {
    const app = await mountApp()
    navigate('/customers/1')
    await settled()
    expect(click(app, '#file')).toBe(false)
    expect(click(app, '#new')).toBe(false)
    expect(click(app, '.product', { ctrlKey: true })).toBe(false)
    expect(click(app, '.product')).toBe(true)
  })

  test('an unknown address renders the not-found page', async () => {
    history.replaceState(null, '', '/nothing/here')
    expect(heading(await mountApp())).toBe('No page /nothing/here')
  })
})

describe('query state', () => {
  test('what is set stands in the address, what equals its default does not, other names stay', async () => {
    history.replaceState(null, '', '/?tab=2')
    const app = await mountApp()
    app.query.set({ search: 'möbel', sort: 'name' })
    expect(location.search).toBe('?tab=2&search=m%C3%B6bel')
    expect(app.query.values).toEqual({ search: 'möbel', sort: 'name' })
    app.query.set({ search: '' })
    expect(location.search).toBe('?tab=2')
  })

  test('a pushed change is undone by Back', async () => {
    const app = await mountApp()
    app.query.set({ sort: 'city' }, { push: true })
    history.back()
    await expect.poll(() => app.query.values.sort).toBe('name')
  })
})
