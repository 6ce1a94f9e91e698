/** The page of the web resource, in a frame of its own, from its hand-over to its looks. */
import { afterEach, expect, test } from 'vitest'
import page from '../../web-resource/fact-boxes.html?raw'
import { serverOfPage } from './server-of-page.ts'
import { handOver, type FormControl } from './hand-over.ts'
import { startDataversePage } from './start-dataverse-page.ts'

let frame: HTMLIFrameElement | undefined
afterEach(() => {
  frame?.remove()
  document.documentElement.style.colorScheme = ''
})

/** The frame has no script of its own, so that the test alone starts the page. */
async function openFrame(body = page.replace(/<script[^]*<\/script>/, '')): Promise<Window> {
  const element = document.createElement('iframe')
  element.title = 'ERP facts'
  element.srcdoc = body
  const loaded = new Promise((resolve) => element.addEventListener('load', resolve, { once: true }))
  document.body.append(element)
  frame = element
  await loaded
  if (element.contentWindow === null) throw new Error('The frame has no window.')
  return element.contentWindow
}

const parse = (content: string): Document =>
  new DOMParser().parseFromString(`<meta name="koble-server" content="${content}">`, 'text/html')

test.each([
  ['https://koble.example', '', 'https://koble.example'],
  ['https://koble.example', '?data=http://127.0.0.1:4000', 'https://koble.example'],
  ['{{server}}', '?data=http%3A%2F%2F127.0.0.1%3A4000', 'http://127.0.0.1:4000'],
  ['{{server}}', '?data=https://stranger.example', ''],
  ['{{server}}', '?data=http://127.0.0.1.stranger.example', ''],
  ['{{server}}', '?data=http://localhost@stranger.example', ''],
  ['{{server}}', '', ''],
  ['', '', ''],
])('a page written with %j and called with %j asks the server at %j', (written, search, server) => {
  expect(serverOfPage(parse(written), search)).toBe(server)
})

test('the page has the place for the server’s address and the script beside it, and no inline script', () => {
  const parsed = new DOMParser().parseFromString(page, 'text/html')
  expect(parsed.querySelector('meta[name="koble-server"]')?.getAttribute('content')).toBe('{{server}}')
  const scripts = [...parsed.scripts].map((script) => [script.getAttribute('src'), script.textContent])
  expect(scripts).toEqual([['koble-widget.js', '']])
})

test('the page gets the function that the form calls, a language, a direction and its boxes’ host', async () => {
  const window = await openFrame()
  startDataversePage(window)
  const root = window.document.documentElement
  expect([typeof Reflect.get(window, 'setClientApiContext'), root.lang, root.dir]).toEqual(['function', 'en', 'ltr'])
  const boxes = window.document.querySelector('koble-fact-boxes')
  expect(Reflect.get(boxes ?? {}, 'hostPage')).toBeDefined()
})

test('a page without boxes for this host gets no global', async () => {
  const window = await openFrame('<koble-fact-boxes></koble-fact-boxes>')
  startDataversePage(window)
  expect(Reflect.get(window, 'setClientApiContext')).toBeUndefined()
})

test.each([
  ['normal', 'light'],
  ['light', 'light'],
  ['dark', 'dark'],
  ['light dark', 'auto'],
])('in a form whose colour scheme is %s the boxes are %s', async (scheme, theme) => {
  document.documentElement.style.colorScheme = scheme
  const window = await openFrame(page.replace(/<script[^]*<\/script>/, '').replace('host=', 'theme="auto" host='))
  const boxes = window.document.querySelector('koble-fact-boxes')
  Reflect.set(boxes ?? {}, 'theme', 'auto')
  startDataversePage(window)
  expect(Reflect.get(boxes ?? {}, 'theme')).toBe(theme)
})

test('the form’s script hands its context to the fact boxes alone, and again when a tab opens', async () => {
  const given: unknown[] = []
  const target = { setClientApiContext: (xrm: unknown, form: unknown) => given.push([xrm, form]) }
  const opened: (() => void)[] = []
  const control = (type: string, src: string): FormControl => ({
    getControlType: () => type,
    getSrc: () => src,
    getContentWindow: async () => Object.assign(Object.create(window) as Window, target),
  })
  const controls = [
    control('webresource', '/WebResources/koble_/fact-boxes.html'),
    control('webresource', '/WebResources/other.html'),
    { getControlType: () => 'standard' },
  ]
  const form = {
    ui: {
      controls: { forEach: (visit: (each: FormControl) => void) => controls.forEach((each) => visit(each)) },
      tabs: {
        forEach: (visit: (tab: { addTabStateChange(handler: () => void): void }) => void) =>
          visit({ addTabStateChange: (handler) => void opened.push(handler) }),
      },
    },
  }
  handOver('xrm', form)
  await Promise.resolve()
  await Promise.resolve()
  expect(given).toEqual([['xrm', form]])
  opened.forEach((handler) => handler())
  await Promise.resolve()
  await Promise.resolve()
  expect(given.length).toBe(2)
})
