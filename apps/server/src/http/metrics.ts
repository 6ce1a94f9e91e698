/** Metrics in Prometheus' form, in a registry of their own so that two servers in one process do not meet. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { EventHub } from './event-hub.ts'

export interface Metrics {
  readonly read: () => Promise<string>
  readonly workBegan: () => void
  readonly workDone: (kind: 'job' | 'look', result: 'done' | 'failed', durationMs: number) => void
  readonly nudgeIgnored: () => void
}

export function createMetrics(hub: EventHub): Metrics {
  const registers = [new Registry()]
  const [registry] = registers as [Registry]
  collectDefaultMetrics({ register: registry })
  const duration = new Histogram({
    name: 'koble_work_duration_seconds',
    help: 'Looks and jobs, from taken to ended.',
    labelNames: ['kind', 'result'],
    registers,
  })
  const running = new Gauge({
    name: 'koble_work_running',
    help: 'Looks and jobs that are under way in this process.',
    registers,
  })
  const ignored = new Counter({
    name: 'koble_nudges_ignored_total',
    help: 'Webhook calls with a wrong secret or mark.',
    registers,
  })
  new Gauge({
    name: 'koble_event_streams',
    help: 'Event streams that are open.',
    registers,
    collect() {
      this.set(hub.listeners)
    },
  })
  return {
    read: () => registry.metrics(),
    workBegan: () => running.inc(),
    workDone(kind, result, durationMs) {
      running.dec()
      duration.observe({ kind, result }, durationMs / 1000)
    },
    nudgeIgnored: () => ignored.inc(),
  }
}
