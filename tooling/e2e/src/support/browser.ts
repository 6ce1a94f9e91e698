/** The system's Chromium, driven as a person would drive it. */
import { chromiumLaunch } from '@koble/dev/chromium'
import { chromium, type Browser } from 'playwright-core'

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ ...chromiumLaunch, executablePath: chromiumLaunch.executablePath })
