/** The unbound actions of the sales documents. */
import type { OperationDefinition } from '@koble/odata-server'
import { closingActions } from './close-document.ts'
import { makingActions } from './make-document.ts'

export const salesActions: Readonly<Record<string, OperationDefinition>> = { ...closingActions, ...makingActions }
