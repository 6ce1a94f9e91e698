/** The people's pages of the CRM emulator. */
import '@koble/ui'
import './crm-app.ts'
