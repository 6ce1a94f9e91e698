/** What a posting needs of the request: a hook's context, or what a seed puts together. */
import type { WriteContext } from '@koble/odata-server'

export type PostingContext = Pick<WriteContext, 'data' | 'newId' | 'clock' | 'principal' | 'now'>
