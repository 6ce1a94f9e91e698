/** `/emulator/dialect`: how the switches stand, and setting them. */
import type { Switches, SwitchValue } from '../model/switches.ts'
import type { Json, JsonObject } from '../model/value.ts'

export function switchesJson({ definitions, value }: Switches): Json {
  return {
    value: Object.entries(definitions).map(([name, { default: preset, values, description }]) => ({
      name,
      value: value(name),
      default: preset,
      values: [...values],
      description,
    })),
  }
}

/** All of the body or nothing: answers why it is refused. null puts a switch back. */
export function setSwitches(switches: Switches, body: JsonObject): string | undefined {
  const { definitions } = switches
  const positions: Record<string, SwitchValue> = {}
  for (const [name, asked] of Object.entries(body)) {
    const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined
    if (definition === undefined)
      return `There is no switch "${name}". Known: ${Object.keys(definitions).join(', ') || 'none'}.`
    const value = asked === null ? definition.default : definition.values.find((known) => known === asked)
    if (value === undefined)
      return `"${name}" is one of ${definition.values.map((known) => JSON.stringify(known)).join(', ')}.`
    positions[name] = value
  }
  switches.set(positions)
  return undefined
}
