/** One route: a path with named segments, and what it renders. The parameters' names come from the path's own type. */
type Segment<Path extends string> = Path extends `${infer Head}/${infer Rest}` ? Head | Segment<Rest> : Path

/** `{ id: string }` for `/customers/:id`. */
export type PathParams<Path extends string> = {
  readonly [Name in Segment<Path> extends infer S ? (S extends `:${infer N}` ? N : never) : never]: string
}

export type Route = {
  readonly path: string
  /** What to render for this pathname, or undefined if it is not this route's. */
  readonly match: (pathname: string, query: URLSearchParams) => { readonly content: () => unknown } | undefined
}

const decode = (segment: string): string | undefined => {
  try {
    return decodeURIComponent(segment)
  } catch {
    // A stray % that someone typed: no route, instead of a page that does not open.
    return undefined
  }
}

const split = (path: string): string[] => path.replace(/^\/+|\/+$/g, '').split('/')

/** The parameters of `pathname` under `path`, or undefined. A trailing slash makes no difference. */
export const matchPath = (path: string, pathname: string): Record<string, string> | undefined => {
  const wanted = split(path)
  const given = split(pathname)
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const value = decode(given[index] ?? '')
    if (value === undefined) return undefined
    if (segment.startsWith(':')) {
      if (value === '') return undefined
      params[segment.slice(1)] = value
    } else if (segment !== value) return undefined
  }
  return params
}

export const route = <const Path extends string>(
  path: Path,
  render: (params: PathParams<Path>, query: URLSearchParams) => unknown,
): Route => ({
  path,
  match: (pathname, query) => {
    const params = matchPath(path, pathname)
    // matchPath fills exactly the names that the path's type lists.
    return params === undefined ? undefined : { content: () => render(params as PathParams<Path>, query) }
  },
})
