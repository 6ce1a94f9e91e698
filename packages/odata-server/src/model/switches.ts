/** Facts about a service that nobody is sure of: each a switch with the readings that are possible. */
export type SwitchValue = string | number | boolean

export interface SwitchDefinition {
  readonly values: readonly [SwitchValue, SwitchValue, ...SwitchValue[]]
  /** One of `values`. */
  readonly default: SwitchValue
  /** One sentence: what it decides, and where that is written. */
  readonly description: string
}

export type SwitchDefinitions = Readonly<Record<string, SwitchDefinition>>

/** The positions of all switches, in memory. A dialect reads them while it answers a request. */
export interface Switches<Definitions extends SwitchDefinitions = SwitchDefinitions> {
  readonly definitions: Definitions
  readonly value: <Name extends keyof Definitions>(name: Name) => Definitions[Name]['values'][number]
  /** Sets some; the caller has checked names and values. */
  readonly set: (positions: Readonly<Partial<Record<keyof Definitions, SwitchValue>>>) => void
  /** All as they are defined. */
  readonly clear: () => void
}
