/** An entry of the shell's navigation, and which one is the current page's. */
import type { IconName } from './icon.ts'

export type NavigationItem = {
  readonly href: string
  readonly label: string
  readonly icon?: IconName
  /** Entries of one group stand together under its name. */
  readonly group?: string
  readonly count?: number
}

const isUnder = (path: string, href: string): boolean =>
  path === href || path.startsWith(href.endsWith('/') ? href : `${href}/`)

/** The entry that leads nearest to `path`: a card belongs to its list; "/" is current only for itself. */
export const currentItem = (items: readonly NavigationItem[], path: string): NavigationItem | undefined =>
  items
    .filter(({ href }) => (href === '/' ? path === '/' : isUnder(path, href)))
    .reduce<NavigationItem | undefined>(
      (best, item) => (best !== undefined && best.href.length >= item.href.length ? best : item),
      undefined,
    )

/** Groups in the order in which their first entry stands. */
export const groupItems = (items: readonly NavigationItem[]): ReadonlyMap<string, readonly NavigationItem[]> =>
  Map.groupBy(items, ({ group }) => group ?? '')
