/** The machine that figures were taken on, in one line. */
import { arch, cpus, release, totalmem, type as osType } from 'node:os'

export const machine = (): string =>
  `${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, ${osType()} ${release()} ${arch()}, Node ${process.version}`
