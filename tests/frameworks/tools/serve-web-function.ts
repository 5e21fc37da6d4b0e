import { serve } from '@hono/node-server'

// Calls a function as its platform does: by its method or as the default, with a Request and what the platform knows.
const [file = ''] = process.argv.slice(2)
const functions = (await import(file)) as Record<
  string,
  ((request: Request, context: { ip: string }) => Promise<Response>) | undefined
>

serve({
  port: Number(process.env.PORT),
  fetch: async (request) => {
    const call = functions[request.method] ?? functions.default
    return call?.(request, { ip: '127.0.0.1' }) ?? new Response(null, { status: 405 })
  },
})
