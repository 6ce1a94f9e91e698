/** A feed's mark, as text that only this connector reads: the service's link and the columns that it was opened with. */
import type { Checkpoint } from '@koble/core'
import { isJsonArray, isJsonObject, readJson, textOf } from '@koble/odata-client'

export interface DeltaMark {
  readonly link: string
  /** Fields that the link's answers carry. */
  readonly fields: readonly string[]
}

export const printMark = (mark: DeltaMark): Checkpoint => JSON.stringify(mark) as Checkpoint

/** Null for text that is no mark of this connector. */
export function readMark(checkpoint: Checkpoint): DeltaMark | null {
  const json = readJson(checkpoint)
  const link = textOf(json, 'link')
  const fields = isJsonObject(json) ? json['fields'] : undefined
  if (link === undefined || !isJsonArray(fields)) return null
  return { link, fields: fields.filter((field) => typeof field === 'string') }
}
