/** One service root without an emulator around it: no tokens, limits or faults. */
import { rootModel } from '../request/model.ts'
import { exchangeOf } from './exchange-of.ts'
import { problemOutcome } from './problem-outcome.ts'
import { respond } from './respond.ts'
import { rootService, runExchange } from './root-service.ts'
import { runBatch } from './run-batch.ts'
import type { Database } from '../model/database.ts'
import type { Principal } from '../model/row.ts'
import type { ServiceRootDefinition } from '../model/service-root.ts'
import type { Exchange, Outcome } from '../request/exchange.ts'
import type { RootService } from './root-service.ts'

export interface Service {
  fetch(request: Request, principal: Principal): Promise<Response>
}

export function createService(options: { readonly root: ServiceRootDefinition; readonly database: Database }): Service {
  const { root, database } = options
  const service = rootService(rootModel(root, database.tables), database)
  return {
    async fetch(request, principal) {
      const exchange = await exchangeOf(request, principal, root.dialect.limits.bodyBytes)
      const outcome = isBatch(service, exchange)
        ? await runBatch({ service, exchange, onPart: () => undefined, fault: () => undefined })
        : await runExchange(service, exchange)
      return respond(await onDisk(outcome, service, exchange), root.dialect, exchange)
    },
  }
}

export function isBatch(service: RootService, exchange: Exchange): boolean {
  const base = service.base(exchange.url.pathname)
  return base !== undefined && /\/(?:\$|%24)batch$/i.test(exchange.url.pathname.slice(base.length))
}

/** The answer when everything it rests on is on disk, else the dialect's word for a disk that failed. */
export async function onDisk(outcome: Outcome, service: RootService, exchange: Exchange): Promise<Outcome> {
  try {
    await service.database.flushed()
    return outcome
  } catch (error) {
    const message = `The change could not be written to disk and was put back: ${error instanceof Error ? error.message : String(error)}`
    return problemOutcome({ kind: 'storageFailed', message }, service.model.dialect, exchange)
  }
}
