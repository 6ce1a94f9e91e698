/** A list of the API page by page, over `Loaded`: read anew, it asks for as many rows as it shows. */
import type { Problem } from '@koble/ui'
import type { ReactiveControllerHost } from 'lit'
import { problemOf } from '../api/api-failure.ts'
import type { Page } from '../api/types.ts'
import { Loaded } from './loaded.ts'

/** The API's own limits. */
const usualRows = 100
const mostRows = 1000

export type PageQuery = { readonly limit: string; readonly cursor?: string }

export type LoadedListOptions<Item> = {
  readonly key: () => string | undefined
  readonly load: (query: PageQuery) => Promise<Page<Item>>
}

export class LoadedList<Item> {
  readonly #host: ReactiveControllerHost
  readonly #options: LoadedListOptions<Item>
  readonly #first: Loaded<Page<Item>>
  loadingMore = false

  constructor(host: ReactiveControllerHost, options: LoadedListOptions<Item>) {
    this.#host = host
    this.#options = options
    this.#first = new Loaded(host, {
      key: options.key,
      load: () => options.load({ limit: String(Math.min(mostRows, Math.max(usualRows, this.items.length))) }),
      keep: true,
    })
  }

  get items(): readonly Item[] {
    return this.#first.value?.items ?? []
  }

  get loading(): boolean {
    return this.#first.loading || (this.#first.value === undefined && this.problem === undefined)
  }

  get problem(): Problem | undefined {
    return this.#first.problem
  }

  get hasMore(): boolean {
    return this.#first.value?.next != null
  }

  reload(): Promise<void> {
    return this.#first.reload()
  }

  async more(): Promise<void> {
    const shown = this.#first.value
    if (shown?.next == null || this.loadingMore) return
    this.loadingMore = true
    this.#host.requestUpdate()
    try {
      const page = await this.#options.load({ limit: String(usualRows), cursor: shown.next })
      // The list may have been read anew meanwhile; then the page belongs to nothing that is shown.
      if (this.#first.value === shown) this.#first.set({ items: [...shown.items, ...page.items], next: page.next })
    } catch (error) {
      this.#first.problem = problemOf(error)
    }
    this.loadingMore = false
    this.#host.requestUpdate()
  }
}
