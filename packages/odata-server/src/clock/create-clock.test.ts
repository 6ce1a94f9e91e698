import { describe, expect, it } from 'vitest'
import { handTime } from '../fixtures/hand-time.ts'
import { createClock } from './create-clock.ts'

describe('the clock', () => {
  it('runs timers in order when its source or its offset moves', () => {
    const time = handTime()
    const clock = createClock({ source: time })
    const ran: string[] = []
    clock.schedule(300, () => ran.push('c'))
    clock.schedule(100, () => ran.push('a'))
    clock.schedule(100, () => ran.push('b'))
    time.pass(99)
    expect(ran).toEqual([])
    time.pass(1)
    expect(ran).toEqual(['a', 'b'])
    clock.advance(200)
    expect(ran).toEqual(['a', 'b', 'c'])
    expect(clock.iso()).toBe('2026-08-21T10:00:00.300Z')
    expect(clock.offsetMs).toBe(200)
  })

  it('set back keeps its timers waiting for their time', () => {
    const time = handTime()
    const clock = createClock({ source: time })
    let ran = false
    clock.schedule(1000, () => (ran = true))
    clock.advance(-5000)
    time.pass(1000)
    expect(ran).toBe(false)
    time.pass(5000)
    expect(ran).toBe(true)
  })

  it('cancels, and wakes sleepers that are called off', async () => {
    const clock = createClock({ source: handTime() })
    let ran = false
    clock.schedule(10, () => (ran = true))()
    clock.advance(20)
    expect(ran).toBe(false)
    const stop = new AbortController()
    const asleep = clock.sleep(1000, stop.signal)
    stop.abort()
    await asleep
    await clock.sleep(0)
  })

  it('may schedule from inside a timer', () => {
    const clock = createClock({ source: handTime() })
    const ran: string[] = []
    clock.schedule(10, () => {
      ran.push('outer')
      clock.schedule(10, () => ran.push('inner'))
    })
    clock.set(Date.parse('2026-08-21T10:00:00.015Z'))
    clock.advance(10)
    expect(ran).toEqual(['outer', 'inner'])
  })
})
