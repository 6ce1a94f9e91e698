/** The administrator's console, as the server serves it at `/`. */
import '@koble/ui'
import './app/admin-app.ts'
