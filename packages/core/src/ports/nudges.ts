/** The part of a remote system that tells us to look: webhook registrations, kept alive. Nudges carry no data. */
import type { Entity } from '../entity/entity.ts'

export interface Subscriptions {
  /**
   * Makes the registrations for these entities be there, renewed and pointing to `url`; leaves those of other tables, which another
   * connection may have asked for.
   */
  ensure(
    request: { readonly entities: readonly Entity[]; readonly url: string; readonly secret: string },
    signal?: AbortSignal,
  ): Promise<{ readonly renewBefore: number | null }>
  removeAll(signal?: AbortSignal): Promise<void>
}
