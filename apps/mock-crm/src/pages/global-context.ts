/** `Xrm.Utility.getGlobalContext()` as form scripts and web resources see it (reference/crm-embedding.md, section 1.2). */
import type { Session } from './session.ts'

export const braced = (id: string): string => `{${id.toUpperCase()}}`

export function globalContext(session: Session) {
  const { user, organization } = session
  return {
    userSettings: {
      userId: braced(user?.id ?? ''),
      userName: user?.name ?? '',
      languageId: organization?.languageId ?? 1033,
      isRTL: false,
      isHighContrastEnabled: matchMedia('(forced-colors: active)').matches,
      roles: rolesCollection(user?.roles ?? []),
      getTimeZoneOffsetMinutes: () => -new Date().getTimezoneOffset(),
    },
    organizationSettings: {
      organizationId: organization?.id ?? '',
      uniqueName: 'fjordlys',
      languageId: organization?.languageId ?? 1033,
    },
    client: {
      getClient: () => 'Web',
      getFormFactor: () => (matchMedia('(max-width: 700px)').matches ? 3 : 1),
      isOffline: () => false,
    },
    getClientUrl: () => location.origin,
    getVersion: () => '9.2.24112.00160',
  }
}

/** The client API's collections have `get` and `forEach`. */
const rolesCollection = (names: readonly string[]) => ({
  get: (index?: number) => (index === undefined ? names.map(roleOf) : roleOf(names[index] ?? '')),
  getLength: () => names.length,
  forEach: (visit: (role: { name: string }, index: number) => void) =>
    names.forEach((name, index) => visit(roleOf(name), index)),
})

const roleOf = (name: string) => ({ name })
