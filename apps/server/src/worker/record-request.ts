/** What a person asks of one record: kept in the job of kind `record`, carried out by the worker that holds the connection. */
import {
  couple,
  createPartner,
  KobleError,
  resolveConflict,
  synchronizeOne,
  uncouple,
  type CouplingId,
  type CrmId,
  type ErpId,
  type RecordId,
  type Resolution,
  type ResolvedMapping,
  type Run,
  type Side,
} from '@koble/core'

export type RecordRequest =
  | {
      readonly operation: 'couple'
      readonly mapping: string
      readonly erpId: ErpId
      readonly crmId: CrmId
      readonly winner: Side | null
    }
  | { readonly operation: 'create'; readonly mapping: string; readonly side: Side; readonly id: RecordId }
  | { readonly operation: 'uncouple'; readonly coupling: CouplingId }
  | { readonly operation: 'retry'; readonly coupling: CouplingId }
  | { readonly operation: 'synchronize'; readonly coupling: CouplingId; readonly direction: 'toCrm' | 'toErp' | 'both' }
  | {
      readonly operation: 'resolve'
      readonly coupling: CouplingId
      readonly version: number
      readonly choose: Resolution
    }

const winnerOf = (direction: 'toCrm' | 'toErp' | 'both'): Side | null =>
  direction === 'toCrm' ? 'erp' : direction === 'toErp' ? 'crm' : null

export async function carryOutRecordRequest(run: Run, request: RecordRequest): Promise<void> {
  switch (request.operation) {
    case 'couple':
      await couple(run, mappingOf(run, request.mapping), request, request.winner)
      return
    case 'create':
      await createPartner(run, mappingOf(run, request.mapping), request.side, request.id)
      return
    case 'uncouple':
      return uncouple(run, request.coupling)
    case 'retry':
      await synchronizeOne(run, request.coupling, null)
      return
    case 'synchronize':
      await synchronizeOne(run, request.coupling, winnerOf(request.direction))
      return
    case 'resolve':
      await resolveConflict(run, request.coupling, request.version, request.choose)
      return
  }
}

function mappingOf(run: Run, name: string): ResolvedMapping {
  const mapping = run.context.mappings.find((one) => one.name === name)
  if (mapping) return mapping
  throw new KobleError({
    kind: 'misconfigured',
    origin: 'koble',
    code: 'mapping-disabled',
    message: `The mapping "${name}" is switched off or not there. Switch it on first.`,
  })
}
