/** A handful of icons in Fluent's manner, 20 px, drawn for this package. All are decoration: a text stands beside each. */
import { svg, type SVGTemplateResult } from 'lit'

const icon = (path: string): SVGTemplateResult =>
  svg`<svg class="icon" viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" focusable="false"><path d=${path} fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`

export const icons = {
  refresh: icon('M16 10a6 6 0 1 1-1.8-4.3M16 3v3.5h-3.5'),
  copy: icon(
    'M7 7V4.5A1.5 1.5 0 0 1 8.5 3h7A1.5 1.5 0 0 1 17 4.5v7a1.5 1.5 0 0 1-1.5 1.5H13M4.5 7h7A1.5 1.5 0 0 1 13 8.5v7A1.5 1.5 0 0 1 11.5 17h-7A1.5 1.5 0 0 1 3 15.5v-7A1.5 1.5 0 0 1 4.5 7z',
  ),
  open: icon(
    'M8 4H5.5A1.5 1.5 0 0 0 4 5.5v9A1.5 1.5 0 0 0 5.5 16h9a1.5 1.5 0 0 0 1.5-1.5V12M11.5 4H16v4.5M16 4l-6.5 6.5',
  ),
  good: icon('M10 2.75a7.25 7.25 0 1 1 0 14.5a7.25 7.25 0 0 1 0-14.5M7 10.2l2.2 2.2 4-4.6'),
  warning: icon('M10 3 17.5 16.5h-15zM10 8v4M10 14.2v.1'),
  severe: icon('M10 2.75a7.25 7.25 0 1 1 0 14.5a7.25 7.25 0 0 1 0-14.5M7.5 7.5l5 5M12.5 7.5l-5 5'),
  info: icon('M10 2.75a7.25 7.25 0 1 1 0 14.5a7.25 7.25 0 0 1 0-14.5M10 9v4.5M10 6.5v.1'),
} as const

export type IconName = keyof typeof icons
