/** What is kept of a remote system besides its secrets. */
import type { SystemRow } from '@koble/store'

export interface SystemSettings {
  readonly tenant: string
  readonly clientId: string
  /** Null: Microsoft Entra ID. */
  readonly authority: string | null
}

const textOr = <T>(value: unknown, fallback: T): string | T => (typeof value === 'string' ? value : fallback)

export const systemSettings = ({ settings }: SystemRow): SystemSettings => ({
  tenant: textOr(settings['tenant'], 'common'),
  clientId: textOr(settings['clientId'], ''),
  authority: textOr(settings['authority'], null),
})
