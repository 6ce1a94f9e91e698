/**
 * One job as it goes: read anew when the stream names it, and now and then while it runs, because a worker of another process
 * is not heard on this server's stream.
 */
import type { Problem } from '@koble/ui'
import type { ReactiveController, ReactiveControllerHost } from 'lit'
import { answer } from '../api/answer.ts'
import { job } from '../api/client.ts'
import type { Job } from '../api/types.ts'
import { LiveReload } from '../live/live-reload.ts'
import { isUnfinished } from '../words/states.ts'
import { Loaded } from './loaded.ts'

const lookEveryMs = 3_000

export class JobWatch implements ReactiveController {
  readonly #loaded: Loaded<Job>
  #timer: ReturnType<typeof setInterval> | undefined

  constructor(host: ReactiveControllerHost, id: () => string | undefined) {
    this.#loaded = new Loaded(host, { key: id, load: () => answer(job.$get({ param: { id: id() ?? '' } })) })
    new LiveReload(host, {
      types: ['job'],
      concerns: ({ data }) => data['job'] === id(),
      reload: () => this.#loaded.reload(),
    })
    host.addController(this)
  }

  get value(): Job | undefined {
    return this.#loaded.value
  }

  get problem(): Problem | undefined {
    return this.#loaded.problem
  }

  hostConnected(): void {
    this.#timer = setInterval(() => {
      if (this.value !== undefined && isUnfinished(this.value)) void this.reload()
    }, lookEveryMs)
  }

  hostDisconnected(): void {
    clearInterval(this.#timer)
  }

  reload(): Promise<void> {
    return this.#loaded.reload()
  }

  set(value: Job): void {
    this.#loaded.set(value)
  }
}
