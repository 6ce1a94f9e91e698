/** The console's navigation: what belongs to the connection at hand, with what waits for a person, and the connections. */
import type { NavigationItem } from '@koble/ui'
import type { Connection, Overview, Standing } from '../api/types.ts'
import { paths } from './paths.ts'

const sum = (overview: Overview | undefined, count: (row: Standing) => number): { count?: number } => {
  const total = (overview?.mappings ?? []).reduce((all, row) => all + count(row), 0)
  return total === 0 ? {} : { count: total }
}

export function navigationOf(
  connection: Connection | undefined,
  overview: Overview | undefined,
): readonly NavigationItem[] {
  const all: NavigationItem = { href: paths.connections, label: 'All connections', icon: 'link', group: 'Koble' }
  if (connection === undefined) return [all]
  const { id, name } = connection
  const entries: readonly NavigationItem[] = [
    { href: paths.overview(id), label: 'Overview', icon: 'home' },
    { href: paths.fullSynchronization(id), label: 'Full synchronization', icon: 'sync' },
    { href: paths.jobs(id), label: 'Jobs', icon: 'history' },
    { href: paths.couplings(id), label: 'Couplings', icon: 'link' },
    {
      href: paths.conflicts(id),
      label: 'Conflicts',
      icon: 'warning',
      ...sum(overview, (row) => row.conflicts),
    },
    { href: paths.skipped(id), label: 'Skipped', icon: 'close', ...sum(overview, (row) => row.skipped) },
    { href: paths.waiting(id), label: 'Waiting', icon: 'calendar', ...sum(overview, (row) => row.waiting) },
    { href: paths.connection(id), label: 'Settings and test', icon: 'settings' },
  ]
  return [...entries.map((entry) => ({ ...entry, group: name })), all]
}
