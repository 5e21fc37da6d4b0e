/** Names of the options that a single call takes, for the message to someone who put one among the params. */
export const callOptionNames: readonly string[] = ['signal', 'timeoutMs', 'attemptTimeoutMs', 'retries', 'extra']
