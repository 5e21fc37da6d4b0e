import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chown } from 'node:fs/promises'
import { freePort, runService, withFolder } from './run-service.ts'

/** Folder of the programs of Debian's package `postgresql`, with a folder for each version. */
const debianFolder = '/usr/lib/postgresql'

/** Path of a program of the newest PostgreSQL on this machine. */
export function programPath(name: string): string {
  const versions = existsSync(debianFolder) ? readdirSync(debianFolder).map(Number) : []
  return versions.length === 0 ? name : `${debianFolder}/${Math.max(...versions)}/bin/${name}`
}

/** PostgreSQL refuses to run as root; Debian's package comes with a user for it. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (kind: string) => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** Runs something while a PostgreSQL of its own serves it, with one empty database and a user who needs no password. */
export const withPostgres = <Value>(run: (url: string) => Promise<Value>): Promise<Value> =>
  withFolder(async (folder) => {
    const user = serverUser()
    if (user.uid !== undefined && user.gid !== undefined) await chown(folder, user.uid, user.gid)
    const data = `${folder}/data`
    const setUp = ['-D', data, '-U', 'shop', '-A', 'trust', '-E', 'UTF8', '--no-locale', '--no-sync']
    execFileSync(programPath('initdb'), setUp, { ...user, cwd: folder, stdio: 'pipe' })
    const port = await freePort()
    const settings = { listen_addresses: '127.0.0.1', port, unix_socket_directories: '', fsync: 'off' }
    const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    return runService(
      {
        command: programPath('postgres'),
        args: ['-D', data, ...args],
        ready: /ready to accept connections/,
        options: { ...user, cwd: folder },
      },
      () => run(`postgres://shop@127.0.0.1:${port}/postgres`),
    )
  })
