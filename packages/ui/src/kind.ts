/** The five kinds of status. A kind is never told by colour alone: each has its icon, or a text beside it. */
import type { IconName } from './icon.ts'

export type Kind = 'neutral' | 'brand' | 'success' | 'warning' | 'danger'

export const kindIcons: Record<Kind, IconName> = {
  neutral: 'dot',
  brand: 'info',
  success: 'check',
  warning: 'warning',
  danger: 'error',
}
