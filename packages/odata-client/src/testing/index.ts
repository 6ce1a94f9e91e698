/** For the tests of this package and of those that build on it. */
export { manualClock, type ManualClock } from './manual-clock.ts'
export {
  scriptedService,
  type ScriptedAnswer,
  type ScriptedService,
  type SeenRequest,
  type Step,
} from './scripted-fetch.ts'

/** A log that says nothing. */
export const silentLog = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  with: () => silentLog,
}
