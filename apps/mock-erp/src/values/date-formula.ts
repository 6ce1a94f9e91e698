/**
 * Date formulas of payment terms ("14D", "CM+15D", "-CM", "D10"), evaluated left to right on a running date.
 * Grammar and examples: erp-business-logic, section 2.8.
 */
import { Temporal } from 'temporal-polyfill'

type Unit = 'D' | 'WD' | 'W' | 'M' | 'Q' | 'Y'
type Step = (date: Temporal.PlainDate) => Temporal.PlainDate

const SUB = /^([+-]?)(?:C(WD|[DWMQY])|(\d{1,4})(WD|[DWMQY])|(WD|[DWMQY])(\d{1,4}))/

/** The text as the ERP stores it (upper case, no blanks, no angle brackets), or undefined if it is no formula. */
export function dateFormula(text: string): string | undefined {
  const stored = text.replaceAll(/[\s<>]/g, '').toUpperCase()
  if (stored.length > 32) return undefined
  return parse(stored) === undefined ? undefined : stored
}

/** The date that a stored formula gives from a date; an empty formula gives the date itself. */
export function addFormula(date: string, formula: string): string {
  const steps = parse(formula)
  if (steps === undefined) throw new Error(`"${formula}" is no date formula.`)
  return steps.reduce((running, step) => step(running), Temporal.PlainDate.from(date)).toString()
}

function parse(formula: string): Step[] | undefined {
  const steps: Step[] = []
  for (let rest = formula; rest !== '';) {
    const match = SUB.exec(rest)
    if (match === null || steps.length === 3) return undefined
    const step = stepOf(match)
    if (step === undefined) return undefined
    steps.push(step)
    rest = rest.slice(match[0].length)
  }
  return steps
}

function stepOf(match: RegExpExecArray): Step | undefined {
  const sign = match[1] === '-' ? -1 : 1
  if (match[2] !== undefined) return edgeOf(match[2] as Unit, sign)
  if (match[3] !== undefined) return plus(Number(match[3]) * sign, match[4] as Unit)
  return nextOccurrence(match[5] as Unit, Number(match[6]), sign)
}

function plus(count: number, unit: Unit): Step {
  const spans = {
    D: { days: count },
    WD: { days: count },
    W: { weeks: count },
    M: { months: count },
    Q: { months: 3 * count },
    Y: { years: count },
  } as const
  return (date) => date.add(spans[unit])
}

/** Last day of the current week (Sunday), month, quarter or year; with minus the first day. */
function edgeOf(unit: Unit, sign: number): Step | undefined {
  const first: Partial<Record<Unit, Step>> = {
    D: (date) => date,
    W: (date) => date.subtract({ days: date.dayOfWeek - 1 }),
    M: (date) => date.with({ day: 1 }),
    Q: (date) => date.with({ day: 1 }).subtract({ months: (date.month - 1) % 3 }),
    Y: (date) => date.with({ month: 1, day: 1 }),
  }
  const start = first[unit]
  if (start === undefined) return undefined
  if (sign < 0 || unit === 'D') return start
  const length = plus(1, unit)
  return (date) => length(start(date)).subtract({ days: 1 })
}

/** The next date (with minus: the previous one) whose day of month, or weekday, is n; strictly another day. */
function nextOccurrence(unit: Unit, n: number, sign: number): Step | undefined {
  if (unit === 'D' && n >= 1 && n <= 31) return (date) => walk(date, sign, (day) => day.day === n)
  if (unit === 'WD' && n >= 1 && n <= 7) return (date) => walk(date, sign, (day) => day.dayOfWeek === n)
  return undefined
}

function walk(date: Temporal.PlainDate, sign: number, fits: (day: Temporal.PlainDate) => boolean): Temporal.PlainDate {
  let day = date.add({ days: sign })
  while (!fits(day)) day = day.add({ days: sign })
  return day
}
