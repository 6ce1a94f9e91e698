/** Which boxes fit a record, by the logical name of its table. Every record has its synchronization. */
export type BoxName = 'account-statistics' | 'sync-status'

const boxes: Readonly<Record<string, readonly BoxName[]>> = { account: ['account-statistics', 'sync-status'] }

export const boxesFor = (entity: string): readonly BoxName[] => boxes[entity] ?? ['sync-status']
