/**
 * The service's `$skiptoken`: an XML cookie with the page's number and an encoded inner cookie that names the first and
 * last row of the page before (reference/dataverse-protocol.md, section 5.4). The kit's own continuation rides inside.
 */
import type { SkipState } from '@koble/odata-server'

const escape = (text: string): string =>
  encodeURIComponent(text).replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())

export function encodeCookie(state: SkipState): string {
  const rows = `<row last="{${state.lastId.toUpperCase()}}" first="{${state.firstId.toUpperCase()}}" />`
  const order = `<order last="${escape(state.after)}" version="${state.version ?? ''}" />`
  const inner = `<cookie page="${state.page - 1}">${rows}${order}</cookie>`
  return `<cookie pagenumber="${state.page}" pagingcookie="${escape(inner)}" istracking="${state.tracking ? 'True' : 'False'}" />`
}

export function decodeCookie(token: string): SkipState | undefined {
  const outer = /^<cookie pagenumber="(\d+)" pagingcookie="([^"]*)" istracking="(True|False)" \/>$/.exec(token)
  const inner = outer && decoded(outer[2] ?? '')
  if (!outer || !inner) return undefined
  const rows =
    /^<cookie page="\d+"><row last="\{([^}]*)\}" first="\{([^}]*)\}" \/><order last="([^"]*)" version="(\d*)" \/><\/cookie>$/.exec(
      inner,
    )
  const after = rows && decoded(rows[3] ?? '')
  if (!rows || after === undefined || after === null) return undefined
  return {
    page: Number(outer[1]),
    tracking: outer[3] === 'True',
    lastId: (rows[1] ?? '').toLowerCase(),
    firstId: (rows[2] ?? '').toLowerCase(),
    after,
    ...(rows[4] ? { version: Number(rows[4]) } : {}),
  }
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
