/** Long checks of the kit itself, for `npm run verify`. */
export { checkHostileInput } from './check-hostile-input.ts'
export { checkQueries } from './check-queries.ts'
export type { CheckOptions } from './check-queries.ts'
