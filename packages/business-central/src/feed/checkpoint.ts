/** A feed's mark, as text that only this connector reads. Two forms: one with Koble's pages, one without. */
import type { Checkpoint } from '@koble/core'
import { isJsonArray, isJsonObject, readJson, textOf, type Json } from '@koble/odata-client'

/** All changes up to and including these numbers are reported. */
export interface VersionMark {
  readonly kind: 'version'
  readonly version: bigint
  /** The last entry of the log of deletions. */
  readonly entry: bigint
}

/** Without the pages: stamps, which may appear late and out of order. */
export interface StampMark {
  readonly kind: 'stamp'
  /** The newest stamp reported. */
  readonly stamp: string
  /** When the feed last looked further back, ms. */
  readonly lookedBackAt: number
  /** Tags of the records reported last, by id: the overlap shows them again. */
  readonly recent: readonly (readonly [id: string, tag: string])[]
  /** The page to go on with; null between two readings. */
  readonly link: string | null
}
export type Mark = VersionMark | StampMark

export const printMark = (mark: Mark): Checkpoint =>
  JSON.stringify(
    mark.kind === 'version' ? { v: String(mark.version), d: String(mark.entry) } : { ...mark, kind: undefined },
  ) as Checkpoint

/** Null for text that is no mark of this connector. */
export function readMark(checkpoint: Checkpoint): Mark | null {
  const json = readJson(checkpoint)
  const version = textOf(json, 'v')
  const entry = textOf(json, 'd')
  if (version !== undefined && entry !== undefined) {
    return isNumber(version) && isNumber(entry)
      ? { kind: 'version', version: BigInt(version), entry: BigInt(entry) }
      : null
  }
  return readStampMark(json)
}

function readStampMark(json: Json): StampMark | null {
  const stamp = textOf(json, 'stamp')
  if (!isJsonObject(json) || stamp === undefined) return null
  const recent = isJsonArray(json['recent']) ? json['recent'] : []
  return {
    kind: 'stamp',
    stamp,
    lookedBackAt: Number(json['lookedBackAt'] ?? 0),
    recent: recent.flatMap(readPair),
    link: textOf(json, 'link') ?? null,
  }
}

function readPair(pair: Json): (readonly [string, string])[] {
  const [id, tag] = isJsonArray(pair) ? pair : []
  return typeof id === 'string' && typeof tag === 'string' ? [[id, tag]] : []
}

const isNumber = (text: string): boolean => /^-?\d{1,19}$/.test(text)
