/** Plays all stories and gathers those that end badly. */
import { play } from './play.ts'
import { nameOf } from './scenario.ts'
import type { Scenario } from './scenario.ts'
import { crashStories, createStories, stories } from './scenarios.ts'

export interface ModelReport {
  readonly played: number
  /** The first few that end badly, with what is wrong. */
  readonly bad: readonly { readonly story: string; readonly wrongs: readonly string[] }[]
}

export interface ModelOptions {
  /** Stops at the first story that ends badly: for mutations. */
  readonly untilFirst?: boolean
}

export const checkModel = async (options: ModelOptions = {}): Promise<ModelReport> => {
  const bad: { story: string; wrongs: readonly string[] }[] = []
  let played = 0
  for await (const scenario of allStories()) {
    played += 1
    const { wrongs } = await play(scenario)
    if (wrongs.length > 0) bad.push({ story: nameOf(scenario), wrongs })
    if (bad.length > 0 && options.untilFirst === true) break
  }
  return { played, bad }
}

async function* allStories(): AsyncGenerator<Scenario> {
  yield* createStories()
  yield* stories()
  for (const scenario of crashStories()) {
    const { calls } = await play(scenario)
    for (let call = 1; call <= calls; call += 1)
      for (const when of ['before', 'after'] as const) yield { ...scenario, crash: { call, when } }
  }
}
