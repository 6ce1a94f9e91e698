/** A coupling's two records by side, typed. */
import type { Coupling } from '../ports/store.ts'
import type { CrmId, ErpId, RecordId } from '../values/ids.ts'
import type { Side } from '../values/side.ts'

export const idOn = (coupling: Pick<Coupling, 'erpId' | 'crmId'>, side: Side): RecordId =>
  side === 'erp' ? coupling.erpId : coupling.crmId

/** The two ids of a pair of which one record lies on `side`. */
export const pairIds = (side: Side, own: RecordId, partner: RecordId): { erpId: ErpId; crmId: CrmId } =>
  side === 'erp' ? { erpId: own as ErpId, crmId: partner as CrmId } : { erpId: partner as ErpId, crmId: own as CrmId }
