/** What fields suggest: records of other sets, read when a field is first entered and searched again while one types. */
import type { Option } from '@koble/ui'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { list, textOf, type Page } from './api.ts'
import type { Lookup } from './definitions/definition.ts'
import { NO_ID } from './definitions/shown-value.ts'
import { searchFilter } from './search-filter.ts'

/** So many are offered without typing; a longer set is searched. */
const OFFERED = 200

interface Known {
  readonly options: readonly Option[]
  readonly isWhole: boolean
}

const none: readonly Option[] = []

export class Lookups implements ReactiveController {
  readonly #host: ReactiveControllerHost
  readonly #known = new Map<string, Known>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(host: ReactiveControllerHost) {
    this.#host = host
    host.addController(this)
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer)
  }

  optionsOf(lookup: Lookup | undefined): readonly Option[] {
    return lookup === undefined ? none : (this.#known.get(keyOf(lookup))?.options ?? none)
  }

  /** The first ones of the set; asked for once. */
  async load(lookup: Lookup | undefined): Promise<void> {
    if (lookup === undefined || this.#known.has(keyOf(lookup))) return
    this.#known.set(keyOf(lookup), { options: none, isWhole: true })
    await this.#read(lookup, {})
  }

  /** What fits the text, where the set is longer than what is offered; after a pause in typing. */
  search(lookup: Lookup | undefined, text: string): void {
    clearTimeout(this.#timer)
    if (lookup === undefined || this.#known.get(keyOf(lookup))?.isWhole === true) return
    this.#timer = setTimeout(() => void this.#read(lookup, searchFilter(text, lookup)), 250)
  }

  async #read(lookup: Lookup, query: Readonly<Record<string, string>>): Promise<void> {
    const { set, key, title } = lookup
    try {
      const select = [...new Set([key, title])].join(',')
      const found = await list(set, { $select: select, $top: String(OFFERED), ...query }, OFFERED)
      const isWhole = found.rows.length < OFFERED && Object.keys(query).length === 0
      this.#known.set(keyOf(lookup), { options: optionsOf(found, lookup), isWhole })
    } catch {
      // Without suggestions the field still takes a value.
      this.#known.delete(keyOf(lookup))
    }
    this.#host.requestUpdate()
  }
}

const keyOf = ({ set, key }: Lookup): string => `${set} ${key}`

/** A number with its name; a reference by id shows the code alone, and none first. */
function optionsOf({ rows }: Page, { key, title }: Lookup): readonly Option[] {
  if (key === 'id') {
    const known = rows.map((row) => ({ value: textOf(row, key), label: textOf(row, title) }))
    return [{ value: NO_ID, label: '(none)' }, ...known]
  }
  return rows.map((row) => ({ value: textOf(row, key), label: `${textOf(row, key)} ${textOf(row, title)}` }))
}
