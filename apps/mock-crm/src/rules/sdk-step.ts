/** Webhook steps: what the emulator delivers is asynchronous and after the operation; everything else is refused, not ignored. */
import type { Draft } from '@koble/odata-server'
import { errors } from '../crm-error.ts'
import { refuseWith } from '../security/access.ts'
import type { TableRules } from './table-rules.ts'

export const sdkStepRules: TableRules = { onCreate: check, onUpdate: check }

function check(draft: Draft): void {
  draft['mode'] ??= 0
  draft['stage'] ??= 40
  draft['rank'] ??= 1
  if (draft['sdkmessageid'] == null) refuseWith(errors.required('sdkmessageid', 'sdkmessageprocessingstep'))
  if (draft['eventhandler'] == null) refuseWith(errors.required('eventhandler', 'sdkmessageprocessingstep'))
  if (draft['mode'] !== 1) refuseWith(errors.notEmulated('A synchronous webhook step (mode 0)'))
  if (draft['stage'] !== 40) refuseWith(errors.notEmulated(`A webhook step in stage ${String(draft['stage'])}`))
}
