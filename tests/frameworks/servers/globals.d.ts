// The parts of Deno and Bun that the servers use, as their documentation has them.

declare namespace Deno {
  const env: { get(name: string): string | undefined }
  function serve(
    options: { port: number },
    handler: (request: Request, info: { remoteAddr: { hostname: string } }) => Promise<Response>,
  ): unknown
}

declare namespace Bun {
  function serve(options: {
    port: string | undefined
    fetch: (request: Request, server: { requestIP(request: Request): { address: string } | null }) => Promise<Response>
  }): unknown
}
