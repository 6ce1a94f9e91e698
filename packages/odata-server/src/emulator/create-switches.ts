/** The positions of an emulator's switches, as defined until they are set. */
import type { SwitchDefinitions, Switches, SwitchValue } from '../model/switches.ts'

export function createSwitches<const Definitions extends SwitchDefinitions>(
  definitions: Definitions,
): Switches<Definitions> {
  const positions = new Map<keyof Definitions, SwitchValue>()
  return {
    definitions,
    value: (name) => positions.get(name) ?? definitions[name]?.default ?? unknownSwitch(name),
    set: (changes) => {
      for (const [name, value] of Object.entries(changes)) if (value !== undefined) positions.set(name, value)
    },
    clear: () => positions.clear(),
  }
}

function unknownSwitch(name: PropertyKey): never {
  throw new Error(`There is no switch ${String(name)}.`)
}
