/** The pages in a real browser, against a Web API that answers from a table of this file. */
import '@koble/ui'
import axe from 'axe-core'
import { afterEach, beforeEach, expect, it } from 'vitest'
import './crm-app.ts'
import type { FormContext } from './form-context.ts'

interface Request {
  readonly method: string
  readonly path: string
  readonly headers: Headers
  readonly body: string
}

const id = '11111111-2222-4333-8444-555555555555'
const record = { '@odata.etag': 'W/"7"', accountid: id, name: 'Adatum', telephone1: '1', statecode: 0, statuscode: 1 }
const user = {
  id: '22222222-2222-4333-8444-555555555555',
  name: 'Anna Krog',
  email: 'anna.krog@fjordlys.example',
  roles: ['Salesperson'],
}
const organization = { id: '33333333-2222-4333-8444-555555555555', name: 'Fjordlys CRM', languageId: 1033 }

let requests: Request[]
let answers: Record<string, () => Response>
const realFetch = globalThis.fetch

const problem = (status: number, code: string, message: string): Response =>
  Response.json({ error: { code, message } }, { status })

beforeEach(() => {
  requests = []
  answers = {
    'GET /session': () => Response.json({ user, organization }),
    'GET /sign-in/users': () =>
      Response.json({ password: 'koble-demo', users: [{ email: user.email, name: user.name, role: 'Salesperson' }] }),
    'GET /api/data/v9.2/accounts': () => Response.json({ value: [record] }),
    [`GET /api/data/v9.2/accounts(${id})`]: () => Response.json(record),
    [`PATCH /api/data/v9.2/accounts(${id})`]: () => new Response(null, { status: 204 }),
    'GET /api/data/v9.2/stringmaps': () =>
      Response.json({ value: [{ attributename: 'customertypecode', attributevalue: 3, value: 'Customer' }] }),
    'GET /api/data/v9.2/webresourceset': () => Response.json({ value: [] }),
  }
  globalThis.fetch = async (input, init) => {
    const request = new Request(input instanceof Request ? input : new URL(input, location.origin), init)
    const path = new URL(request.url).pathname
    requests.push({ method: request.method, path, headers: request.headers, body: await request.text() })
    return answers[`${request.method} ${path}`]?.() ?? problem(404, '0x8006088a', 'Not here.')
  }
})

afterEach(() => {
  globalThis.fetch = realFetch
  document.body.replaceChildren()
  history.replaceState(null, '', '/')
})

function open(path: string): void {
  history.replaceState(null, '', path)
  document.body.append(document.createElement('crm-app'))
}

/** Every element of the page, shadow roots included. */
function* everywhere(root: ParentNode): Iterable<Element> {
  for (const element of root.querySelectorAll('*')) {
    yield element
    if (element.shadowRoot) yield* everywhere(element.shadowRoot)
  }
}

const all = (selector: string): Element[] => [...everywhere(document)].filter((element) => element.matches(selector))
const one = (selector: string, text = ''): Promise<Element> =>
  expect
    .poll(() =>
      all(selector).find(
        (element) => (element.textContent ?? '').includes(text) || element.getAttribute('heading')?.includes(text),
      ),
    )
    .toBeDefined()
    .then(
      () =>
        all(selector).find(
          (element) => (element.textContent ?? '').includes(text) || element.getAttribute('heading')?.includes(text),
        ) ?? document.body,
    )

const field = async (name: string): Promise<HTMLInputElement> => {
  const host = await one(`koble-ui-field[name=${name}]`)
  await expect.poll(() => host.shadowRoot?.querySelector('input')).toBeTruthy()
  return host.shadowRoot?.querySelector('input') ?? document.createElement('input')
}

const type = async (name: string, value: string): Promise<void> => {
  const input = await field(name)
  input.value = value
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
  input.dispatchEvent(new Event('change', { bubbles: true, composed: true }))
}

const click = async (text: string): Promise<void> => {
  const button = await one('koble-ui-button', text)
  button.shadowRoot?.querySelector<HTMLElement>('button, a')?.click()
}

const formOfPage = (): FormContext => Reflect.get(Reflect.get(window, 'Xrm'), 'Page')

it.each([
  ['the sign-in page', '/', { 'GET /session': () => Response.json({ user: null }) }, 'h1'],
  ['the list', '/accounts', {}, 'koble-ui-table'],
  ['the form', `/accounts/${id}`, {}, 'koble-ui-field[name=name]'],
  [
    'an account that is refused',
    `/accounts/${id}`,
    {
      [`GET /api/data/v9.2/accounts(${id})`]: () =>
        problem(403, '0x80040220', 'Principal user is missing prvReadAccount privilege'),
    },
    'koble-ui-error',
  ],
] as const)('%s is accessible', async (_, path, more, selector) => {
  Object.assign(answers, more)
  open(path)
  await one(selector)
  const { violations } = await axe.run(document, {
    rules: {
      'landmark-one-main': { enabled: false },
      'html-has-lang': { enabled: false },
      'document-title': { enabled: false },
      region: { enabled: false },
    },
  })
  expect(violations.map((violation) => [violation.id, violation.nodes.map((node) => node.target.join(' '))])).toEqual(
    [],
  )
})

it('a refused account says which privilege is missing', async () => {
  answers[`GET /api/data/v9.2/accounts(${id})`] = () =>
    problem(403, '0x80040220', 'Principal user is missing prvReadAccount privilege')
  open(`/accounts/${id}`)
  const error = await one('koble-ui-error')
  await expect.poll(() => error.shadowRoot?.textContent).toContain('Your security roles lack prvReadAccount')
})

it('a save sends the changed column under the tag that was read', async () => {
  open(`/accounts/${id}`)
  await type('telephone1', '+45 2')
  await click('Save')
  await expect.poll(() => requests.filter(({ method }) => method === 'PATCH')).toHaveLength(1)
  const [sent] = requests.filter(({ method }) => method === 'PATCH')
  expect([sent?.body, sent?.headers.get('If-Match')]).toEqual(['{"telephone1":"+45 2"}', 'W/"7"'])
})

it('a stale save shows the conflict and reloads on demand', async () => {
  answers[`PATCH /api/data/v9.2/accounts(${id})`] = () =>
    problem(412, '0x80060882', "The version of the existing record doesn't match the RowVersion property provided.")
  open(`/accounts/${id}`)
  await type('telephone1', '+45 2')
  await click('Save')
  const error = await one('crm-conflict')
  await expect
    .poll(() => error.shadowRoot?.querySelector('koble-ui-error')?.shadowRoot?.textContent)
    .toContain('Someone else changed this record')
  answers[`GET /api/data/v9.2/accounts(${id})`] = () => Response.json({ ...record, telephone1: '9' })
  await click('Reload and drop my changes')
  await expect.poll(async () => (await field('telephone1')).value).toBe('9')
})

it('a stale save may be kept: the person’s change on the record as it is now', async () => {
  answers[`PATCH /api/data/v9.2/accounts(${id})`] = () => problem(412, '0x80060882', 'stale')
  open(`/accounts/${id}`)
  await type('telephone1', '+45 2')
  answers[`GET /api/data/v9.2/accounts(${id})`] = () => Response.json({ ...record, '@odata.etag': 'W/"8"', fax: '9' })
  await click('Save')
  const diff = await one('koble-ui-diff')
  await expect.poll(() => diff.shadowRoot?.textContent).toMatch(/Main phone[\s\S]*\+45 2[\s\S]*Fax[\s\S]*9/)
  await click('Keep my changes')
  await expect.poll(async () => (await field('fax')).value).toBe('9')
  answers[`PATCH /api/data/v9.2/accounts(${id})`] = () => new Response(null, { status: 204 })
  await click('Save')
  await expect.poll(() => requests.filter(({ method }) => method === 'PATCH')).toHaveLength(2)
  const sent = requests.filter(({ method }) => method === 'PATCH')[1]
  expect([sent?.body, sent?.headers.get('If-Match')]).toEqual(['{"telephone1":"+45 2"}', 'W/"8"'])
})

it('a web resource that is not installed is named', async () => {
  open(`/accounts/${id}`)
  await one('koble-ui-empty', 'web resource koble_/fact-boxes.html is not installed')
})

it('scripts get the record, the user and the events of the form', async () => {
  open(`/accounts/${id}`)
  await field('name')
  const form = formOfPage()
  expect([form.data.entity.getId(), form.data.entity.getEntityName(), form.ui.getFormType()]).toEqual([
    `{${id}}`,
    'account',
    2,
  ])
  expect(form.getAttribute('name')?.getValue()).toBe('Adatum')
  expect(form.getAttribute('nothing')).toBeNull()
  const context = Reflect.get(Reflect.get(window, 'Xrm'), 'Utility').getGlobalContext()
  expect([context.userSettings.userId, context.getClientUrl()]).toEqual([`{${user.id}}`, location.origin])
  const events: string[] = []
  form.data.entity.addOnSave(() => events.push('save'))
  form.data.entity.addOnPostSave(() => events.push('post-save'))
  form.data.addOnLoad(() => events.push('load'))
  form.getAttribute('telephone1')?.addOnChange(() => events.push('change'))
  await type('telephone1', '3')
  await click('Save')
  await expect.poll(() => events).toEqual(['change', 'save', 'load', 'post-save'])
})

it('a form library is told of the form, its frames and its tabs', async () => {
  open(`/accounts/${id}`)
  await field('name')
  const form = formOfPage()
  const controls: string[] = []
  form.ui.controls.forEach((control) => controls.push(`${control.getControlType()} ${control.getSrc()}`))
  expect(controls).toEqual([`webresource ${location.origin}/WebResources/koble_/fact-boxes.html`])
  expect(await form.getControl('fact-boxes.html')?.getContentWindow()).toBeNull()
  let changes = 0
  form.ui.tabs.forEach((tab) => tab.getName() === 'details' && tab.addTabStateChange(() => (changes += 1)))
  const tabs = await one('koble-ui-tabs')
  const details = [...(tabs.shadowRoot?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])].find((tab) =>
    tab.textContent?.includes('Details'),
  )
  details?.click()
  await expect.poll(() => changes).toBe(1)
})

it('a handler may prevent the save', async () => {
  open(`/accounts/${id}`)
  await type('telephone1', '3')
  formOfPage().data.entity.addOnSave((execution) => execution.getEventArgs().preventDefault())
  await click('Save')
  await expect.poll(() => requests.some(({ path }) => path === '/api/data/v9.2/stringmaps')).toBe(true)
  expect(requests.filter(({ method }) => method === 'PATCH')).toEqual([])
})
