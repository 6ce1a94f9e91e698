import { html, LitElement } from 'lit'
import { afterEach, expect, test } from 'vitest'
import { LiveEvents } from './index.ts'
import { deep, mount, unmount } from './test-page.ts'

/** A whole event stream as an address: it opens, says two things and ends, so that the browser reconnects after 20 ms. */
const stream = (contentType: string): string =>
  `data:${contentType},${encodeURIComponent('retry: 20\n\ndata: plain\n\nevent: job.progressed\ndata: {"done":1}\n\n')}`

class TestLive extends LitElement {
  static override properties = { url: {} }
  declare url: string
  readonly heard: string[] = []
  readonly states: string[] = []
  reconnections = 0
  live: LiveEvents | undefined

  override connectedCallback(): void {
    this.live ??= new LiveEvents(this, {
      url: this.url,
      types: ['message', 'job.progressed'],
      onEvent: (type, data) => this.heard.push(`${type} ${data}`),
      onReconnected: () => this.reconnections++,
    })
    super.connectedCallback()
  }

  protected override willUpdate(): void {
    this.states.push(this.live?.state ?? '')
  }
}
customElements.define('test-live', TestLive)

afterEach(unmount)

const mountLive = async (contentType: string): Promise<TestLive> =>
  deep<TestLive>(await mount(html`<test-live url=${stream(contentType)}></test-live>`), 'test-live')

test('events arrive by name; after an interruption the line is live again and the host reads anew', async () => {
  const element = await mountLive('text/event-stream')
  await expect.poll(() => element.heard.slice(0, 2)).toEqual(['message plain', 'job.progressed {"done":1}'])
  await expect.poll(() => element.reconnections).toBeGreaterThan(0)
  expect(element.states).toContain('reconnecting')
  expect(element.states).toContain('live')
})

test('an answer that is no event stream is not the end: it is tried again', async () => {
  const element = await mountLive('text/plain')
  await expect.poll(() => element.live?.state).toBe('reconnecting')
  expect(element.heard).toEqual([])
})

test('a removed element closes its line', async () => {
  const element = await mountLive('text/event-stream')
  await expect.poll(() => element.reconnections).toBeGreaterThan(0)
  element.remove()
  const { length } = element.heard
  const other = await mountLive('text/event-stream')
  await expect.poll(() => other.reconnections).toBeGreaterThan(1)
  expect(element.heard.length).toBe(length)
})
