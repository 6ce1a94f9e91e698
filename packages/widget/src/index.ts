/** Koble's fact boxes as custom elements; importing this module defines them, once. */
import { KobleAccountStatistics } from './elements/account-statistics.ts'
import { KobleFactBoxes } from './elements/fact-boxes.ts'
import { KobleSyncStatus } from './elements/sync-status.ts'

const elements = {
  'koble-account-statistics': KobleAccountStatistics,
  'koble-sync-status': KobleSyncStatus,
  'koble-fact-boxes': KobleFactBoxes,
}

// A page may load the widget twice, by two hosts; the first one stays.
for (const [name, element] of Object.entries(elements))
  if (customElements.get(name) === undefined) customElements.define(name, element)

declare global {
  interface HTMLElementTagNameMap {
    'koble-account-statistics': KobleAccountStatistics
    'koble-sync-status': KobleSyncStatus
    'koble-fact-boxes': KobleFactBoxes
  }
}

export { KobleAccountStatistics, KobleFactBoxes, KobleSyncStatus }
export type { KobleEvents } from './events.ts'
export type { GetToken } from './facts/request-facts.ts'
export type { HostChange, HostPage, HostRecord } from './hosts/host-page.ts'
export type { Texts } from './texts/en.ts'
export { addTexts } from './texts/texts-for.ts'
