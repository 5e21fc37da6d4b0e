/** Calls a function of somebody else for its effect alone: what it throws, now or later, is not our caller's trouble. */
export function notify(run: () => unknown): void {
  // Runs at once; asynchronous only so that both ways to fail become one.
  const ran = async () => run()
  ran().catch(() => {})
}
