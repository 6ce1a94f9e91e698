/** Entry of the people's pages: colour, elements, the application. */
import '@koble/ui'
import './app.ts'

const style = document.createElement('style')
style.textContent = ':root { --koble-accent: light-dark(#00627a, #0f7c97) } body { margin: 0 }'
document.head.append(style)
