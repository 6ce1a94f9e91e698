/** Fiscal years are calendar years; those before this date are closed (erp-business-logic, section 7.3). */
export const openFiscalYearStart = '2025-01-01'
