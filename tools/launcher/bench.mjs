/** `npm run bench -- NAME [--json FILE]`: one benchmark on engines of its own, unless addresses are given. */
import { findProgram, runInSession, withAbsolutePaths } from './child.mjs';
import { main, openSession, root } from './session.mjs';
import { SetupError } from './stage1.mjs';

const [name = '', ...args] = withAbsolutePaths(process.argv.slice(2), ['--json'], process.env);

await main(async () => {
  if (!/^[a-z][a-z-]*$/u.test(name)) throw new SetupError('say which: npm run bench -- NAME [--json FILE]');
  const session = await openSession();
  try {
    const env = { ...process.env, ...session.addresses };
    return await runInSession(session, 'bench', [findProgram('bench', root, name), ...args], { cwd: root, env });
  } finally {
    await session.close();
  }
});
