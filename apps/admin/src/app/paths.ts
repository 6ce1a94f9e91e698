/** The console's addresses. All of a page's state is in them, so that a link shows what its sender saw. */
const of = (connection: string, ...rest: readonly string[]): string =>
  ['/connections', ...[connection, ...rest].map((part) => encodeURIComponent(part))].join('/')

export const paths = {
  connections: '/connections',
  newConnection: '/connections/new',
  connection: (connection: string) => of(connection),
  overview: (connection: string) => of(connection, 'overview'),
  fullSynchronization: (connection: string, job?: string) =>
    of(connection, 'full-synchronization') + (job === undefined ? '' : `?job=${encodeURIComponent(job)}`),
  jobs: (connection: string) => of(connection, 'jobs'),
  job: (connection: string, job: string) => of(connection, 'jobs', job),
  couplings: (connection: string, filter: Readonly<Record<string, string>> = {}) => {
    const query = new URLSearchParams(filter).toString()
    return of(connection, 'couplings') + (query === '' ? '' : `?${query}`)
  },
  coupling: (connection: string, coupling: string) => of(connection, 'couplings', coupling),
  conflicts: (connection: string) => of(connection, 'conflicts'),
  conflict: (connection: string, conflict: string) => of(connection, 'conflicts', conflict),
  skipped: (connection: string) => of(connection, 'skipped'),
  waiting: (connection: string) => of(connection, 'waiting'),
} as const

/** The connection that an address is about. */
export const connectionIn = (path: string): string | undefined => {
  const id = /^\/connections\/([^/]+)/.exec(path)?.[1]
  if (id === undefined || id === 'new') return undefined
  try {
    return decodeURIComponent(id)
  } catch {
    return undefined
  }
}
