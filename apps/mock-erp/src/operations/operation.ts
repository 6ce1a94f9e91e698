/** What a random business operation is: it drives the emulator through its API, as some client would, with randomness that a seed replays. */

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
}

/** `path`: below the company, beginning with `v2/`, `koble/` or `client/`; or `emulator/...`. Sends `If-Match: *` with PATCH and DELETE. */
export type Send = (method: string, path: string, body?: unknown) => Promise<Answer>

export interface Dice {
  /** A whole number from 1 to `most`. */
  readonly upTo: (most: number) => number
  readonly chance: (percent: number) => boolean
  readonly pick: <T>(from: readonly T[]) => T | undefined
  /** A GUID that was not drawn before. */
  readonly guid: () => string
}

export interface OperationContext {
  readonly send: Send
  readonly dice: Dice
}

export type Row = Readonly<Record<string, unknown>>

/** Undefined: there was nothing to do it with. An answer that is a refusal is one of the rules', and counted. */
export type Operation = (context: OperationContext) => Promise<Answer | undefined>

export const rowsOf = ({ body }: Answer): readonly Row[] =>
  Array.isArray(body['value']) ? (body['value'] as Row[]) : []

export const list = async ({ send }: OperationContext, path: string): Promise<readonly Row[]> =>
  rowsOf(await send('GET', path))

/** One of the first rows that a query answers. */
export async function pickRow(context: OperationContext, path: string): Promise<Row | undefined> {
  return context.dice.pick(await list(context, path))
}

export const idOf = (row: Row): string => String(row['id'])

export const numberOf = (row: Row, name: string): number => Number(row[name] ?? 0)

/** A part of a whole quantity, all of it in half of the cases; never 0. */
export function partOf(dice: Dice, whole: number): number {
  if (whole <= 1 || dice.chance(50)) return whole
  return Math.min(whole, dice.upTo(Math.floor(whole)))
}
